import { describe, expect, it } from 'vitest';
import { indexEntries } from '../../../src/load/files/pcs-index.ts';
import { Report } from '../../../src/load/files/report.ts';
import { collect, memberOf, refusal } from './files.ts';

const read = async (terms: string) => {
  const text = `<?xml version="1.0" encoding="utf-8"?>
<ICD10PCS.index>
  <letter>
    <title>S</title>
    ${terms}
  </letter>
</ICD10PCS.index>`;
  return (await collect(indexEntries(memberOf([Buffer.from(text)], 'sample.xml'), new Report()))).flat();
};
const term = (inner: string) => `<mainTerm>
      <title>Sampling</title>
      ${inner}
    </mainTerm>`;

describe('the index of ICD-10-PCS', () => {
  it('leads from a main term to tables and codes, each once', async () => {
    const inner = `<term level="1"><see>Excision, Bones<tab>0PB</tab></see></term>
      <term level="1"><see>Excision, Bones<tab>0PB</tab></see></term>
      <term level="1"><see>Resection, Uterus<codes>0UT9</codes></see></term>`;
    expect(await read(term(inner))).toEqual([{ text: 'Sampling', codes: ['0PB', '0UT9'], line: 6 }]);
  });

  it.each([
    ['codes that stand under further words', '<term level="1"><title>Part</title><codes>0815</codes></term>'],
    ['the name of another term', '<use>Intraluminal Device</use>'],
    ['a term without codes', '<term level="1"><see>Destruction</see></term>'],
  ])('leaves out what leads to no table by itself: %s', async (_, inner) => {
    expect(await read(term(inner))).toEqual([]);
  });

  it.each([
    ['an element of another file', '<axis pos="4"/>', /xml:7:.*<axis> is no element/],
    ['what is no code', '<tab>0OI</tab>', /xml:7:.*"0OI" is no beginning of a code/],
    ['a tag that is not closed', '<see>', /xml:8:.*no well-formed XML/],
  ])('is refused with the line and the remedy: %s', async (_, inner, expected) => {
    const { message } = await refusal(read(term(inner)));
    expect(message).toMatch(expected);
    expect(message).toMatch(/Download the file again/);
  });
});
