import { describe, expect, it } from 'vitest';
import { type Code, codeIn } from '../../src/lattice/code.ts';
import { rank } from '../../src/lattice/rank.ts';
import type { Language } from '../../src/text/languages.ts';
import { ask } from '../../src/text/query.ts';
import { speaker, vocabulary } from '../seeded.ts';
import { codes } from '../store/model.ts';

const open = (language: Language) => speaker(language, vocabulary);
const seeded = codes.get('CPT:63278') as Code;

/** A code as a public file lists it. */
const listed = (number: string, label: string, status: Code['status'] = 'ACTIVE'): Code => ({
  ...seeded,
  ...(codeIn('ICD10CM', number) ?? { id: `ICD10CM:${number}` }),
  system: 'ICD10CM',
  code: number,
  label,
  labelKind: 'OFFICIAL',
  status,
  facts: [],
  specialties: [],
  curated: false,
  family: null,
});

/** The numbers of codes in the order in which a text finds them. */
async function ranked(text: string, found: readonly Code[]): Promise<string[]> {
  const query = ask(text, open);
  const those = found.map((code) => ({ kind: 'CODE' as const, code }));
  const order = await rank(those, query, new Set(), query.groups);
  return order.map((one) => (one.found.kind === 'CODE' ? one.found.code.code : one.id));
}

describe('what is found is ordered', () => {
  it('the word itself before its derivations, and no word behind a skipped one is a beginning', async () => {
    const found = [
      listed('A00.0', 'For diabetics only, a shoe'),
      listed('A00.1', 'Diabetic shoe'),
      listed('A00.2', 'Screening for diabetes'),
      listed('A00.3', 'Diabetes mellitus'),
    ];
    expect(await ranked('diabetes', found)).toEqual(['A00.3', 'A00.2', 'A00.0', 'A00.1']);
  });

  it('headings and deleted codes last, however well they match', async () => {
    const found = [
      listed('A01', 'Fracture', 'HEADING'),
      listed('A01.1', 'Old fracture', 'DELETED'),
      listed('A01.2', 'Closed fracture of a toe'),
    ];
    expect(await ranked('fracture', found)).toEqual(['A01.2', 'A01', 'A01.1']);
  });

  it('words that stand together before the same words apart', async () => {
    const found = [
      listed('A02.1', 'Swelling inside the joint beside the cord'),
      listed('A02.2', 'Swelling inside the cord'),
    ];
    expect(await ranked('swelling inside the cord', [found[0] as Code, found[1] as Code])).toEqual([
      'A02.2',
      'A02.1',
    ]);
    expect(await ranked('inside cord swelling', found)).toEqual(['A02.2', 'A02.1']);
  });

  it('codes that say where before those of titles that only hold a level', async () => {
    const found = [listed('S33.1', 'Dislocation of lumbar vertebra'), seeded];
    expect(await ranked('S1', found)).toEqual(['63278', 'S33.1']);
  });
});
