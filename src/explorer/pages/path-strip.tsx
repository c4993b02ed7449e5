import { Fragment } from 'preact';
import type { PathPageQuery } from '../../generated/explorer.ts';
import { CodeLabel } from '../parts/code-label.tsx';
import { CodeLink } from '../parts/links.tsx';
import { TermName } from '../parts/term-name.tsx';
import { linkTo } from '../router.ts';
import { fill, list, useSpeech } from '../words.ts';

export type Path = NonNullable<PathPageQuery['paths']>[number];
type Hop = Path['hops'][number];

/** A way as a strip: the stops, and between them each step with its kind and its sentence. */
export function PathStrip({ path: { hops } }: { path: Path }) {
  const [first] = hops;
  if (!first) return null;
  return (
    <ol class="strip">
      <Stop stop={first.from} />
      {hops.map((hop) => (
        <Fragment key={hop.to.node.id}>
          <Step hop={hop} />
          <Stop stop={hop.to} />
        </Fragment>
      ))}
    </ol>
  );
}

function Stop({ stop }: { stop: Hop['from'] }) {
  const { node, kind, code, label } = stop;
  return (
    <li class="stop card">
      {code ? (
        <>
          <CodeLink code={code} />
          <span class="label">
            <CodeLabel label={label} {...(node.__typename === 'Code' && { labelKind: node.labelKind })} />
          </span>
        </>
      ) : (
        <a href={linkTo(`/${kind === 'FAMILY' ? 'families' : 'terms'}/${node.id}`)}>
          <TermName
            name={label}
            {...(node.__typename !== 'Code' &&
              node.__typename !== 'Family' && { nameLanguage: node.nameLanguage })}
          />
        </a>
      )}
    </li>
  );
}

function Step({ hop: { kind, axes, sentence } }: { hop: Hop }) {
  const { words, language } = useSpeech();
  const names = list(
    axes.map((axis) => words.axes[axis]),
    language,
  );
  return (
    <li class={`step ${kind.toLowerCase().replace('_', '-')}`}>
      <span class="kind">
        {kind === 'AXIS' ? fill(words.code.differsIn, { axes: names }) : words.path.kind[kind]}
      </span>
      <span>{sentence}</span>
    </li>
  );
}
