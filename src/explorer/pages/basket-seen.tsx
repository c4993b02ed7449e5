import type { KnownCodesQuery, KnownCodesQueryVariables } from '../../generated/explorer.ts';
import { document } from '../client.ts';
import knownText from '../documents/known-codes.graphql';
import { useSeen } from '../own/seen.ts';
import { CodeList } from '../parts/sentences.tsx';
import { Switch } from '../parts/switch.tsx';
import { useAnswer, useSteady } from '../use-answer.ts';
import { useSpeech } from '../words.ts';

const KNOWN_CODES = document<KnownCodesQuery, KnownCodesQueryVariables>(knownText);

/** The codes whose pages were opened in this browser, the last one first; they can be forgotten, and remembered no more. */
export function BasketSeen() {
  const { basket: said } = useSpeech().words;
  const { ids, isOn, forget, turn } = useSeen();
  const asked = useSteady(useAnswer(KNOWN_CODES, ids.length > 0 ? { codes: ids } : null));
  const codes = asked.state === 'ready' ? (asked.data.lookup ?? []).flatMap(({ code }) => code ?? []) : [];
  return (
    <section class="seen" aria-labelledby="seen">
      <h2 id="seen">{said.seen}</h2>
      <p class="quiet">{said.seenHint}</p>
      {ids.length > 0 && <CodeList codes={codes.filter(({ id }) => ids.includes(id))} />}
      <div class="remembering">
        <Switch checked={isOn} change={turn}>
          {said.remember}
        </Switch>
        {ids.length > 0 && (
          <button
            type="button"
            class="button"
            onClick={() => {
              forget();
              globalThis.document.getElementById('main')?.focus({ preventScroll: true });
            }}
          >
            {said.forget}
          </button>
        )}
      </div>
    </section>
  );
}
