import type { FamilyPageQuery, FamilyPageQueryVariables } from '../../generated/explorer.ts';
import { document } from '../client.ts';
import familyText from '../documents/family-page.graphql';
import { type Loading, useAnswer } from '../use-answer.ts';
import { axesIn, type Choice, mended, statedAxes } from './choice.ts';

const FAMILY_PAGE = document<FamilyPageQuery, FamilyPageQueryVariables>(familyText);

/** A family with its codes and its grid on the axes of a choice, but for those that it does not state; null asks nothing. */
export function useFamily(
  family: string | null,
  asked: Choice,
): ReturnType<typeof mended> & { readonly page: Loading<FamilyPageQuery> } {
  const first = useAnswer(FAMILY_PAGE, family === null ? null : { family, ...axesIn(asked) });
  const codes = first.state === 'ready' ? first.data.family?.codes.edges.map(({ node }) => node) : undefined;
  const { choice, dropped } = codes ? mended(asked, statedAxes(codes)) : { choice: asked, dropped: [] };
  // Axes that say nothing here are known by the codes alone; then the grid is that of the others.
  const isOther = choice.rows !== asked.rows || choice.columns !== asked.columns;
  const other = useAnswer(FAMILY_PAGE, family !== null && isOther ? { family, ...axesIn(choice) } : null);
  return { page: isOther ? other : first, choice, dropped };
}
