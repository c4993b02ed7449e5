import { Fragment } from 'preact';
import { Folded } from '../parts/folded.tsx';
import { CodeLink } from '../parts/links.tsx';
import { CodeList } from '../parts/sentences.tsx';
import { Sources } from '../parts/source.tsx';
import { fill, numbersIn, useSpeech } from '../words.ts';
import type { CodeAnswer } from './code-answer.ts';

type Listed = CodeAnswer['addOns'] | CodeAnswer['addOnTo'];

const ROLES = ['GOES_ON', 'ACCOMPANIES', null] as const;
/** A longer list of codes is kept folded. */
const MOST_OPEN = 24;

interface AddOnsProps {
  readonly id: string;
  readonly title: string;
  readonly listed: Listed;
  readonly open?: boolean;
}

/** Add-ons of a code, or the primaries of one: first what goes on with the same work, then what accompanies it. */
export function CodeAddOns({ id, title, listed: { totalCount, edges }, open = false }: AddOnsProps) {
  const { words, language } = useSpeech();
  if (totalCount === 0) return null;
  const number = numbersIn(language);
  return (
    <Folded
      id={id}
      open={open}
      title={
        <>
          {title} <span class="quiet">{number.format(totalCount)}</span>
        </>
      }
    >
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
      <Sources of={title} rows={edges.map(({ source }) => source)} />
    </Folded>
  );
}

function Group({ role, edges }: { role: (typeof ROLES)[number]; edges: Listed['edges'] }) {
  const { words, language } = useSpeech();
  if (edges.length === 0) return null;
  const isNumber = ({ node }: Listed['edges'][number]) => node.labelKind === 'CODE_ONLY';
  const numbers = edges.filter(isNumber);
  const codes = (
    <>
      <CodeList codes={edges.filter((edge) => !isNumber(edge)).map(({ node }) => node)} />
      {numbers.length > 0 && (
        <p class="numbers">
          <span class="quiet">{words.code.byNumber}</span>{' '}
          {numbers.map(({ node }) => (
            <Fragment key={node.id}>
              <CodeLink code={node.code} />{' '}
            </Fragment>
          ))}
        </p>
      )}
    </>
  );
  const heading = (
    <h3>
      {words.code.roles[role ?? 'UNKNOWN']}{' '}
      <span class="quiet">{numbersIn(language).format(edges.length)}</span>
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
