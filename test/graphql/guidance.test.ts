import { expect, it } from 'vitest';
import { openSeedTexts } from '../../scripts/texts.ts';
import { run } from '../documents.ts';
import { code, seededStore, wording } from '../seeded.ts';

it.each(['22842', '22853', '63047'])(
  'the guidance of %s looks at all codes around it, as the seed does',
  async (number) => {
    const seeded = await seededStore();
    const { data } = await run(
      seeded.store,
      'query ($id: ID!) { code(id: $id) { guidance(lang: EN) { codingGuidelines relatedCodes medicalNecessity } } }',
      { id: number },
    );
    await seeded.close();
    const { codingGuidelines, relatedCodes, medicalNecessity } = openSeedTexts().guidance(
      code(number),
      wording,
    );
    expect(data?.code).toEqual({ guidance: { codingGuidelines, relatedCodes, medicalNecessity } });
  },
);
