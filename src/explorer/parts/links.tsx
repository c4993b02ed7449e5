import './links.css';
import { type ComponentChildren, toChildArray } from 'preact';
import { addressOf } from '../../lattice/code-ids.ts';
import { linkTo } from '../router.ts';
import { useSpeech } from '../words.ts';
import { type NameIn, TermName } from './term-name.tsx';

export interface CodeName {
  readonly code: string;
  readonly label?: string;
  /** Where it comes from: OFFICIAL ones are English. */
  readonly labelKind?: string;
}

export interface Named extends NameIn {
  readonly id: string;
}

/** Where the page of a code is. */
export const pageOf = (code: string) => linkTo(`/codes/${addressOf(code)}`);

interface CodeLinkProps extends CodeName {
  /** The id of an element that says more of it. */
  readonly describedBy?: string | undefined;
}

/** A code's number, leading to its page; its label on hover. */
export function CodeLink({ code, label, describedBy }: CodeLinkProps) {
  return (
    <a class="code" href={pageOf(code)} title={label} dir="ltr" aria-describedby={describedBy}>
      {code}
    </a>
  );
}

/** A term as a chip, leading to its page. */
export function TermChip({ id, ...named }: Named) {
  return (
    <a class="chip" href={linkTo(`/terms/${id}`)}>
      <TermName {...named} />
    </a>
  );
}

/** A link to the page of a family. */
export function FamilyLink({ id, name }: Named) {
  return <a href={linkTo(`/families/${id}`)}>{name}</a>;
}

/** The way down to a page, from the most general: "spine › lumbar". */
export function Trail({ children }: { children: ComponentChildren }) {
  const { shell } = useSpeech().words;
  return (
    <nav class="trail" aria-label={shell.trail}>
      <ol>
        {toChildArray(children).map((step, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the steps of a trail have no other name
          <li key={index}>{step}</li>
        ))}
      </ol>
    </nav>
  );
}
