import type { FamilyHeadQuery, FamilyHeadQueryVariables } from '../../generated/explorer.ts';
import { grouped } from '../../lattice/grouped.ts';
import { document } from '../client.ts';
import headText from '../documents/family-head.graphql';
import { useAnswer, useSteady } from '../use-answer.ts';
import { useSpeech } from '../words.ts';
import { Menu } from './menu.tsx';
import { PCS_ROOT } from './systems.tsx';

const FAMILY_HEAD = document<FamilyHeadQuery, FamilyHeadQueryVariables>(headText);
/** Behind it stand the characters of a section or of a table: `family:icd10pcs-0QB`. */
const BEFORE = `${PCS_ROOT}-`;

interface TableSelectProps {
  /** The family that is chosen: all, a section or a table; null where none is. */
  readonly value: string | null;
  /** How it is called that none is chosen; left out, one always is. */
  readonly none: string | undefined;
  readonly choose: (family: string | null) => void;
}

/** A section of ICD-10-PCS, then one of its body systems, then a table: three short menus in place of nine hundred names. */
export function TableSelect({ value, none, choose }: TableSelectProps) {
  const { axes, browse } = useSpeech().words;
  const characters = value?.startsWith(BEFORE) ? value.slice(BEFORE.length) : '';
  const section = characters === '' ? null : BEFORE + characters.slice(0, 1);
  const sections = childrenOf(useAnswer(FAMILY_HEAD, { family: PCS_ROOT }));
  const named = sections.find(({ id }) => id === section)?.name ?? '';
  const tables = childrenOf(useSteady(useAnswer(FAMILY_HEAD, section ? { family: section } : null)));
  const own = section === null ? [] : tables.filter(({ id }) => id.startsWith(section));
  const bodySystems = grouped(own, ({ id }) => id.slice(0, BEFORE.length + 2));
  const bodySystem = characters.length > 1 ? BEFORE + characters.slice(0, 2) : null;
  const all = none === undefined ? { value: PCS_ROOT, text: browse.all } : { value: '', text: none };
  return (
    <>
      <Menu
        label={axes.SECTION}
        value={section ?? all.value}
        options={
          sections.length === 0
            ? []
            : [
                all,
                ...sections.map(({ id, name, codeCount }) => ({ value: id, text: name, count: codeCount })),
              ]
        }
        choose={(chosen) => choose(chosen || null)}
      />
      {section && (
        <Menu
          label={axes.BODY_SYSTEM}
          value={bodySystem ?? section}
          options={[
            { value: section, text: browse.all },
            ...[...bodySystems].map(([id, [first]]) => ({ value: id, text: halves(first, named)[0] })),
          ]}
          choose={(chosen) => choose(bodySystems.get(chosen)?.[0]?.id ?? section)}
        />
      )}
      {bodySystem && value && (
        <Menu
          label={axes.OPERATION}
          value={value}
          options={(bodySystems.get(bodySystem) ?? []).map((one) => ({
            value: one.id,
            text: halves(one, named)[1],
            count: one.codeCount,
          }))}
          choose={choose}
        />
      )}
    </>
  );
}

const childrenOf = (asked: ReturnType<typeof useSteady<FamilyHeadQuery>>) =>
  asked.state === 'ready' ? (asked.data.family?.children ?? []) : [];

/** A table is called by its section, but for the first one, then its body system, then its operation. */
function halves(table: { readonly name: string } | undefined, section: string): readonly [string, string] {
  const name = (table?.name ?? '').replace(`${section}, `, '');
  const at = name.lastIndexOf(', ');
  return at < 0 ? [name, name] : [name.slice(0, at), name.slice(at + 2)];
}
