import type { SuggestCodesQuery, SuggestCodesQueryVariables } from '../../generated/explorer.ts';
import { addressOf, divide, readingsOf } from '../../lattice/code-ids.ts';
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
  /** Where several codes that were pasted may be picked at once. */
  readonly pickSeveral?: (codes: readonly string[]) => void;
  readonly disabled?: boolean;
}

/** A field to find a code by its number or by words; picks it as addresses name it. */
export function CodePicker({
  label,
  placeholder = label,
  pick,
  pickSeveral,
  disabled = false,
}: CodePickerProps) {
  return (
    <div class="picker">
      <Combobox
        label={label}
        placeholder={placeholder}
        document={SUGGEST_CODES}
        itemsOf={(data, text) => [...(pickSeveral ? severalOf(text) : []), ...codesOf(data)]}
        keyOf={(item) => (isSeveral(item) ? 'several' : item.id)}
        choose={(item) => (isSeveral(item) ? pickSeveral?.(item) : pick(addressOf(item.code)))}
        disabled={disabled}
      >
        {(item) =>
          isSeveral(item) ? (
            <bdi class="all number">{item.join(', ')}</bdi>
          ) : (
            <>
              <span class="what number">{item.code}</span>
              <span class="name">
                <CodeLabel {...item} />
              </span>
            </>
          )
        }
      </Combobox>
    </div>
  );
}

const codesOf = ({ search }: SuggestCodesQuery): readonly Code[] =>
  (search?.edges ?? [])
    .map(({ node }) => node)
    .filter((node) => node.__typename === 'Code')
    .slice(0, OFFERED);

const isSeveral = (item: Code | readonly string[]): item is readonly string[] => Array.isArray(item);

/** The codes of a text that is nothing but several codes, as one choice. */
function severalOf(text: string): readonly (readonly string[])[] {
  const inputs = divide(text);
  const areCodes = inputs.every((input) => /\d/.test(input) && readingsOf(input).codes.length > 0);
  return inputs.length > 1 && areCodes ? [inputs.map(addressOf)] : [];
}
