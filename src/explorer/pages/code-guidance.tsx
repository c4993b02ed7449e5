import { Folded } from '../parts/folded.tsx';
import type { CodeName } from '../parts/links.tsx';
import { Prose } from '../parts/prose.tsx';
import { useSpeech } from '../words.ts';
import type { CodeAnswer } from './code-answer.ts';

type Guidance = Omit<NonNullable<CodeAnswer['guidance']>, 'mentions'>;

/** The subjects of what a coder reads, in their order: the ids of their sections, and the names of their words. */
export const GUIDANCE = ['guidelines', 'procedure', 'necessity', 'who', 'documentation', 'examples'] as const;

interface GuidanceProps extends Guidance {
  readonly code: string;
  readonly mentions: readonly CodeName[];
}

/** The operation in plain words, for whoever is to have it. */
export function CodePlain({ code, mentions, plainLanguage, translation }: GuidanceProps) {
  const { words } = useSpeech();
  return (
    <section class="prose" aria-labelledby="plain">
      <h2 id="plain">{words.code.plain}</h2>
      <p class="lead">
        <Prose text={plainLanguage} mentions={mentions} self={code} />
      </p>
      {translation === 'MACHINE' && <p class="quiet">{words.code.machine}</p>}
    </section>
  );
}

/** What a coder reads of a code, folded by its subjects. */
export function CodeGuidance({ code, mentions, ...guidance }: GuidanceProps) {
  const { words } = useSpeech();
  const said = (text: string) => <Prose text={text} mentions={mentions} self={code} />;
  const items = (texts: readonly string[]) => texts.map((text) => <li key={text}>{said(text)}</li>);
  return (
    <div class="prose">
      <Folded id="guidelines" title={words.code.guidelines}>
        <ul>{items(guidance.codingGuidelines)}</ul>
      </Folded>
      <Folded id="procedure" title={words.code.procedure}>
        <p>{said(guidance.procedure)}</p>
      </Folded>
      <Folded id="necessity" title={words.code.necessity}>
        <p>{said(guidance.medicalNecessity)}</p>
      </Folded>
      <Folded id="who" title={words.code.who}>
        <p>{said(guidance.clinicalResponsibility)}</p>
      </Folded>
      <Folded id="documentation" title={words.code.documentation}>
        <ul>{items(guidance.documentation)}</ul>
      </Folded>
      <Folded id="examples" title={words.code.examples}>
        <ol>{items(guidance.examples)}</ol>
      </Folded>
      <p class="quiet">{guidance.disclaimer}</p>
    </div>
  );
}
