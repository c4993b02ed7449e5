import { CodeLabel } from '../parts/code-label.tsx';
import { CodeLink, TermChip } from '../parts/links.tsx';
import { Switch } from '../parts/switch.tsx';
import { changed, go } from '../router.ts';
import { fill, useSpeech } from '../words.ts';
import { type Comparison, FiguresOf, useBeside } from './compare-beside.tsx';

type ComparedValue = Comparison['axes'][number]['values'][number];

interface TableProps {
  readonly comparison: Comparison;
  /** Whether only what differs is shown. */
  readonly only: boolean;
}

/** The codes as rows, the axes as columns, then what is not compared; on a narrow page each code is a card. */
export function CompareTable({ comparison: { codes, axes }, only }: TableProps) {
  const { words } = useSpeech();
  const { compare } = words;
  const shown = axes.filter(({ differs }) => differs || !only);
  const beside = useBeside(codes).filter(({ differs }) => differs || !only);
  return (
    <>
      <Switch checked={only} change={(checked) => go(changed({ only: checked ? 'differs' : null }))}>
        {compare.only}
      </Switch>
      {codes[0] && axes.some(({ differs }) => differs) && (
        <p class="quiet">{fill(compare.shaded, { code: codes[0].code })}</p>
      )}
      {shown.length === 0 && <p class="quiet">{compare.nothing}</p>}
      <table class="side-by-side" style={{ '--columns': shown.length }}>
        <caption class="hidden">{compare.title}</caption>
        <thead>
          <tr>
            <th scope="col">{compare.code}</th>
            {shown.map(({ axis, differs }) => (
              <th key={axis} scope="col" class={differs ? 'differs' : 'same'}>
                {words.axes[axis]}
                <small>{differs ? compare.differs : compare.same}</small>
              </th>
            ))}
            {beside.map(({ key, name }) => (
              <th key={key} scope="col" class="beside">
                {name}
                <small>{compare.notCompared}</small>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {codes.map((code, index) => (
            <tr key={code.id}>
              <th scope="row">
                <CodeLink {...code} />
                <span class="label">
                  <CodeLabel {...code} />
                </span>
              </th>
              {shown.map(({ axis, values }) => (
                <td
                  key={axis}
                  class={isOther(values[index], values[0]) ? 'other' : ''}
                  data-axis={words.axes[axis]}
                >
                  <Value value={values[index]} />
                </td>
              ))}
              {beside.map(({ key, name, values }) => (
                <td key={key} class="beside" data-axis={name}>
                  {values[index] ?? <span class="quiet">{compare.notStated}</span>}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      <FiguresOf codes={codes} />
    </>
  );
}

/** Whether a code says something else than the first one. */
function isOther(value: ComparedValue | undefined, first: ComparedValue | undefined): boolean {
  if (!value || !first || value.inherited || first.inherited) return false;
  const terms = ({ terms }: ComparedValue) =>
    terms
      .map(({ id }) => id)
      .sort()
      .join();
  return terms(value) !== terms(first);
}

function Value({ value }: { value: ComparedValue | undefined }) {
  const { words } = useSpeech();
  if (value?.inherited) return <span class="quiet">{words.code.inherited}</span>;
  if (!value || value.terms.length === 0) return <span class="quiet">{words.compare.notStated}</span>;
  return (
    <>
      {value.terms.map((term) => (
        <TermChip key={term.id} {...term} />
      ))}
    </>
  );
}
