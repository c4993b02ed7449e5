import type {
  FamiliesPageQuery,
  FamiliesPageQueryVariables,
  FamilyHeadQuery,
  FamilyHeadQueryVariables,
} from '../../generated/explorer.ts';
import { SYSTEM_NAMES } from '../../lattice/systems.ts';
import { document } from '../client.ts';
import familiesText from '../documents/families-page.graphql';
import headText from '../documents/family-head.graphql';
import { useAnswer, useSteady } from '../use-answer.ts';
import { useSpeech } from '../words.ts';
import { Menu, type MenuOption } from './menu.tsx';
import { PCS_ROOT, ROOT } from './systems.tsx';
import { TableSelect } from './table-select.tsx';

const FAMILIES = document<FamiliesPageQuery, FamiliesPageQueryVariables>(familiesText);
const FAMILY_HEAD = document<FamilyHeadQuery, FamilyHeadQueryVariables>(headText);
/** The codes of CPT that are made like none here. */
const OTHERS = 'family:outside-the-seed';

export type Divided = 'CPT' | 'ICD10PCS';

/** The system that a family is of. */
export const systemOfFamily = (family: string): Divided => (family.startsWith(PCS_ROOT) ? 'ICD10PCS' : 'CPT');

interface FamilySelectProps {
  /** Null where none is chosen. */
  readonly value: string | null;
  /** The only system whose families are offered; left out, the reader chooses it first. */
  readonly system?: Divided;
  /** How it is called that none is chosen; left out, one always is. */
  readonly none?: string;
  readonly choose: (family: string | null) => void;
}

/** The families to choose one from: of which code system, then a menu of its tree, or of ICD-10-PCS a table by its first characters. */
export function FamilySelect({ value, system, none, choose }: FamilySelectProps) {
  const { browse } = useSpeech().words;
  const asked = useSteady(useAnswer(FAMILIES, { root: ROOT }));
  // A few codes of ICD-10-PCS are always there; its families come with its files.
  const tables = useAnswer(FAMILY_HEAD, system === undefined ? { family: PCS_ROOT } : null);
  const own = system ?? (value === null ? 'CPT' : systemOfFamily(value));
  const isChoice = tables.state === 'ready' && tables.data.family !== null;
  return (
    <div class="menus">
      {isChoice && (
        <Menu
          label={browse.system}
          value={own}
          options={[
            { value: 'CPT', text: SYSTEM_NAMES.CPT },
            { value: 'ICD10PCS', text: SYSTEM_NAMES.ICD10PCS },
          ]}
          choose={(chosen) => choose(chosen === 'CPT' ? ROOT : PCS_ROOT)}
        />
      )}
      {own === 'CPT' ? (
        <TreeSelect
          families={asked.state === 'ready' ? asked.data.families : null}
          value={value}
          none={none}
          withOthers={system !== undefined}
          choose={choose}
        />
      ) : (
        <TableSelect value={value} none={none} choose={choose} />
      )}
    </div>
  );
}

interface TreeSelectProps extends Pick<FamilySelectProps, 'value' | 'choose'> {
  readonly families: Nested | null;
  readonly none: string | undefined;
  /** Whether the codes that are made like no other can be chosen too. */
  readonly withOthers: boolean;
}

function TreeSelect({ families, value, none, withOthers, choose }: TreeSelectProps) {
  const { search } = useSpeech().words;
  const asked = useAnswer(FAMILY_HEAD, withOthers ? { family: OTHERS } : null);
  const others = asked.state === 'ready' ? asked.data.family : null;
  const options = [...(families ? optionsOf(families, 0) : []), ...(others ? optionsOf(others, 0) : [])];
  return (
    <Menu
      label={search.family}
      value={value ?? ''}
      options={none === undefined ? options : [{ value: '', text: none }, ...options]}
      choose={(chosen) => choose(chosen || null)}
    />
  );
}

interface Nested {
  readonly id: string;
  readonly name: string;
  readonly codeCount: number;
  readonly children?: readonly Nested[];
}

/** A family and those below it, set in; of one code nothing can be chosen. */
function optionsOf({ id, name, codeCount, children = [] }: Nested, depth: number): MenuOption[] {
  const own = { value: id, text: name, depth, count: codeCount };
  return [...(codeCount > 1 ? [own] : []), ...children.flatMap((one) => optionsOf(one, depth + 1))];
}
