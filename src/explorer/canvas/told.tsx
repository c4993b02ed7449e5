import { addressOf } from '../../lattice/code-ids.ts';
import { isAxis } from '../map/choice.ts';
import type { Net } from '../map/nets.ts';
import { CodeLabel } from '../parts/code-label.tsx';
import { CodeLink } from '../parts/links.tsx';
import { MOST_CHOSEN } from '../parts/most-chosen.ts';
import { TermName } from '../parts/term-name.tsx';
import { linkTo } from '../router.ts';
import { fill, list, useSpeech } from '../words.ts';
import type { CanvasNode, Grown } from './grown.ts';
import { edgesOf, tieId } from './lines.ts';

/** A code, a family or a term, leading to its page. */
export function NodeLink({ node }: { node: CanvasNode }) {
  const { code, label, kind } = node;
  if (code !== null) return <CodeLink code={code} label={label} />;
  return (
    <a href={linkTo(`/${kind === 'FAMILY' ? 'families' : 'terms'}/${node.node.id}`)}>
      <TermName name={label} {...('nameLanguage' in node.node && { nameLanguage: node.node.nameLanguage })} />
    </a>
  );
}

/** What a code is called; families and terms are named by their links. */
export function NodeLabel({ node }: { node: CanvasNode }) {
  if (node.node.__typename !== 'Code') return null;
  const { labelKind, status } = node.node;
  return <CodeLabel label={node.label} labelKind={labelKind} status={status} />;
}

/** Leads to the codes side by side, where there are at least two and not too many. */
export function CompareLink({ nodes }: { nodes: readonly (CanvasNode | undefined)[] }) {
  const { words, language } = useSpeech();
  const codes = nodes.flatMap((node) => node?.code ?? []);
  if (codes.length < 2 || codes.length > MOST_CHOSEN) return null;
  return (
    <a class="to-compare" href={linkTo('/compare', { codes: codes.map(addressOf).join() })}>
      {fill(words.canvas.compare, { codes: list(codes, language) })}
    </a>
  );
}

/** What a line says: of each edge its sentence; where any two of its codes differ in the same fact, that. */
export function LineTold({ net, canvas }: { net: Net; canvas: Grown }) {
  const { words } = useSpeech();
  const edges = edgesOf(net, canvas.edges);
  const members = net.members.map((id) => canvas.nodes.get(id));
  return (
    <>
      {isAxis(net.kind) && edges.length > 1 ? (
        <>
          <span class="codes">
            {members.map((node) => node && <NodeLink key={node.node.id} node={node} />)}
          </span>
          <p>{fill(words.family.differIn, { axis: words.axes[net.kind] })}</p>
        </>
      ) : (
        <ul>
          {edges.map((edge) => (
            <li key={tieId(edge)}>{edge.sentence}</li>
          ))}
        </ul>
      )}
      <CompareLink nodes={members} />
    </>
  );
}
