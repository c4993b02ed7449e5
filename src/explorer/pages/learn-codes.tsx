import { useState } from 'preact/hooks';
import { addressOf } from '../../lattice/code-ids.ts';
import { addressFor, type Chosen, type ChosenCode, idsOf, LEARN_CODES, MOST_CODES } from '../learn/chosen.ts';
import { CodeLabel } from '../parts/code-label.tsx';
import { CodePicker } from '../parts/code-picker.tsx';
import { Loaded } from '../parts/loaded.tsx';
import { Switch } from '../parts/switch.tsx';
import { changed, go } from '../router.ts';
import { useAnswer } from '../use-answer.ts';
import { count, fill, useSpeech } from '../words.ts';

/** Single codes to choose: boxes for those of the family, and a field for any other. What is chosen stands in the address. */
export function LearnCodes({ chosen }: { chosen: Chosen }) {
  const { words, language } = useSpeech();
  const { family, own, named } = chosen;
  const [open, setOpen] = useState(named !== null);
  const ids = idsOf(chosen);
  const others = (named ?? []).filter(({ id }) => !own.some((one) => one.id === id));
  const choose = (next: readonly string[]) => {
    const codes = addressFor(next, chosen);
    go(changed({ ...(family && { family: family.id }), codes }), { replace: true });
  };
  const add = (codes: readonly string[]) =>
    go(changed({ codes: withCodes(codes, chosen) }), { replace: true });
  return (
    <details class="single" open={open} onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>
        {words.learn.single}{' '}
        <span class="quiet">
          {count(words.shell.codes, named?.length ?? family?.codeCount ?? 0, language)}
        </span>
      </summary>
      {open && family && <Boxes family={family} own={own} ids={ids} others={others} choose={choose} />}
      {others.length > 0 && (
        <ul class="chips" aria-label={words.learn.others}>
          {others.map(({ id, code }) => (
            <li key={id}>
              <button
                type="button"
                class="chip"
                aria-label={fill(words.compare.remove, { code })}
                title={fill(words.compare.remove, { code })}
                onClick={() => choose(ids.filter((one) => one !== id))}
              >
                <bdi class="number">{code}</bdi> <span aria-hidden="true">×</span>
              </button>
            </li>
          ))}
        </ul>
      )}
      <CodePicker label={words.compare.add} pick={(code) => add([code])} pickSeveral={add} />
    </details>
  );
}

/** What the address says once codes are added, which may be there already. */
function withCodes(codes: readonly string[], chosen: Chosen): string {
  const { named, family } = chosen;
  const isOfMany = named === null && (family?.codeCount ?? 0) > MOST_CODES;
  const before = isOfMany ? [] : idsOf(chosen).map(addressOf);
  return [...new Set([...before, ...codes])].join();
}

interface BoxesProps extends Pick<Chosen, 'own'> {
  readonly family: NonNullable<Chosen['family']>;
  /** All that are chosen, and those among them that are of another family. */
  readonly ids: readonly string[];
  readonly others: readonly ChosenCode[];
  readonly choose: (ids: readonly string[]) => void;
}

function Boxes({ family, own, ids, others, choose }: BoxesProps) {
  const { words } = useSpeech();
  const isLarge = family.codeCount > MOST_CODES;
  const asked = useAnswer(LEARN_CODES, isLarge ? null : { codes: own.map(({ id }) => id) });
  if (isLarge) return <p class="quiet">{fill(words.learn.tooMany, { most: MOST_CODES })}</p>;
  const ticked = new Set(ids);
  const chooseOwn = (some: readonly { readonly id: string }[]) =>
    choose([...some, ...others].map(({ id }) => id));
  return (
    <fieldset>
      <legend>{family.name}</legend>
      <p class="ways">
        <button type="button" class="button" onClick={() => chooseOwn(own)}>
          {words.browse.all}
        </button>
        <button type="button" class="button" onClick={() => chooseOwn([])}>
          {words.learn.no}
        </button>
      </p>
      <Loaded asked={asked}>
        {({ lookup }) => (
          <ul>
            {(lookup ?? []).flatMap(({ code }) =>
              code === null ? (
                []
              ) : (
                <li key={code.id}>
                  <Switch
                    checked={ticked.has(code.id)}
                    change={(checked) =>
                      chooseOwn(own.filter(({ id }) => (id === code.id ? checked : ticked.has(id))))
                    }
                  >
                    <bdi class="number">{code.code}</bdi>
                    <span>
                      <CodeLabel {...code} />
                    </span>
                  </Switch>
                </li>
              ),
            )}
          </ul>
        )}
      </Loaded>
    </fieldset>
  );
}
