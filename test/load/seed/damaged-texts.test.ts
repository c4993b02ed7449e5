import { describe, it } from 'vitest';
import { seedCopy } from './seed-copy.ts';

const { change, append, expectProblem, drop } = seedCopy();

/** What is broken, how (answers the line), the file, and what the message must say besides file and line. */
const DAMAGES: readonly [string, () => number, string, RegExp][] = [
  [
    'a text for an unknown term',
    () => append('text/en/terms.csv', 'region:coccyx,coccyx,,,,,The tailbone.'),
    'seed/text/en/terms.csv',
    /"region:coccyx" is not in the seed; remove the text or add the row/,
  ],
  [
    'a term without text',
    () => append('terms/region.csv', 'region:coccyx,region:spine,,6,,codelattice-spine'),
    'seed/terms/region.csv',
    /region:coccyx has no text; add it to seed\/text\/en\/terms\.csv/,
  ],
  [
    'two texts for one term',
    () => append('text/en/terms.csv', 'region:sacral,sacral,,,,,The sacrum.'),
    'seed/text/en/terms.csv',
    /region:sacral has two texts; keep one/,
  ],
  [
    'a text without a name',
    () => change('text/en/families.csv', ',laminectomy for neoplasm\n', ',\n'),
    'seed/text/en/families.csv',
    /family:lesion-neoplasm has no name/,
  ],
  [
    'an unknown placeholder',
    () => change('text/de/guidance.csv', '\nguide.decides,', '\nguide.decides,{coeds} ') + 1,
    'seed/text/de/guidance.csv',
    /the message "guide\.decides" asks for \{coeds\}, but nothing fills it in; write one of a, addOn, age, /,
  ],
  [
    'an unknown placeholder in the original',
    () => change('text/en/guidance.csv', '\nplain.place,', '\nplain.place,{regoin} ') + 1,
    'seed/text/en/guidance.csv',
    /the message "plain\.place" asks for \{regoin\}/,
  ],
  [
    'an unknown form of a term',
    () => change('text/fr/guidance.csv', '\nplain.place,', '\nplain.place,{lesion_genitive} ') + 1,
    'seed/text/fr/guidance.csv',
    /asks for \{lesion_genitive\}, but no term has that form; write it in forms\.csv, or one of /,
  ],
  [
    'a form that no message asks for',
    () => append('text/es/forms.csv', 'region:sacral,near,junto al sacro'),
    'seed/text/es/forms.csv',
    /no message asks for \{region_near\}; remove the form "near", or ask for it/,
  ],
  [
    'an operation whose step is missing',
    () => {
      drop('text/en/forms.csv', 'operation:fusion-exploration,step,');
      return 3;
    },
    'seed/text/en/forms.csv',
    /other terms have the form "step", but operation:fusion-exploration has none; write it/,
  ],
  [
    'an everyday word for an unknown term',
    () => append('text/en/lay.csv', 'tail pain,region:coccyx | lesion:degenerative'),
    'seed/text/en/lay.csv',
    /"region:coccyx" is no term; write one of seed\/terms/,
  ],
  [
    'an everyday word twice',
    () => append('text/de/lay.csv', 'Ischias,region:lumbar | lesion:compressive'),
    'seed/text/de/lay.csv',
    /the everyday word "Ischias" stands at seed\/text\/de\/lay\.csv:\d+ too; keep one/,
  ],
  [
    'an everyday word of one axis',
    () => append('text/ru/lay.csv', 'шейка,region:cervical'),
    'seed/text/ru/lay.csv',
    /"шейка" means terms of one axis only; write it among the synonyms of that term in terms\.csv instead/,
  ],
  [
    'an everyday word without a word',
    () => append('text/ko/lay.csv', ',region:lumbar | lesion:degenerative'),
    'seed/text/ko/lay.csv',
    /the everyday word is missing; write it, or remove the row/,
  ],
  [
    'a review without a name',
    () => append('text/ko/review.csv', ',2026-01-31,0123456789ab'),
    'seed/text/ko/review.csv',
    /no reviewer is named; write who has read the texts/,
  ],
  [
    'a review of no texts',
    () => append('text/ko/review.csv', 'N. N.,2026-01-31,all'),
    'seed/text/ko/review.csv',
    /"all" marks no texts; write what `npm run coverage` prints/,
  ],
  [
    'a message that is no ICU MessageFormat',
    () => change('text/en/messages.csv', '{place}: {what}', '{place: {what}'),
    'seed/text/en/messages.csv',
    /"label\.place" is not ICU MessageFormat/,
  ],
];

describe('a damaged seed', () => {
  it.each(DAMAGES)('is refused: %s', (_, ...damage) => expectProblem(...damage));
});
