import type { CodeName } from '../parts/links.tsx';
import { Prose } from '../parts/prose.tsx';
import { useSpeech } from '../words.ts';
import type { CodeAnswer } from './code-answer.ts';

type Guidance = Omit<NonNullable<CodeAnswer['guidance']>, 'mentions'>;

interface GuidanceProps extends Guidance {
  readonly code: string;
  readonly mentions: readonly CodeName[];
}

/** What a learner or a coder reads of a code: plain words first. */
export function CodeGuidance({ code, mentions, ...guidance }: GuidanceProps) {
  const { words } = useSpeech();
  const said = (text: string) => <Prose text={text} mentions={mentions} self={code} />;
  const items = (texts: readonly string[]) => texts.map((text) => <li key={text}>{said(text)}</li>);
  return (
    <>
      <section aria-labelledby="plain">
        <h2 id="plain">{words.code.plain}</h2>
        <p class="lead">{said(guidance.plainLanguage)}</p>
        {guidance.translation === 'MACHINE' && <p class="quiet">{words.code.machine}</p>}
      </section>
      <section aria-labelledby="guidelines">
        <h2 id="guidelines">{words.code.guidelines}</h2>
        <ul>{items(guidance.codingGuidelines)}</ul>
      </section>
      <section aria-labelledby="procedure">
        <h2 id="procedure">{words.code.procedure}</h2>
        <p>{said(guidance.procedure)}</p>
      </section>
      <section aria-labelledby="necessity">
        <h2 id="necessity">{words.code.necessity}</h2>
        <p>{said(guidance.medicalNecessity)}</p>
      </section>
      <section aria-labelledby="who">
        <h2 id="who">{words.code.who}</h2>
        <p>{said(guidance.clinicalResponsibility)}</p>
      </section>
      <section aria-labelledby="documentation">
        <h2 id="documentation">{words.code.documentation}</h2>
        <ul>{items(guidance.documentation)}</ul>
      </section>
      <section aria-labelledby="examples">
        <h2 id="examples">{words.code.examples}</h2>
        <ol class="examples">{items(guidance.examples)}</ol>
      </section>
      <p class="quiet">{guidance.disclaimer}</p>
    </>
  );
}
