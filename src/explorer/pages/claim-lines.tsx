import { CodeLabel } from '../parts/code-label.tsx';
import { CodeLink } from '../parts/links.tsx';
import { Of } from '../parts/of.tsx';
import { capital, useSpeech } from '../words.ts';
import { Reasons, type Together } from './claim-reasons.tsx';

type Line = Together['lines'][number];

/** So many lines that nothing stands against are shown at once; more are folded. */
const MOST_SHOWN = 5;

interface LinesProps extends Pick<Together, 'lines'> {
  /** Whether limits of units speak for the day. */
  readonly areChecked: boolean;
}

/** Each code with its units and modifiers and what stands against it by itself; of many, those with nothing are folded. */
export function ClaimLines({ lines, areChecked }: LinesProps) {
  const { words, language } = useSpeech();
  const said = words.claim;
  const fine = lines.filter(({ verdict }) => verdict === 'OK');
  const others = lines.filter(({ verdict }) => verdict !== 'OK');
  if (fine.length <= MOST_SHOWN) return <Table lines={lines} areChecked={areChecked} name={said.lines} />;
  const name = areChecked ? said.line.OK : said.unsure;
  return (
    <>
      {others.length > 0 && <Table lines={others} areChecked={areChecked} name={said.lines} />}
      <details>
        <summary>
          {capital(name, language)} ({fine.length})
        </summary>
        <Table lines={fine} areChecked={areChecked} name={name} />
      </details>
    </>
  );
}

function Table({ lines, areChecked, name }: LinesProps & { readonly name: string }) {
  const { words } = useSpeech();
  return (
    <table class="claim-lines">
      <caption class="hidden">{name}</caption>
      <colgroup>
        <col class="codes" />
        <col />
      </colgroup>
      <thead class="hidden">
        <tr>
          <th scope="col">{words.compare.code}</th>
          <th scope="col">{words.claim.said}</th>
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => (
          <tr key={line.input}>
            <th scope="row">
              <LineName {...line} />
            </th>
            <td>
              <LineSaid {...line} areChecked={areChecked} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

interface NameProps extends Pick<Line, 'input' | 'units' | 'modifiers'> {
  readonly code: Line['code'];
}

/** A code as it stands on a claim: with its modifiers and units. */
export function LineName({ input, code, units, modifiers }: NameProps) {
  if (code === null) return <bdi class="input">{input}</bdi>;
  return (
    <span dir="ltr">
      <CodeLink {...code} />
      {modifiers.length > 0 && <span class="number">-{modifiers.join('-')}</span>}
      {units !== 1 && <span class="number"> × {units}</span>}
    </span>
  );
}

function LineSaid({ input, code, verdict, reasons, areChecked }: Line & Pick<LinesProps, 'areChecked'>) {
  const said = useSpeech().words.claim;
  const label = code && (
    <p class="label">
      <CodeLabel {...code} />
    </p>
  );
  if (verdict === 'OK') {
    return (
      <>
        <span class={`said ${areChecked ? 'OK' : 'UNKNOWN'}`}>{areChecked ? said.line.OK : said.unsure}</span>
        {label}
        <details class="looked-at">
          <summary>
            {said.why}
            <Of name={input} />
          </summary>
          <Reasons of={input} reasons={reasons} />
        </details>
      </>
    );
  }
  return (
    <>
      <span class={`said ${verdict}`}>{code === null ? said.unread : said.line[verdict]}</span>
      {label}
      <Reasons of={input} reasons={reasons} isFolded />
    </>
  );
}
