import { count, useSpeech } from '../words.ts';
import { FamilyLink } from './links.tsx';

export interface TreeFamily {
  readonly id: string;
  readonly name: string;
  readonly codeCount: number;
  readonly parent?: { readonly id: string } | null;
}

interface TreeProps {
  readonly families: readonly TreeFamily[];
  readonly parent: string | null;
  /** Without their pictures where false. */
  readonly pictured?: boolean;
}

/** The families below one, or all, as a tree; those that have none below show their picture: as cards above their names, else below them. */
export function FamilyTree({ families, parent, pictured = true }: TreeProps) {
  const { words, language } = useSpeech();
  const children = families.filter((one) => (one.parent?.id ?? null) === parent && one.codeCount > 0);
  if (children.length === 0) return null;
  const isLeaf = ({ id }: TreeFamily) => !families.some((one) => one.parent?.id === id);
  const areCards = pictured && children.every(isLeaf);
  const pictureOf = (family: TreeFamily) =>
    pictured &&
    family.parent &&
    isLeaf(family) && (
      <img
        class="preview"
        src={`/families/${family.id}/thumbnail.svg?lang=${language}`}
        alt=""
        width={240}
        height={126}
        loading="lazy"
      />
    );
  return (
    <ul class={areCards ? 'families cards' : 'families'}>
      {children.map((family) => (
        <li key={family.id}>
          {areCards && pictureOf(family)}
          <FamilyLink {...family} />{' '}
          <span class="quiet">{count(words.shell.codes, family.codeCount, language)}</span>
          {!areCards && pictureOf(family)}
          <FamilyTree families={families} parent={family.id} pictured={pictured} />
        </li>
      ))}
    </ul>
  );
}
