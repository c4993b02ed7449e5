import type { ComponentChildren } from 'preact';
import type { RemarkOfClaimFragment } from '../../generated/explorer.ts';
import { CodeLabel } from '../parts/code-label.tsx';
import { CodeLink } from '../parts/links.tsx';
import { Prose } from '../parts/prose.tsx';
import { count, fill, localeOf, useSpeech } from '../words.ts';
import { type Case, ClaimFacts } from './claim-facts.tsx';
import { LineName } from './claim-lines.tsx';
import { FoldedRows } from './claim-reasons.tsx';

interface CaseProps extends Case {
  /** What the verdict rests on. */
  readonly children: ComponentChildren;
}

/** What the operation is called, what is missing or wrong, its levels, and its lines in the order of the report. */
export function ClaimCase({ children, ...claim }: CaseProps) {
  const { name, shorthand, verdict, parts, levels, lines, problems, notes } = claim;
  const said = useSpeech().words.claim;
  const unchecked = notes.filter(({ kind }) => kind === 'NOT_CHECKED');
  const isUnsure = verdict === 'CLEAR' && unchecked.length > 0;
  const closer = notes.filter(({ kind }) => kind !== 'NOT_CHECKED');
  return (
    <>
      <p class="lead">{name ?? said.noName}</p>
      {shorthand !== null && <p>{fill(said.peopleSay, { name: shorthand })}</p>}
      <p role="status">
        {isUnsure ? (
          <span class="said UNKNOWN">{said.unsure}</span>
        ) : (
          <span class={`said ${verdict}`}>{said.verdict[verdict]}</span>
        )}{' '}
        {problems.length === 0 && said.noProblems}
      </p>
      {children}
      <Remarks id="problems" remarks={problems} />
      <Remarks id="notes" remarks={closer} />
      <Remarks id="unchecked" remarks={unchecked} />
      <Levels levels={levels} />
      <Lines lines={lines} />
      <ClaimFacts parts={parts} />
    </>
  );
}

interface RemarksProps {
  readonly id: 'problems' | 'notes' | 'unchecked';
  readonly remarks: readonly RemarkOfClaimFragment[];
}

/** What is said of codes under a heading of its own, the codes as links. */
function Remarks({ id, remarks }: RemarksProps) {
  const said = useSpeech().words.claim;
  if (remarks.length === 0) return null;
  return (
    <section aria-labelledby={id}>
      <h2 id={id}>{said[id]}</h2>
      <ul class="remarks">
        {remarks.map(({ text, inputs, codes, source }) => (
          <li key={`${inputs.join()} ${text}`}>
            {codes.length === 0 && inputs.length > 0 && <bdi class="input">{inputs.join(', ')}</bdi>}
            <p>
              <Prose text={text} mentions={mentioned(text)} />
            </p>
            <FoldedRows of={text} rows={source ? [source] : []} />
          </li>
        ))}
      </ul>
    </section>
  );
}

/** The codes of CPT that a sentence names. */
const mentioned = (text: string) => [...new Set(text.match(/\b\d{4}[\dF-U]\b/g))].map((code) => ({ code }));

function Levels({ levels }: Pick<Case, 'levels'>) {
  const { words, language } = useSpeech();
  const said = words.claim;
  if (levels.length === 0) return null;
  const spanOf = (least: number, most: number | null) => {
    if (most === null) return fill(said.orMore, { least });
    return least === most ? String(least) : `${least}–${most}`;
  };
  return (
    <section aria-labelledby="levels">
      <h2 id="levels">{said.levels}</h2>
      <ul class="levels">
        {levels.map(({ unit, least, most, further, codes }) => (
          <li key={codes.map(({ id }) => id).join()}>
            <strong>
              {count(said.unit[unit], most ?? least, language, { levels: spanOf(least, most) })}
            </strong>{' '}
            <span dir="ltr">
              {codes.map((code, at) => (
                <span key={code.id}>
                  {at > 0 && ' + '}
                  <CodeLink {...code} />
                </span>
              ))}
            </span>
            {further && <span class="quiet"> {said.further}</span>}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Lines({ lines }: Pick<Case, 'lines'>) {
  const { words, language } = useSpeech();
  const said = words.claim;
  if (lines.length === 0) return null;
  const isPriced = lines.some(({ relativeValue }) => relativeValue !== null);
  const number = new Intl.NumberFormat(localeOf(language), { minimumFractionDigits: 2 });
  return (
    <section aria-labelledby="lines">
      <h2 id="lines">{isPriced ? said.order : said.lines}</h2>
      <table class="claim-lines">
        <colgroup>
          <col class="codes" />
          <col />
          {isPriced && <col class="values" />}
        </colgroup>
        <thead>
          <tr>
            <th scope="col">{words.compare.code}</th>
            <th scope="col">{said.role}</th>
            {isPriced && <th scope="col">{said.value}</th>}
          </tr>
        </thead>
        <tbody>
          {lines.map(({ role, to, relativeValue, paid, ...line }) => (
            <tr key={line.code.id}>
              <th scope="row">
                <LineName {...line} />
              </th>
              <td>
                <p class="label">
                  <CodeLabel {...line.code} />
                </p>
                <Prose
                  text={
                    role === 'ALONE'
                      ? said.line.ADD_ON_ALONE
                      : fill(said.roles[role], { code: to?.code ?? '' })
                  }
                  mentions={to === null ? [] : [to]}
                />
              </td>
              {isPriced && (
                <td>
                  {relativeValue !== null && number.format(relativeValue)}
                  {paid === false && <span class="quiet"> {said.line.NOT_PAID}</span>}
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
