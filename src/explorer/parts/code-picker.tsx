import type { SuggestCodesQuery, SuggestCodesQueryVariables } from '../../generated/explorer.ts';
import { addressOf } from '../../lattice/code-ids.ts';
import { document } from '../client.ts';
import suggestText from '../documents/suggest-codes.graphql';
import { CodeLabel } from './code-label.tsx';
import { Combobox } from './combobox.tsx';

const SUGGEST_CODES = document<SuggestCodesQuery, SuggestCodesQueryVariables>(suggestText);
/** How many codes are offered of what is found. */
const OFFERED = 8;

type Found = NonNullable<SuggestCodesQuery['search']>['edges'][number]['node'];
type Code = Extract<Found, { __typename: 'Code' }>;

interface CodePickerProps {
  readonly label: string;
  /** What stands in the empty field; the label where left out. */
  readonly placeholder?: string;
  readonly pick: (code: string) => void;
  readonly disabled?: boolean;
}

/** A field to find a code by its number or by words; picks it as addresses name it. */
export function CodePicker({ label, placeholder = label, pick, disabled = false }: CodePickerProps) {
  return (
    <div class="picker">
      <Combobox
        label={label}
        placeholder={placeholder}
        document={SUGGEST_CODES}
        itemsOf={codesOf}
        keyOf={({ id }) => id}
        choose={({ code }) => pick(addressOf(code))}
        disabled={disabled}
      >
        {({ code, ...named }) => (
          <>
            <span class="what number">{code}</span>
            <span class="name">
              <CodeLabel {...named} />
            </span>
          </>
        )}
      </Combobox>
    </div>
  );
}

const codesOf = ({ search }: SuggestCodesQuery): readonly Code[] =>
  (search?.edges ?? [])
    .map(({ node }) => node)
    .filter((node) => node.__typename === 'Code')
    .slice(0, OFFERED);
