import './home.css';
import type { FamiliesPageQuery, FamiliesPageQueryVariables } from '../../generated/explorer.ts';
import { document } from '../client.ts';
import familiesText from '../documents/families-page.graphql';
import { FamilyTree } from '../parts/family-tree.tsx';
import { Loaded } from '../parts/loaded.tsx';
import { useTitle } from '../parts/title.ts';
import { useAnswer } from '../use-answer.ts';
import { useSpeech } from '../words.ts';

const FAMILIES = document<FamiliesPageQuery, FamiliesPageQueryVariables>(familiesText);

/** All families as a tree. */
export function FamiliesPage() {
  const { words } = useSpeech();
  const asked = useAnswer(FAMILIES, {});
  useTitle(words.home.families);
  return (
    <div class="home">
      <h1>{words.home.families}</h1>
      <Loaded asked={asked}>
        {({ families }) => <FamilyTree families={families ?? []} parent={null} />}
      </Loaded>
    </div>
  );
}
