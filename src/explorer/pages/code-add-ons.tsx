import { CodeList } from '../parts/sentences.tsx';
import { Sources } from '../parts/source.tsx';
import { fill, localeOf, useSpeech } from '../words.ts';
import type { CodeAnswer } from './code-answer.ts';

type Listed = CodeAnswer['addOns'] | CodeAnswer['addOnTo'];

const ROLES = ['GOES_ON', 'ACCOMPANIES', null] as const;
/** A longer list of codes is kept folded. */
const MOST_OPEN = 24;

interface AddOnsProps {
  readonly id: string;
  readonly title: string;
  readonly listed: Listed;
}

/** Add-ons of a code, or the primaries of one: first what goes on with the same work, then what accompanies it. */
export function CodeAddOns({ id, title, listed: { totalCount, edges } }: AddOnsProps) {
  const { words, language } = useSpeech();
  if (totalCount === 0) return null;
  const number = new Intl.NumberFormat(localeOf(language));
  return (
    <section class="related" aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      {ROLES.map((role) => (
        <Group key={role} role={role} edges={edges.filter((edge) => edge.role === role)} />
      ))}
      {edges.length < totalCount && (
        <p class="quiet">
          {fill(words.code.partOf, {
            shown: number.format(edges.length),
            count: number.format(totalCount),
          })}
        </p>
      )}
      <Sources rows={edges.map(({ source }) => source)} />
    </section>
  );
}

function Group({ role, edges }: { role: (typeof ROLES)[number]; edges: Listed['edges'] }) {
  const { words, language } = useSpeech();
  if (edges.length === 0) return null;
  const codes = <CodeList codes={edges.map(({ node }) => node)} />;
  const heading = (
    <h3>
      {words.code.roles[role ?? 'UNKNOWN']}{' '}
      <span class="quiet">{new Intl.NumberFormat(localeOf(language)).format(edges.length)}</span>
    </h3>
  );
  if (edges.length <= MOST_OPEN) {
    return (
      <>
        {heading}
        {codes}
      </>
    );
  }
  return (
    <details>
      <summary>{heading}</summary>
      {codes}
    </details>
  );
}
