import { axesOf, axisOf, type CodeSystem } from '../../lattice/axes.ts';
import { SYSTEM_NAMES } from '../../lattice/systems.ts';
import { changed } from '../router.ts';
import { useSpeech } from '../words.ts';
import { type Asked, step } from './asked.ts';

/** The code systems, one or all of them. */
export function Systems({ asked, systems }: { asked: Asked; systems: readonly CodeSystem[] }) {
  return (
    <SystemLinks
      systems={systems.length > 1 ? [...systems, 'ALL'] : systems}
      current={asked.system}
      hrefOf={(system) => changed(step(asked, onSystem(asked, system)))}
    />
  );
}

interface SystemLinksProps {
  readonly systems: readonly (CodeSystem | 'ALL')[];
  readonly current: CodeSystem | 'ALL';
  readonly hrefOf: (system: CodeSystem | 'ALL') => string;
}

/** A way to each code system; the one that is shown is marked. */
export function SystemLinks({ systems, current, hrefOf }: SystemLinksProps) {
  const { browse } = useSpeech().words;
  return (
    <nav class="which" aria-label={browse.system}>
      <ul>
        {systems.map((system) => (
          <li key={system}>
            <a class="button" aria-current={system === current ? 'true' : undefined} href={hrefOf(system)}>
              {system === 'ALL' ? browse.all : <bdi>{SYSTEM_NAMES[system]}</bdi>}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** What of a choice goes along to another system: its words, and terms that codes there may state. */
function onSystem({ terms }: Asked, system: CodeSystem | 'ALL') {
  const axes = [...axesOf(system), 'REGION'];
  const kept = terms.filter((id) => axes.includes(axisOf(id) ?? ''));
  return {
    system,
    family: null,
    terms: kept.join(',') || null,
    addOn: null,
    columns: null,
    sort: null,
    descending: null,
  };
}
