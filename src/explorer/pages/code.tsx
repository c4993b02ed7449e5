import './code.css';
import type { CodePageQuery, CodePageQueryVariables } from '../../generated/explorer.ts';
import { document } from '../client.ts';
import codeText from '../documents/code-page.graphql';
import { Grid } from '../parts/grid.tsx';
import { FamilyLink, Trail } from '../parts/links.tsx';
import { Loaded } from '../parts/loaded.tsx';
import { CodeList } from '../parts/sentences.tsx';
import { Source } from '../parts/source.tsx';
import { useTitle } from '../parts/title.ts';
import type { PageProps } from '../router.ts';
import { useAnswer } from '../use-answer.ts';
import { fill, useSpeech } from '../words.ts';
import { CodeAddOns } from './code-add-ons.tsx';
import type { Answered, CodeAnswer, LoadedKinds } from './code-answer.ts';
import { CodeBilling } from './code-billing.tsx';
import { CodeConfused } from './code-confused.tsx';
import { CodeCrosswalk } from './code-crosswalk.tsx';
import { CodeFacts } from './code-facts.tsx';
import { CodeGuidance } from './code-guidance.tsx';
import { CodeModifiers } from './code-modifiers.tsx';
import { CodeRelated } from './code-related.tsx';
import { CodeSources } from './code-sources.tsx';
import { Missing } from './missing.tsx';

const CODE_PAGE = document<CodePageQuery, CodePageQueryVariables>(codeText);

/** All that is known of a code: in plain words, by its facts, and beside its relatives. */
export function CodePage({ parts: { code = '' } }: PageProps) {
  const { words } = useSpeech();
  const asked = useAnswer(CODE_PAGE, { code });
  const found = asked.state === 'ready' ? asked.data.lookup?.[0] : null;
  const loaded = new Set(asked.state === 'ready' ? asked.data.dataset?.sources.map(({ kind }) => kind) : []);
  useTitle(found?.code && `${found.code.code} ${found.code.label}`);
  return (
    <Loaded asked={asked}>
      {() => {
        if (found?.code) {
          return (
            <>
              <Remark {...found} />
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

/** A grid with more columns than this takes the width of the page. */
const NARROW_COLUMNS = 5;

function CodeFound({ code, loaded }: { code: CodeAnswer; loaded: LoadedKinds }) {
  const { words } = useSpeech();
  const { family, guidance, successors, confusedWith, related, addOns, addOnTo } = code;
  const mentions = [...(guidance?.mentions ?? []), ...related.edges.map(({ node }) => node)];
  const drawn = family && family.grid.cells.length > 0 ? family : null;
  const picture = drawn && (
    <section class="family" aria-labelledby="family">
      <h2 id="family">{words.code.family}</h2>
      <p>
        <FamilyLink {...drawn} />
      </p>
      <Grid grid={drawn.grid} caption={drawn.name} marked={code.code} />
    </section>
  );
  const wide = drawn !== null && drawn.grid.columns.length > NARROW_COLUMNS;
  return (
    <article class={guidance ? 'code-page' : 'code-page brief'}>
      <header>
        {family && (
          <Trail>
            {family.parent && <FamilyLink {...family.parent} />}
            <FamilyLink {...family} />
          </Trail>
        )}
        <CodeFacts code={code} />
        {successors.length > 0 && (
          <section aria-labelledby="successors">
            <h2 id="successors">{words.code.successors}</h2>
            <CodeList codes={successors} />
          </section>
        )}
        <nav class="contents" aria-label={words.shell.onPage}>
          {confusedWith.length > 0 && <a href="#confused">{words.code.confused}</a>}
          {related.totalCount > 0 && <a href="#related">{words.code.related}</a>}
          {drawn && <a href="#family">{words.code.family}</a>}
          {code.modifiers.length > 0 && <a href="#modifiers">{words.code.modifiers}</a>}
          {loaded.has('PFS') && <a href="#billing">{words.billing.title}</a>}
          <a href="#sources">{words.code.sources}</a>
        </nav>
      </header>
      {guidance && (
        <div class="prose">
          <CodeGuidance {...guidance} code={code.code} mentions={mentions} />
        </div>
      )}
      <div class="relatives">
        <CodeConfused confusedWith={confusedWith} />
        <CodeRelated code={code.code} related={related} />
        <CodeAddOns id="add-ons" title={words.code.addOns} listed={addOns} />
        <CodeAddOns id="add-on-to" title={words.code.addOnTo} listed={addOnTo} />
        {code.contractorDefinedPrimaries && (
          <>
            <p>{words.billing.contractor}</p>
            <Source {...code.contractorDefinedPrimaries} />
          </>
        )}
        <CodeCrosswalk code={code} />
        {!wide && picture}
        <CodeModifiers modifiers={code.modifiers} source={code.billing?.source} />
      </div>
      <CodeBilling code={code} loaded={loaded} />
      {wide && picture}
      <CodeSources code={code} />
    </article>
  );
}
