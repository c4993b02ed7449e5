import { axisOf, type CodeSystem } from '../../lattice/axes.ts';
import { SYSTEM_NAMES } from '../../lattice/systems.ts';
import { changed } from '../router.ts';
import { useSpeech } from '../words.ts';
import { type Asked, step } from './asked.ts';
import { axesOf } from './columns.ts';

/** The code systems, one or all of them. */
export function Systems({ asked, systems }: { asked: Asked; systems: readonly CodeSystem[] }) {
  const { browse } = useSpeech().words;
  return (
    <nav class="systems" aria-label={browse.system}>
      <ul>
        {(systems.length > 1 ? [...systems, 'ALL' as const] : systems).map((system) => (
          <li key={system}>
            <a
              class="button"
              aria-current={system === asked.system ? 'true' : undefined}
              href={changed(step(asked, onSystem(asked, system)))}
            >
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
