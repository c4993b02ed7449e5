import { isEnumType, isInputObjectType, isInterfaceType, isObjectType } from 'graphql';
import { beforeAll, describe, expect, it } from 'vitest';
import { AXES } from '../../src/lattice/axes.ts';
import { run, schema } from '../documents.ts';
import { importedStore } from '../imported.ts';
import { gather, values } from '../said.ts';
import { seededStore } from '../seeded.ts';

/** An id as it stands in a description, but not one that is only its beginning. */
const ID =
  /\b(?:CPT|HCPCS|ICD10PCS|ICD10CM|region|compartment|lesion|operation|approach|extent|specialty|section|body-system|body-part|device|qualifier|family):[\w.-]*\w/g;

/** The number of a code, but not a line or a count. */
const CPT = /(?<![\d.:#/_-]|line )\b\d{5}\b(?! of the)/g;
/** Examples of what is not there; and HCPCS, which comes with its file. */
const UNLOADED = ['CPT:00000', 'CPT:99999', 'HCPCS:J1100'];

const PREFIXES = new Map<string, string>(Object.values(AXES).map(({ type, prefix }) => [type, prefix]));

/** Every description, by the type that it describes or stands in. */
function allDescriptions(): { readonly type: string; readonly text: string }[] {
  return Object.values(schema.getTypeMap()).flatMap((type) => {
    if (type.name.startsWith('__')) return [];
    const parts = [
      ...(isEnumType(type) ? type.getValues() : []),
      ...(isObjectType(type) || isInterfaceType(type) || isInputObjectType(type)
        ? Object.values(type.getFields()).flatMap((field) => [field, ...('args' in field ? field.args : [])])
        : []),
    ];
    return [type, ...parts].flatMap(({ description }) =>
      description ? [{ type: type.name, text: description }] : [],
    );
  });
}

beforeAll(async () => {
  for (const { store, close } of [await seededStore(), await importedStore()]) {
    await gather(store);
    await close();
  }
});

const places = Object.values(schema.getTypeMap()).flatMap((type) =>
  (isObjectType(type) || isInterfaceType(type)) && !type.name.startsWith('__')
    ? Object.values(type.getFields()).map((field) => [`${type.name}.${field.name}`, field] as const)
    : [],
);

/** What only files say that their users import; those have tests of their own. */
const OF_FILES =
  /^(Billing|UnitsPerDay|Bundle|Change|Descriptor|Included|UnfinishedImport|ExportFile)|^Code\.(unitsPerDay|bundles)$|^Reason\.rationale$|^(Section|BodySystem|BodyPart|Device|Qualifier)\.codeCount$|^(Device|Qualifier)\.title$/;
/** What every change of the seed changes, and what no two machines share. */
const PASSING = ['Dataset.version', 'Source.sha256', 'Source.importedAt'];

/** The values that an example names at its beginning; none where it is told in words. */
function named(example: string): string[] {
  const cited = /^`(seed\/[\w./-]+)`, line (\d+)/.exec(example);
  if (cited) return [`${cited[1]}#L${cited[2]}`];
  const list = /^\[(.*?)\]/.exec(example)?.[1];
  if (list !== undefined) return [...list.matchAll(/["`]([^"`]+)["`]/g)].map(([, one = '']) => one);
  const one =
    /^(?:"([^"]+)"|`([\w-]+:[\w.-]+)`|(-?\d[\d.]*\d|\d|[A-Z][A-Z_\d]+|true|false|null))(?:$|[ .,;])/.exec(
      example,
    );
  return one ? [one[1] ?? one[2] ?? one[3] ?? ''] : [];
}

const isSaid = (place: string, one: string) =>
  [...(values.get(place) ?? [])].some(
    (value) =>
      value === one ||
      (one.endsWith('…') && value.startsWith(one.slice(0, -1).trim())) ||
      // Of a text a sentence is told.
      (one.length > 20 && value.includes(one.replace(' …', ''))) ||
      value === `CPT:${one}`,
  );

describe('the examples of the schema', () => {
  const told = places.map(([place, { description }]) => ({
    place,
    example: /Example:\s+(.*)$/s.exec(description ?? '')?.[1] ?? '',
  }));

  it('give values that the fields really have', () => {
    const wrong = told.flatMap(({ place, example }) => {
      if (OF_FILES.test(place) || PASSING.includes(place) || /^(Query|Term|Node)\./.test(place)) return [];
      if (!values.has(place)) return [];
      return named(example)
        .filter((one) => !isSaid(place, one))
        .map((one) => `${place}: ${one}, not ${[...(values.get(place) ?? [])].slice(0, 5)}`);
    });
    expect(wrong).toEqual([]);
    expect(
      told.filter(({ place, example }) => values.has(place) && named(example).length > 0).length,
    ).toBeGreaterThan(200);
  });

  const descriptions = allDescriptions();

  it('name terms, families and codes that are there', async () => {
    const ids = new Set<string>();
    for (const { text } of descriptions) {
      for (const [id] of text.matchAll(ID)) ids.add(id);
      for (const [number] of text.matchAll(CPT)) ids.add(`CPT:${number}`);
    }
    const { store, close } = await importedStore();
    const found = await run(store, 'query ($ids: [ID!]!) { nodes(ids: $ids) { id } }', { ids: [...ids] });
    await close();
    const nodes = found.data?.nodes as ({ id: string } | null)[];
    const missing = [...ids].filter((_, index) => nodes[index] === null);
    expect(missing.filter((id) => !UNLOADED.includes(id))).toEqual([]);
    expect(ids.size).toBeGreaterThan(35);
  });

  it('show terms of the type that they describe', () => {
    const wrong = descriptions.flatMap(({ type, text }) => {
      const prefix = PREFIXES.get(type);
      if (prefix === undefined) return [];
      return [...text.matchAll(ID)]
        .map(([id]) => id)
        .filter((id) => !id.startsWith(`${prefix}:`))
        .map((id) => `${type}: ${id}`);
    });
    expect(wrong).toEqual([]);
  });

  it('ask questions that are answered', async () => {
    const { store, close } = await importedStore();
    let asked = 0;
    for (const { type, text } of descriptions) {
      for (const [, question = ''] of text.matchAll(/`((?:\w+)(?:\([^`]*\))? \{[^`]*\})`/g)) {
        const query =
          type === 'Code' && !question.startsWith('code(')
            ? `{ code(id: "63278") { ${question} } }`
            : `{ ${question} }`;
        const { data, errors } = await run(store, query);
        expect(errors, query).toBeUndefined();
        for (const value of Object.values(data ?? {})) expect(value, query).not.toBeNull();
        asked++;
      }
    }
    await close();
    expect(asked).toBeGreaterThan(15);
  });
});
