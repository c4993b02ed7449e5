import type { PathPageQueryVariables } from '../../generated/explorer.ts';
import { Switch } from '../parts/switch.tsx';
import { changed, go } from '../router.ts';
import { useSpeech } from '../words.ts';

export type EdgeKind = Extract<NonNullable<PathPageQueryVariables['via']>, readonly unknown[]>[number];

const KINDS: readonly EdgeKind[] = [
  'AXIS',
  'HIERARCHY',
  'ADD_ON',
  'ACCOMPANIES',
  'BUNDLE',
  'CROSSWALK',
  'CONFUSED_WITH',
];
/** The kinds that the server walks by default. */
const USUAL: readonly EdgeKind[] = ['AXIS', 'HIERARCHY', 'ADD_ON', 'CROSSWALK'];

/** The kinds of steps that an address asks for; the usual ones if it names no known kind. */
export function kindsOf(query: URLSearchParams): readonly EdgeKind[] {
  const asked = (query.get('via') ?? '').toUpperCase().split(',');
  const known = KINDS.filter((kind) => asked.includes(kind));
  return known.length > 0 ? known : USUAL;
}

/** The kinds of steps that a way may have; one at least. */
export function PathKinds({ via }: { via: readonly EdgeKind[] }) {
  const { path } = useSpeech().words;
  const choose = (kind: EdgeKind, checked: boolean) => {
    const kinds = KINDS.filter((one) => (one === kind ? checked : via.includes(one)));
    go(changed({ via: kinds.join() === USUAL.join() ? null : kinds.join(), way: null }));
  };
  return (
    <fieldset class="switches">
      <legend>{path.via}</legend>
      {KINDS.map((kind) => (
        <Switch
          key={kind}
          checked={via.includes(kind)}
          change={(checked) => choose(kind, checked)}
          disabled={via.length === 1 && via.includes(kind)}
        >
          {path.kinds[kind]}
        </Switch>
      ))}
    </fieldset>
  );
}
