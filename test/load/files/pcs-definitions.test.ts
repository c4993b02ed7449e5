import { describe, expect, it } from 'vitest';
import { definitions } from '../../../src/load/files/pcs-definitions.ts';
import { Report } from '../../../src/load/files/report.ts';
import { collect, memberOf, refusal } from './files.ts';

const file = (terms: string, section = '0') => `<?xml version="1.0" encoding="utf-8"?>
<ICD10PCS.definitions>
  <version>2025</version>
  <section code="${section}">
    <axis pos="4">
      <title>Sample</title>
      ${terms}
    </axis>
  </section>
</ICD10PCS.definitions>
`;
const SAMPLE = `<terms>
        <title>Part, Left</title>
        <title>Part, Right</title>
        <definition>What it
          is</definition>
        <explanation>How it is used</explanation>
        <includes>First &amp; other</includes>
        <includes>Second</includes>
      </terms>`;
const read = async (text: string, size = text.length) => {
  const bytes = Buffer.from(text);
  const chunks = Array.from({ length: Math.ceil(bytes.length / size) }, (_, at) =>
    bytes.subarray(at * size, (at + 1) * size),
  );
  return (await collect(definitions(memberOf(chunks, 'sample.xml'), new Report()))).flat();
};
const message = async (text: string) => (await refusal(read(text))).message;

describe('the definitions of ICD-10-PCS', () => {
  it('say the same of every label, with the line of each word that people say', async () => {
    const told = {
      section: '0',
      position: 4,
      text: 'What it is',
      explanation: 'How it is used',
      includes: [
        { text: 'First & other', line: 13 },
        { text: 'Second', line: 14 },
      ],
      line: 15,
    };
    const rows = [
      { ...told, label: 'Part, Left' },
      { ...told, label: 'Part, Right' },
    ];
    expect(await read(file(SAMPLE))).toEqual(rows);
    expect(await read(file(SAMPLE), 7)).toEqual(rows);
  });

  it('leave out labels of which they say nothing', async () => {
    expect(await read(file('<terms><title>Part</title></terms>'))).toEqual([]);
  });

  it.each([
    ['an element of another file', file('<mainTerm/>'), /xml:7:.*<mainTerm> is no element/s],
    ['terms of no section', file(SAMPLE, ''), /xml:7:.*section ""/s],
    ['a file that breaks off', file(SAMPLE).slice(0, 400), /xml:\d+:.*no well-formed XML/s],
    ['a tag that is not closed', file('<terms><title>Part</terms>'), /xml:7:.*no well-formed XML/s],
  ])('are refused with the line and the remedy: %s', async (_, text, expected) => {
    const refused = await message(text);
    expect(refused).toMatch(expected);
    expect(refused).toMatch(/Download the file again/);
  });
});
