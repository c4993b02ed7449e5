import type { FamilyHeadQuery } from '../../generated/explorer.ts';
import { AXES, axisOf, type Family, type MapCode, statedAxes, termsOn } from '../map/choice.ts';
import { CodeLabel } from '../parts/code-label.tsx';
import { changed, linkTo } from '../router.ts';
import { count, fill, list, useSpeech } from '../words.ts';
import { PresentGrid } from './grid.tsx';
import type { Step } from './steps.ts';

/** What a code says in plain words; MACHINE where no one has reviewed them in this language. */
export interface Plain {
  readonly plainLanguage: string;
  readonly translation: string;
}

interface HeadProps {
  readonly family: NonNullable<FamilyHeadQuery['family']>;
  /** All its codes, where they are few. */
  readonly codes?: readonly MapCode[];
  /** Whether it has more codes than can be counted: then only the families below it can be presented. */
  readonly isTooLarge?: boolean;
}

/** What a family is: how many codes it has, what they share, and the families below it. */
export function FamilySlide({ family, codes = [], isTooLarge = false }: HeadProps) {
  const { words, language } = useSpeech();
  const names = family.names.map(({ name }) => name);
  return (
    <>
      <p>{count(words.shell.codes, family.codeCount, language)}</p>
      {names.length > 0 && <p>{fill(words.family.index, { names: list(names, language) })}</p>}
      {isTooLarge && <p class="sentence">{words.present.tooLarge}</p>}
      {codes.length > 1 && <Facts title={words.present.shared} code={sharedBy(codes)} />}
      {family.children.length > 0 && (
        <>
          {!isTooLarge && <h2>{words.present.smaller}</h2>}
          <ul class="families">
            {family.children.map((child) => (
              <li key={child.id}>
                <a href={linkTo(`/families/${child.id}`, { present: '1' })}>{child.name}</a>{' '}
                <span class="quiet">{count(words.shell.codes, child.codeCount, language)}</span>
              </li>
            ))}
          </ul>
        </>
      )}
      {!isTooLarge && <p class="quiet">{words.present.keys}</p>}
    </>
  );
}

interface SlideProps {
  readonly step: Step;
  readonly family: Family;
  readonly steps: readonly Step[];
  /** Undefined while it is on its way; null where the code has none. */
  readonly plain: Plain | null | undefined;
}

/** A step of a family of few codes. */
export function Slide({ step, family, steps, plain }: SlideProps) {
  if (step.kind === 'family') {
    return <FamilySlide family={family} codes={family.codes.edges.map(({ node }) => node)} />;
  }
  const grid = (marked: readonly string[]) =>
    family.grid.cells.length > 0 && (
      <PresentGrid
        grid={family.grid}
        caption={family.name}
        marked={marked}
        hrefOf={(code) => changed({ present: String(stepOf(code, steps)) })}
      />
    );
  if (step.kind === 'grid') {
    return (
      <>
        <Axes grid={family.grid} />
        {grid([])}
      </>
    );
  }
  const wide = family.grid.columns.length > MOST_COLUMNS_BESIDE;
  return (
    <div class={wide ? 'both stacked' : 'both'}>
      {step.kind === 'code' ? grid([step.code.code]) : grid([step.from.code, step.to.code])}
      {step.kind === 'code' ? <Words code={step.code} plain={plain} /> : <Difference {...step} />}
    </div>
  );
}

/** With more columns than this, the words stand below the grid. */
const MOST_COLUMNS_BESIDE = 8;

const stepOf = (code: string, steps: readonly Step[]) =>
  steps.findIndex((step) => step.kind === 'code' && step.code.code === code) + 1;

/** Which axes a grid is on. */
function Axes({ grid: { rows, columns } }: Pick<Family, 'grid'>) {
  const { words } = useSpeech();
  const [down, across] = [axisOf(rows), axisOf(columns)];
  if (!down || !across) return null;
  return <p>{fill(words.present.axes, { rows: words.axes[down], columns: words.axes[across] })}</p>;
}

/** A code in plain words; where it has none, by its facts. */
function Words({ code, plain }: { code: MapCode } & Pick<SlideProps, 'plain'>) {
  const { words } = useSpeech();
  if (plain === undefined) return <div />;
  if (plain === null) return <Facts title={null} code={code} />;
  return (
    <div>
      <p>{plain.plainLanguage}</p>
      {plain.translation === 'MACHINE' && <p class="quiet">{words.code.machine}</p>}
    </div>
  );
}

function Difference({ from, to, sentence }: Extract<Step, { kind: 'difference' }>) {
  return (
    <div>
      <p class="sentence">{sentence}</p>
      {[from, to].map((code) => (
        <p key={code.id} class="quiet">
          <span class="number" dir="ltr">
            {code.code}
          </span>{' '}
          <CodeLabel {...code} />
        </p>
      ))}
    </div>
  );
}

/** Facts by their axes. */
function Facts({ title, code }: { title: string | null; code: MapCode }) {
  const { words, language } = useSpeech();
  const axes = statedAxes([code]);
  if (axes.length === 0) return null;
  const names = (axis: (typeof AXES)[number]) =>
    list(
      termsOn(code, axis).map(({ name }) => name),
      language,
      'disjunction',
    );
  return (
    <div>
      {title && <h2>{title}</h2>}
      <dl class="stated">
        {axes.map((axis) => (
          <div key={axis}>
            <dt>{words.axes[axis]}</dt>
            <dd>{names(axis)}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}

/** The first code with those of its facts alone that all codes state. */
function sharedBy(codes: readonly MapCode[]): MapCode {
  const [first, ...others] = codes as readonly [MapCode, ...MapCode[]];
  const idsOn = (code: MapCode, axis: (typeof AXES)[number]) =>
    termsOn(code, axis)
      .map(({ id }) => id)
      .sort()
      .join();
  const shared = AXES.filter((axis) => others.every((other) => idsOn(other, axis) === idsOn(first, axis)));
  return { ...first, axes: first.axes.filter(({ axis }) => shared.some((one) => one === axis)) };
}
