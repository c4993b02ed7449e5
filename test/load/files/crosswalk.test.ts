import { describe, expect, it } from 'vitest';
import { openInput } from '../../../src/load/files/input.ts';
import { select } from '../../../src/load/files/select.ts';
import { imported, refusal, written } from './files.ts';
import { ownCsv } from './samples.ts';

let files = 0;
const path = (text: string) => {
  files += 1;
  return written(`map/${files}/map.csv`, text);
};
const read = (text: string) => imported(path(text), 'crosswalk');
const message = async (text: string) => (await refusal(read(text))).message;

const HEADER = 'source code,source system,target code,target system,relationship,confidence,justification';
const PAIR = '63278,CPT,C79.51,ICD-10-CM,RELATED,0.5,own word';

describe("a user's own map", () => {
  const row = {
    from: { id: 'CPT:63278', system: 'CPT', code: '63278' },
    to: { id: 'ICD10CM:C79.51', system: 'ICD10CM', code: 'C79.51' },
    relationship: 'RELATED',
    confidence: 0.5,
    justification: 'own word',
  };

  it.each([
    ['CSV', ownCsv(HEADER, PAIR), 2],
    [
      'codes with their systems before them',
      ownCsv('from,to,relation,confidence,note', 'CPT:63278,icd10cm:C7951,related,.5,own word'),
      2,
    ],
    [
      'tabs, and the columns of SSSOM',
      '#mapping_set_id: own\nsubject_id\tpredicate_id\tobject_id\tmapping_justification\tconfidence\tcomment\n' +
        'CPT:63278\tskos:relatedMatch\tICD10CM:C79.51\tsemapv:ManualMappingCuration\t0.5\town word\n',
      3,
    ],
    [
      'systems both ways',
      ownCsv(
        'Source Code,Source_System,Target Code,Target_System,Map Type,Confidence,Reason',
        '63278,CPT/HCPCS,ICD10CM:C79.51,ICD-10-CM,Related To,0.50,own word',
      ),
      2,
    ],
  ])('is read from %s', async (_, text, line) => {
    const { selections, rows } = await read(text);
    expect(selections.map(({ release }) => release.name)).toEqual(['map.csv']);
    expect(rows).toEqual([{ ...row, line }]);
  });

  it('says neither how sure nor why where it does not', async () => {
    const { rows } = await read(ownCsv('source,target,relationship', 'CPT:63278,ICD10PCS:00BT0ZZ,EXACT'));
    expect(rows).toMatchObject([{ confidence: null, justification: null }]);
  });

  it.each([
    [
      'EXACT',
      ['EXACT', 'exact', 'skos:exactMatch', 'http://www.w3.org/2004/02/skos/core#exactMatch', 'equivalent'],
    ],
    ['BROADER', ['BROADER', 'broadMatch', 'wider', 'source-is-narrower-than-target']],
    ['NARROWER', ['NARROWER', 'skos:narrowMatch', 'source-is-broader-than-target']],
    ['RELATED', ['RELATED', 'skos:relatedMatch', 'closeMatch', 'related-to']],
  ])('calls %s what others call otherwise', async (relationship, names) => {
    for (const name of names) {
      const { rows } = await read(ownCsv('source,target,relationship', `CPT:63278,ICD10PCS:00BT0ZZ,${name}`));
      expect(
        rows.map((one) => one.relationship),
        name,
      ).toEqual([relationship]);
    }
  });

  it.each([
    ['code,code,relationship\n1,2,EXACT\n', 'its header has the columns "code", "code", "relationship"'],
    [
      'source,target,relationship\n1,2,EXACT\n',
      'its header has the columns "source", "target", "relationship"',
    ],
    ['a text\n', 'its first line is no header'],
  ])('is refused with the header that is there: %j', async (text, found) => {
    expect(await message(text)).toContain(`this is no file of the kind crosswalk: ${found}`);
    expect(await message(text)).toContain('with the columns source code, source system, target code');
  });

  it('is not taken for: a list of edges of something else', async () => {
    const text = 'source,target,relationship\nA,B,related\nC,D,related\n';
    const error = await refusal(openInput(path(text)).then((input) => select(input)));
    expect(error.message).toContain('this is no file that can be imported');
  });

  it.each([
    ['a code without a system', '63278,,C79.51,ICD10CM,RELATED,,', 'source'],
    ['a code of another system', 'C79.51,CPT,C79.51,ICD10CM,RELATED,,', 'source'],
    ['two systems at odds', '63278,CPT,ICD10PCS:00BT0ZZ,ICD10CM,RELATED,,', 'target'],
    ['an unknown system', '63278,CPT,X,SNOMED,RELATED,,', 'target'],
    ['a code that is none', '10-00,CPT,C79.51,ICD10CM,RELATED,,', 'source'],
    ['one system', '63278,CPT,63277,CPT,RELATED,,', 'target'],
    ['another relationship', '63278,CPT,C79.51,ICD10CM,INDICATION,,', 'relationship'],
    ['too much confidence', '63278,CPT,C79.51,ICD10CM,RELATED,1.1,', 'confidence'],
    ['a pair that stands there', '00000,CPT,C79.51,ICD10CM,EXACT,,', 'target'],
    ['a pair that stands there the other way', 'C79.51,ICD10CM,00000,CPT,EXACT,,', 'target'],
  ])('is refused row by row: %s', async (_, bad, column) => {
    const good = Array.from(
      { length: 100 },
      (_, index) => `${String(index).padStart(5, '0')},CPT,C79.51,ICD10CM,RELATED,,`,
    );
    const { rows, report } = await read(ownCsv(HEADER, ...good, bad));
    expect(rows).toHaveLength(100);
    expect(report.rows).toMatchObject([{ line: 102, column }]);
  });
});
