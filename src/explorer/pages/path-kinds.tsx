import { EDGE_KINDS, type EdgeKind, USUAL_EDGE_KINDS } from '../../lattice/edges.ts';
import type { QueryReader } from '../parts/read-query.ts';
import { Switches } from '../parts/switch.tsx';
import { changed, go } from '../router.ts';
import { useSpeech } from '../words.ts';

/** The kinds of steps that an address asks for; the usual ones if it names no known kind. */
export function kindsOf({ some }: QueryReader): readonly EdgeKind[] {
  const known = some('via', EDGE_KINDS);
  return known.length > 0 ? known : USUAL_EDGE_KINDS;
}

/** The kinds of steps that a way may have; one at least. */
export function PathKinds({ via }: { via: readonly EdgeKind[] }) {
  const { path } = useSpeech().words;
  const choose = (kinds: readonly EdgeKind[]) =>
    go(changed({ via: kinds.join() === USUAL_EDGE_KINDS.join() ? null : kinds.join(), way: null }));
  return (
    <fieldset class="switches">
      <legend>{path.via}</legend>
      <Switches offered={EDGE_KINDS} on={via} nameOf={(kind) => path.kinds[kind]} choose={choose} />
    </fieldset>
  );
}
