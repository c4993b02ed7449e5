import type { Axis } from '../../lattice/axes.ts';
import { Switch } from '../parts/switch.tsx';
import { TermName } from '../parts/term-name.tsx';
import { changed, go, linkTo } from '../router.ts';
import { fill, useSpeech } from '../words.ts';
import { type Asked, step } from './asked.ts';

export interface NamedTerm {
  readonly id: string;
  readonly axis: Axis;
  readonly name: string;
  readonly nameLanguage: string;
}

interface ChosenProps {
  readonly asked: Asked;
  readonly terms: readonly NamedTerm[];
  readonly family: { readonly id: string; readonly name: string } | null;
}

/** What narrows the codes; each can be taken back. */
export function Chosen({ asked, terms, family }: ChosenProps) {
  const { words } = useSpeech();
  const chosen = terms.filter(({ id }) => asked.terms.includes(id));
  const without = (id: string) => asked.terms.filter((one) => one !== id).join(',') || null;
  const isByTerms = chosen.length > 0 || asked.fixed.terms !== undefined;
  const near = isByTerms && asked.system !== 'ICD10PCS' && <Near asked={asked} />;
  if (chosen.length === 0 && !family && !asked.text) return near || null;
  return (
    <section class="asked" aria-label={words.spine.chosen}>
      <ul class="chips">
        {family && (
          <li>
            <a href={linkTo(`/families/${family.id}`)}>{family.name}</a>{' '}
            <Take name={family.name} href={changed(step(asked, { family: null }))} />
          </li>
        )}
        {chosen.map((term) => (
          <li key={term.id}>
            <a href={linkTo(`/terms/${term.id}`)}>
              <TermName {...term} />
            </a>{' '}
            <Take name={term.name} href={changed(step(asked, { terms: without(term.id) }))} />
          </li>
        ))}
        {asked.text && (
          <li>
            <bdi>“{asked.text}”</bdi> <Take name={asked.text} href={changed(step(asked, { text: null }))} />
          </li>
        )}
        <li>
          <a class="button" href={changed(step(asked, { terms: null, family: null, text: null }))}>
            {words.spine.clear}
          </a>
        </li>
      </ul>
      {near}
    </section>
  );
}

/** Whether codes count too that stand at terms which only overlap. */
function Near({ asked }: { asked: Asked }) {
  const { browse } = useSpeech().words;
  return (
    <Switch checked={asked.near} change={(near) => go(changed(step(asked, { near: near ? 'true' : null })))}>
      {browse.near}
    </Switch>
  );
}

function Take({ name, href }: { name: string; href: string }) {
  const label = fill(useSpeech().words.spine.remove, { term: name });
  return (
    <a class="take" href={href} title={label}>
      <span aria-hidden="true">×</span>
      <span class="hidden">{label}</span>
    </a>
  );
}
