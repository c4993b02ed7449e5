import { CodeLink } from '../parts/links.tsx';
import { TermName } from '../parts/term-name.tsx';
import { linkTo } from '../router.ts';
import { fill, list, useSpeech } from '../words.ts';
import type { CodeAnswer } from './code-answer.ts';

type Fact = CodeAnswer['axes'][number];

/** What else an axis could say when all others stay: each with its code, or with the reason why there is none. */
export function CodeChanges({ code, fact }: { code: CodeAnswer; fact: Fact }) {
  const { words, language } = useSpeech();
  const others = code.related.edges.flatMap(({ node, differences: [first, ...more] }) =>
    first?.axis === fact.axis && more.length === 0 ? [{ node, terms: first.to }] : [],
  );
  const holes = holesOn(code, fact.axis);
  return (
    <div class="changes">
      {others.length + holes.length === 0 && <p class="quiet">{words.code.noneHere}</p>}
      <ul>
        {others.map(({ node, terms }) => (
          <li key={node.id}>
            {terms.length > 0
              ? list(
                  terms.map(({ name }) => name),
                  language,
                  'disjunction',
                )
              : words.family.notStated}
            : <CodeLink {...node} />
          </li>
        ))}
        {holes.map(({ key, name, why }) => (
          <li key={key} class="quiet">
            {name}: {why}
          </li>
        ))}
      </ul>
      <p>
        {fact.terms.map((term) => (
          <a key={term.id} class="about" href={linkTo(`/terms/${term.id}`)}>
            <TermName {...term} name={fill(words.code.about, { term: term.name })} />
          </a>
        ))}
      </p>
    </div>
  );
}

/** The places of the family's grid beside that of the code, along an axis, where no code stands. */
function holesOn({ code, family }: CodeAnswer, axis: Fact['axis']) {
  const { rows = [], columns = [], cells = [] } = family?.grid ?? {};
  const own = cells.filter(({ state, codes }) => state === 'CODE' && codes.some((one) => one.code === code));
  const across = rows.some(({ term }) => term?.axis === axis);
  if (!across && !columns.some(({ term }) => term?.axis === axis)) return [];
  const keys = across ? rows : columns;
  return keys.flatMap(({ key, name }) => {
    const beside = cells.find(
      (cell) =>
        cell.state !== 'CODE' &&
        cell.state !== 'ANY_LEVEL' &&
        own.some((one) =>
          across
            ? cell.row === key && cell.column === one.column
            : cell.column === key && cell.row === one.row,
        ),
    );
    return beside ? [{ key, name, why: beside.why }] : [];
  });
}
