import './systems.css';
import { useState } from 'preact/hooks';
import type {
  FamiliesPageQuery,
  FamilyHeadQuery,
  FamilyHeadQueryVariables,
} from '../../generated/explorer.ts';
import { SYSTEM_NAMES } from '../../lattice/systems.ts';
import { document } from '../client.ts';
import headText from '../documents/family-head.graphql';
import { linkTo } from '../router.ts';
import { useAnswer } from '../use-answer.ts';
import { count, useSpeech } from '../words.ts';
import { FamilyTree, type TreeFamily } from './family-tree.tsx';
import { Loaded } from './loaded.tsx';

const FAMILY_HEAD = document<FamilyHeadQuery, FamilyHeadQueryVariables>(headText);
/** Above all families of the system that is open at once. */
export const ROOT = 'family:spine';
/** The families of ICD-10-PCS, where its tables are loaded. */
export const PCS_ROOT = 'family:icd10pcs';

type Editions = NonNullable<FamiliesPageQuery['dataset']>['editions'];
type System = Editions[number]['system'];

interface SystemsProps {
  readonly families: Nested | null;
  readonly editions: Editions;
}

/** A card for each code system: how many codes, of which edition, and its families once it is opened. */
export function Systems({ families, editions }: SystemsProps) {
  const systems = [...new Set(editions.map(({ system }) => system))];
  return (
    <div class="systems">
      {systems.map((system) => (
        <Card
          key={system}
          system={system}
          editions={editions.filter((one) => one.system === system)}
          families={system === 'CPT' ? families : null}
        />
      ))}
    </div>
  );
}

function Card({ system, editions, families }: SystemsProps & { readonly system: System }) {
  const { words, language } = useSpeech();
  const [open, setOpen] = useState(families !== null);
  const codes = families?.codeCount ?? editions.reduce((sum, one) => sum + one.codes, 0);
  return (
    <details class="system card" open={open} onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>
        <h3>
          <bdi>{SYSTEM_NAMES[system]}</bdi>
        </h3>{' '}
        <span>{words.home.system[system]}</span>{' '}
        <span class="quiet">
          {count(words.shell.codes, codes, language)} · <bdi>{editions.at(-1)?.edition}</bdi>
        </span>
      </summary>
      {open && (
        <>
          <p class="ways">
            <a class="button" href={linkTo('/browse', families ? { family: families.id } : { system })}>
              {words.home.table}
            </a>
            {families && (
              <a class="button" href={linkTo(`/families/${families.id}`)}>
                {families.name}
              </a>
            )}
          </p>
          {families && <FamilyTree families={flat(families)} parent={families.id} />}
          {system === 'ICD10PCS' && <Sections />}
        </>
      )}
    </details>
  );
}

/** The sections of ICD-10-PCS, asked once they are looked at. */
function Sections() {
  const asked = useAnswer(FAMILY_HEAD, { family: PCS_ROOT });
  return (
    <Loaded asked={asked}>
      {({ family }) =>
        family && (
          <FamilyTree
            families={family.children.map((one) => ({ ...one, parent: family }))}
            parent={family.id}
            pictured={false}
          />
        )
      }
    </Loaded>
  );
}

interface Nested extends TreeFamily {
  readonly children?: readonly Nested[];
}

const flat = (family: Nested): TreeFamily[] => [family, ...(family.children ?? []).flatMap(flat)];
