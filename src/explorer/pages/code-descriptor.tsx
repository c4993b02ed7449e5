import type { CodeDescriptorQuery, CodeDescriptorQueryVariables } from '../../generated/explorer.ts';
import { document } from '../client.ts';
import descriptorText from '../documents/code-descriptor.graphql';
import { Source } from '../parts/source.tsx';
import { useAnswer } from '../use-answer.ts';
import { useSpeech } from '../words.ts';

const CODE_DESCRIPTOR = document<CodeDescriptorQuery, CodeDescriptorQueryVariables>(descriptorText);

/** The text of a code that the operator holds a licence for; nothing while it is asked for, or where there is none. */
export function CodeDescriptor({ code }: { readonly code: string }) {
  const { words } = useSpeech();
  const asked = useAnswer(CODE_DESCRIPTOR, { code });
  const descriptor = asked.state === 'ready' ? asked.data.code?.descriptor : null;
  if (!descriptor) return null;
  return (
    <>
      <h3>{words.billing.licensed}</h3>
      <p lang="en" dir="ltr">
        {descriptor.text}
      </p>
      <p class="quiet">{descriptor.notice}</p>
      <Source of={words.billing.licensed} {...descriptor.source} />
    </>
  );
}
