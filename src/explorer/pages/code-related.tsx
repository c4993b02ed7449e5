import { addressOf } from '../../lattice/code-ids.ts';
import { grouped } from '../../lattice/grouped.ts';
import { Sentences } from '../parts/sentences.tsx';
import { linkTo } from '../router.ts';
import { count, fill, list, useSpeech } from '../words.ts';
import type { CodeAnswer } from './code-answer.ts';

type Related = CodeAnswer['related'];
type Axis = Related['edges'][number]['differences'][number]['axis'];

/** Codes that differ in more axes than this are kept folded. */
const NEAR_AXES = 2;
/** How many codes are compared with one click, the page's own among them. */
const COMPARED = 6;

/** The related codes, nearest first, together with those that differ in the same axes. */
export function CodeRelated({ code, related }: { code: string; related: Related }) {
  const { words, language } = useSpeech();
  if (related.totalCount === 0) return null;
  const groups = groupsOf(related.edges);
  const near = groups.filter(({ axes }) => axes.length <= NEAR_AXES);
  const far = groups.filter(({ axes }) => axes.length > NEAR_AXES);
  const nearest = [code, ...related.edges.map(({ node }) => node.code)].slice(0, COMPARED).map(addressOf);
  const farCodes = far.reduce((sum, { edges }) => sum + edges.length, 0);
  return (
    <section class="related" aria-labelledby="related">
      <h2 id="related">{words.code.related}</h2>
      <p class="nearest">
        <a href={linkTo('/compare', { codes: nearest.join(), only: 'differs' })}>{words.compare.nearest}</a>
      </p>
      {near.map((group) => (
        <Group key={group.axes.join()} {...group} />
      ))}
      {far.length > 0 && (
        <details open={near.length === 0}>
          <summary>{count(words.code.farther, farCodes, language)}</summary>
          {far.map((group) => (
            <Group key={group.axes.join()} {...group} />
          ))}
        </details>
      )}
    </section>
  );
}

interface GroupProps {
  readonly axes: readonly Axis[];
  readonly edges: Related['edges'];
}

function Group({ axes, edges }: GroupProps) {
  const { words, language } = useSpeech();
  const names = list(
    axes.map((axis) => words.axes[axis]),
    language,
  );
  return (
    <>
      <h3>{fill(words.code.differsIn, { axes: names })}</h3>
      <Sentences reasons={edges} />
    </>
  );
}

function groupsOf(edges: Related['edges']): GroupProps[] {
  const axesOf = ({ differences }: Related['edges'][number]) => differences.map(({ axis }) => axis);
  const groups = grouped(edges, (edge) => axesOf(edge).join());
  return [...groups.values()].map((own) => ({ axes: own[0] ? axesOf(own[0]) : [], edges: own }));
}
