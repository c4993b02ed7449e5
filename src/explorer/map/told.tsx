import { CodeLink } from '../parts/links.tsx';
import { fill, useSpeech } from '../words.ts';
import { isAxis, type MapCode, type MapEdge } from './choice.ts';
import { edgeId, type Net } from './nets.ts';

type Codes = ReadonlyMap<string, MapCode>;

/** What a line says: of two codes the sentence, of more the axis on which any two of them differ. */
export function Told({ net, edges, codes }: { net: Net; edges: readonly MapEdge[]; codes: Codes }) {
  const { words } = useSpeech();
  const between = edges.filter(({ source, target }) =>
    [source, target].every((id) => net.members.includes(id)),
  );
  const [only, ...others] = isAxis(net.kind) ? between : between.filter(({ kind }) => kind === net.kind);
  const sentence =
    only && others.length === 0
      ? only.sentence
      : isAxis(net.kind)
        ? fill(words.family.differIn, { axis: words.axes[net.kind] })
        : words.family.addOnLine;
  return (
    <>
      <span class="codes">
        {net.members.map((id) => {
          const code = codes.get(id);
          return code && <CodeLink key={id} {...code} />;
        })}
      </span>
      {sentence}
    </>
  );
}

const Arrow = () => (
  <span class="arrow" aria-hidden="true">
    →
  </span>
);

interface StepsProps {
  readonly chosen: MapCode;
  readonly edges: readonly MapEdge[];
  readonly codes: Codes;
  readonly point: (edge: MapEdge | null) => void;
}

/** The chosen code, and the codes that lines lead to: each can be focused, and its sentence read. */
export function Steps({ chosen, edges, codes, point }: StepsProps) {
  const own = edges.filter(({ source, target }) => source === chosen.id || target === chosen.id);
  return (
    <>
      <p class="chosen">
        <CodeLink {...chosen} /> {chosen.label}
      </p>
      <ul class="steps">
        {own.map((edge) => {
          const other = codes.get(edge.source === chosen.id ? edge.target : edge.source);
          return (
            <li
              key={edgeId(edge)}
              onPointerEnter={() => point(edge)}
              onPointerLeave={() => point(null)}
              onFocusCapture={() => point(edge)}
              onBlurCapture={() => point(null)}
            >
              <span class="ends">
                {edge.source === chosen.id && <Arrow />} {other && <CodeLink {...other} />}{' '}
                {edge.target === chosen.id && <Arrow />}
              </span>
              <span>{edge.sentence}</span>
            </li>
          );
        })}
      </ul>
    </>
  );
}
