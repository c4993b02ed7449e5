import './code.css';
import { useEffect } from 'preact/hooks';
import type { CodePageQuery, CodePageQueryVariables } from '../../generated/explorer.ts';
import { addressOf } from '../../lattice/code-ids.ts';
import { document } from '../client.ts';
import codeText from '../documents/code-page.graphql';
import { InBasket } from '../own/in-basket.tsx';
import { see } from '../own/seen.ts';
import { Contents } from '../parts/contents.tsx';
import { Dropped } from '../parts/dropped.tsx';
import { Grid } from '../parts/grid.tsx';
import { FamilyLink, Trail } from '../parts/links.tsx';
import { Loaded } from '../parts/loaded.tsx';
import { readQuery } from '../parts/read-query.ts';
import { CodeList } from '../parts/sentences.tsx';
import { Source } from '../parts/source.tsx';
import { useTitle } from '../parts/title.ts';
import { linkTo, type PageProps } from '../router.ts';
import { useAnswer } from '../use-answer.ts';
import { fill, useSpeech } from '../words.ts';
import { CodeAddOns } from './code-add-ons.tsx';
import type { Answered, CodeAnswer, LoadedKinds } from './code-answer.ts';
import { CodeBilling, hasBilling } from './code-billing.tsx';
import { CodeConfused } from './code-confused.tsx';
import { CodeCrosswalk, crosswalksOf } from './code-crosswalk.tsx';
import { CodeFacts } from './code-facts.tsx';
import { CodeGuidance, CodePlain, GUIDANCE } from './code-guidance.tsx';
import { CodeModifiers } from './code-modifiers.tsx';
import { CodeNeighbours } from './code-near.tsx';
import { CodeRelated } from './code-related.tsx';
import { CodeSources } from './code-sources.tsx';
import { Missing } from './missing.tsx';

const CODE_PAGE = document<CodePageQuery, CodePageQueryVariables>(codeText);

/** All that is known of a code: its facts, its place in the family and the codes nearest to it, how it is paid, plain words; the rest folded. */
export function CodePage({ parts: { code = '' }, query }: PageProps) {
  const { words } = useSpeech();
  const asked = useAnswer(CODE_PAGE, { code });
  const found = asked.state === 'ready' ? asked.data.lookup?.[0] : null;
  const loaded = new Set(asked.state === 'ready' ? asked.data.dataset?.sources.map(({ kind }) => kind) : []);
  const id = found?.code?.id;
  useTitle(found?.code && `${found.code.code} ${found.code.label}`);
  useEffect(() => {
    if (id !== undefined) see(id);
  }, [id]);
  return (
    <Loaded asked={asked}>
      {() => {
        if (found?.code) {
          return (
            <>
              <Remark {...found} />
              <Dropped what={readQuery(query).left()} />
              <CodeFound code={found.code} loaded={loaded} />
            </>
          );
        }
        if (found && found.range.length > 0) {
          return (
            <article class="code-page brief">
              <h1>
                <bdi>{code}</bdi>
              </h1>
              <Remark {...found} />
              <CodeList codes={found.range} />
            </article>
          );
        }
        const invalid = found?.status === 'INVALID';
        return (
          <Missing
            title={fill(invalid ? words.code.invalid : words.code.unknown, { code })}
            hint={invalid ? words.code.invalidHint : words.code.unknownHint}
          >
            {invalid && <Remark {...found} />}
            <CodeNeighbours code={code} />
          </Missing>
        );
      }}
    </Loaded>
  );
}

/** What was guessed of the address, and what else it may mean. */
function Remark({ note, also }: Pick<Answered, 'note' | 'also'>) {
  if (note === null) return null;
  return (
    <aside class="remark">
      <p role="status">{note}</p>
      {also.length > 0 && <CodeList codes={also} />}
    </aside>
  );
}

function CodeFound({ code, loaded }: { code: CodeAnswer; loaded: LoadedKinds }) {
  const { words } = useSpeech();
  const { family, guidance, confusedWith, related, addOns, addOnTo, modifiers } = code;
  const mentions = [...(guidance?.mentions ?? []), ...related.edges.map(({ node }) => node)];
  const drawn = family && family.grid.cells.length > 0 ? family : null;
  const told = guidance && { ...guidance, code: code.code, mentions };
  const isPaid = code.system === 'CPT' || code.system === 'HCPCS';
  const sections = (
    [
      [drawn, 'family', words.code.family],
      [related.totalCount > 0, 'related', words.code.related],
      [confusedWith.length > 0, 'confused', words.code.confused],
      [isPaid && hasBilling(loaded), 'billing', words.billing.title],
      [told, 'plain', words.code.plain],
      [addOns.totalCount > 0, 'add-ons', words.code.addOns],
      [addOnTo.totalCount > 0, 'add-on-to', words.code.addOnTo],
      ...crosswalksOf(code).map((to) => [true, to, words.crosswalk.to[to]] as const),
      [modifiers.length > 0, 'modifiers', words.code.modifiers],
      ...GUIDANCE.map((id) => [told, id, words.code[id]] as const),
      [true, 'sources', words.code.sources],
    ] as const
  ).flatMap(([isThere, id, title]) => (isThere ? [[id, title] as const] : []));
  return (
    <article class="code-page">
      <header>
        {family && (
          <Trail>
            {family.parent && <FamilyLink {...family.parent} />}
            <FamilyLink {...family} />
          </Trail>
        )}
        <CodeFacts code={code} />
        <p class="ways to-pages">
          {isPaid && (
            <a class="button" href={linkTo('/together', { codes: addressOf(code.code) })}>
              {words.claim.withCode}
            </a>
          )}
          <a class="button" href={linkTo('/canvas', { codes: addressOf(code.code) })}>
            {words.canvas.fromHere}
          </a>
          <InBasket id={code.id} />
        </p>
      </header>
      <Contents sections={sections} />
      <div class="sections">
        {drawn && (
          <section class="family" aria-labelledby="family">
            <h2 id="family">{words.code.family}</h2>
            <p>
              <FamilyLink {...drawn} />
            </p>
            <Grid grid={drawn.grid} caption={drawn.name} marked={code.code} />
          </section>
        )}
        <CodeRelated code={code.code} related={related} />
        <CodeConfused confusedWith={confusedWith} />
        <CodeBilling code={code} loaded={loaded} />
        {told && <CodePlain {...told} />}
        <CodeAddOns id="add-ons" title={words.code.addOns} listed={addOns} />
        <CodeAddOns id="add-on-to" title={words.code.addOnTo} listed={addOnTo} open={code.addOn} />
        {code.contractorDefinedPrimaries && (
          <>
            <p>{words.billing.contractor}</p>
            <Source of={words.billing.contractor} {...code.contractorDefinedPrimaries} />
          </>
        )}
        <CodeCrosswalk code={code} />
        <CodeModifiers modifiers={modifiers} source={code.billing?.source} />
        {told && <CodeGuidance {...told} />}
        <CodeSources code={code} />
      </div>
    </article>
  );
}
