import { describe, expect, it, test } from 'vitest';
import { serverForTests, storeForTests } from '../opened.ts';
import { startTestServer } from '../served.ts';
import { call, connected, type Given } from './client.ts';

const own = storeForTests();
const server = serverForTests(() => ({ store: own.store }));

describe('the tools', () => {
  it('are listed with titles, annotations and the schemas of what they take and give', async () => {
    const { tools } = await connected(server.url, (client) => client.listTools());
    expect(tools).toHaveLength(7);
    for (const tool of tools) {
      expect(tool.title).toBeTruthy();
      expect(tool.annotations).toMatchObject({ readOnlyHint: true, idempotentHint: true });
      expect(tool.inputSchema.properties).toHaveProperty('maxBytes');
      expect(tool.outputSchema?.required).toEqual(expect.arrayContaining(['dataset', 'sources']));
    }
  });

  const many = ['63278', '63277', '63276', '63275', '22551', '22552', '22845', '63047', '63030', '63081'];
  it.each<[string, Given]>([
    ['find_codes', { terms: ['region:lumbar'], limit: 50 }],
    ['find_codes', { words: 'laminectomy', limit: 50 }],
    ['get_codes', { ids: Array.from({ length: 50 }, (_, at) => many[at % 10]), plain: true }],
    ['related_codes', { id: '63047', limit: 100 }],
    ['compare_codes', { ids: many }],
    ['check_claim', { codes: [...many, '63048', '22853 x2', '22554', '22585', '22612', '22614', '22842'] }],
    ['crosswalk_codes', { ids: many, to: 'ICD10CM', limit: 64 }],
  ])('%s gives at most 8 kB, in every script, and says what it left out', async (name, given) => {
    for (const lang of ['EN', 'RU', 'ZH']) {
      const { text, isError, structured } = await call(server.url, name, { ...given, lang });
      expect(isError, text).toBe(false);
      expect(Buffer.byteLength(text)).toBeLessThanOrEqual(8_000);
      expect(JSON.parse(text)).toEqual(structured);
      const whole = await call(server.url, name, { ...given, lang, maxBytes: 100_000 });
      expect(whole.structured?.leftOut, whole.text).toBeUndefined();
      if (Buffer.byteLength(whole.text) > 8_000) expect(structured?.leftOut).toBeDefined();
      else expect(text).toBe(whole.text);
    }
  });

  it('say what was not checked of a claim, however much of it is left out', async () => {
    const codes = [
      ...many,
      '63048',
      '22853 x2',
      '22554',
      '22585',
      '22612',
      '22614',
      '22842',
      '22633',
      '22634',
      '63082',
    ];
    for (const lang of ['EN', 'RU', 'ZH']) {
      const { structured } = await call(server.url, 'check_claim', { codes, lang });
      expect(structured?.leftOut).toBeDefined();
      expect(structured?.notes).toContainEqual(expect.objectContaining({ kind: 'NOT_CHECKED' }));
    }
  });

  it('give every one of 50 inputs an entry of its own, in the order asked', async () => {
    const ids = Array.from({ length: 50 }, (_, at) => (at % 7 === 0 ? `9999${at % 10}` : many[at % 10]));
    const { structured } = await call(server.url, 'get_codes', { ids });
    expect(structured?.codes).toEqual(ids.map((input) => expect.objectContaining({ input })));
  });

  it.each<[string, Given, RegExp]>([
    ['find_codes', {}, /^Give `words`/],
    ['find_codes', { terms: ['region:mars'] }, /there is no term "region:mars".*looks like region:sacral/],
    ['find_codes', { words: 3 }, /words: .*expected string/],
    ['related_codes', { id: '63278', differsBy: ['MARS'] }, /differsBy.*"REGION"/],
    ['compare_codes', { ids: ['63278', '63278'] }, /names 1 different codes; compare takes two to twelve/],
    ['check_claim', { codes: ['63278'], asOf: 'today' }, /asOf/],
    ['crosswalk_codes', { ids: ['63278'], to: 'SNOMED' }, /to: .*"ICD10CM"/],
    ['run_query', { query: '{ code(id: "63278") { lable } }' }, /Did you mean "label"/],
    ['run_query', { query: '{ code' }, /Syntax Error/],
    [
      'run_query',
      { query: '{ families { id name codes(first: 100) { edges { node { id label } } } } }' },
      /bytes, more than the 8000 of `maxBytes`. Ask for fewer fields/,
    ],
  ])('%s says of %j what to do', async (name, given, said) => {
    const { text, isError } = await call(server.url, name, given);
    expect(text).toMatch(said);
    expect(isError).toBe(true);
  });

  it('take what names no code for an answer', async () => {
    for (const [name, given] of [
      ['get_codes', { ids: ['99999', 'banana'] }],
      ['related_codes', { id: '99999' }],
      ['compare_codes', { ids: ['63278', '99999'] }],
      ['check_claim', { codes: ['63278', '99999'] }],
      ['crosswalk_codes', { ids: ['99999'], to: 'CPT' }],
    ] as const) {
      const { text, isError } = await call(server.url, name, given);
      expect(isError, text).toBe(false);
      expect(text).toContain('UNKNOWN');
    }
  });

  it('do not pass a range, which get_codes lists, for one code without relations', async () => {
    for (const [name, given] of [
      ['related_codes', { id: '63275-63278' }],
      ['compare_codes', { ids: ['63275-63278', '63283'] }],
      ['crosswalk_codes', { ids: ['63275-63278'], to: 'ICD10CM' }],
    ] as const) {
      const { text } = await call(server.url, name, given);
      expect(text).toContain('"status":"INVALID","note":"These are several codes.');
    }
  });

  it('say the same of a code, whichever is asked', async () => {
    const { text: found } = await call(server.url, 'run_query', {
      query: '{ codes(first: 500, filter: { system: [CPT] }) { edges { node { id } } } }',
      maxBytes: 100_000,
    });
    const all = [...found.matchAll(/"id":"(CPT:[^"]+)"/g)].map(([, id]) => id as string);
    const ids = all.filter((_, at) => at % Math.ceil(all.length / 40) === 0);
    const of = async (name: string, given: Given) => {
      const { text, structured } = await call(server.url, name, { ...given, maxBytes: 100_000 });
      if (structured === undefined) throw new Error(`${name} ${JSON.stringify(given)}: ${text}`);
      // biome-ignore lint/suspicious/noExplicitAny: each tool has a shape of its own
      return structured as any;
    };
    const { codes } = await of('get_codes', { ids });
    for (const { id, label, state = 'ACTIVE', addOn = false, facts = [], source } of codes) {
      const [found, related, crosswalk] = await Promise.all([
        of('find_codes', { words: id }),
        of('related_codes', { id, limit: 3 }),
        of('crosswalk_codes', { ids: [id], to: 'ICD10CM' }),
      ]);
      expect(found.codes[0]).toMatchObject({ id, label, addOn, source });
      expect(/; (\w+)$/.exec(found.codes[0].how)?.[1] ?? 'ACTIVE').toBe(state.split(',')[0]);
      expect([related.label, crosswalk.codes[0].label]).toEqual([label, label]);
      const near = related.related[0]?.id ?? all.find((other) => other !== id);
      const [compared, claim] = await Promise.all([
        of('compare_codes', { ids: [id, near] }),
        of('check_claim', { codes: [id] }),
      ]);
      if (related.related[0]) expect(compared.axes.map(({ axis }: Given) => axis)).not.toEqual([]);
      const differing = compared.axes.flatMap(({ axis, differs }: Given) => (differs ? [axis] : []));
      for (const fact of related.related[0]?.differsBy ?? []) {
        if (!fact.endsWith(' SAME')) expect(differing, `${id} and ${near}`).toContain(fact.split(' ')[0]);
      }
      expect(compared.codes[0]).toMatchObject({ id, label, source });
      // A side is told of a code; codes are not compared by it.
      const stated = facts
        .map((fact: string) => fact.split(':')[0])
        .filter((axis: string) => axis !== 'SIDE');
      expect(compared.axes.map(({ axis }: Given) => axis)).toEqual(expect.arrayContaining(stated));
      expect(claim.lines[0]).toMatchObject({ input: id, id });
      expect(claim.lines[0].verdict === 'NOT_VALID', id).toBe(state.startsWith('DELETED'));
      if (addOn) expect(claim.verdict).toBe('INCOMPLETE');
      for (const other of related.confusedWith) {
        const back = await of('related_codes', { id: other.id, limit: 1 });
        expect(back.confusedWith.map((one: Given) => one.id)).toContain(id);
      }
      for (const { id: diagnosis } of crosswalk.candidates.slice(0, 1)) {
        const back = await of('crosswalk_codes', { ids: [diagnosis], to: 'CPT', limit: 64 });
        expect(back.candidates.map((one: Given) => one.id)).toContain(id);
      }
    }
  }, 120_000);

  it('say which argument to lower where they cost too much', async () => {
    const dear = await startTestServer({ store: own.store, limits: { cost: 400 } });
    try {
      for (const [name, given, advice] of [
        ['related_codes', { id: '63278', limit: 100 }, 'Lower `limit`.'],
        ['get_codes', { ids: many }, 'Name fewer `ids`.'],
        ['check_claim', { codes: many }, 'Name fewer `codes`.'],
        ['crosswalk_codes', { ids: many, to: 'ICD10CM' }, 'Name fewer `ids`.'],
      ] as const) {
        const { text, isError } = await call(dear.url, name, given);
        expect(isError).toBe(true);
        expect(text).toMatch(/^LIMIT_EXCEEDED: .*LIMIT_COST/);
        expect(text).toContain(advice);
      }
    } finally {
      await dear.stop();
    }
  });
});

describe('what can be read', () => {
  it('is the schema, its types, the dataset and the terms of an axis', async () => {
    await connected(server.url, async (client) => {
      const read = async (uri: string) => {
        const [first] = (await client.readResource({ uri })).contents;
        return first !== undefined && 'text' in first ? first.text : '';
      };
      const schema = await read('codelattice://schema');
      expect(Buffer.byteLength(schema)).toBeLessThanOrEqual(12_000);
      expect(schema).toContain('find(terms: [ID!]!, system: CodeSystem = CPT, near: Boolean = false)');
      expect(schema).toContain('input CodeFilter {');
      expect(await read('codelattice://schema/Code')).toContain('related(');
      const { version } = JSON.parse(await read('codelattice://dataset')) as { version: string };
      expect(await read('codelattice://terms/REGION')).toMatch(
        new RegExp(`^# dataset ${version}\n[^]*\nregion:sacral\tsacral\t`),
      );
      await expect(read('codelattice://terms/MARS')).rejects.toThrow(
        /there is no axis MARS; there are REGION/,
      );
      await expect(read('codelattice://schema/Mars')).rejects.toThrow(/the schema has no type Mars/);
      const { resources } = await client.listResources();
      expect(resources.map(({ uri }) => uri)).toContain('codelattice://terms/REGION');
    });
  });

  it('has three prompts, which complete the names of families', async () => {
    await connected(server.url, async (client) => {
      const { prompts } = await client.listPrompts();
      expect(prompts.map(({ name }) => name)).toEqual([
        'code_operation',
        'explain_difference',
        'quiz_family',
      ]);
      const { messages } = await client.getPrompt({
        name: 'explain_difference',
        arguments: { codes: '63047 63030', language: 'Spanish' },
      });
      expect(JSON.stringify(messages)).toMatch(/63047 63030.*compare_codes.*Answer in Spanish/);
      const { completion } = await client.complete({
        ref: { type: 'ref/prompt', name: 'quiz_family' },
        argument: { name: 'family', value: 'neoplasm' },
      });
      expect(completion.values).toContain('family:lesion-neoplasm');
    });
  });
});

test('a store that is away is said to be', async () => {
  const away = async () => {
    throw Object.assign(new Error('gone'), { extensions: { code: 'STORE_UNAVAILABLE' } });
  };
  const down = await startTestServer({ store: { ...own.store, at: away } });
  try {
    const { text, isError } = await call(down.url, 'get_codes', { ids: ['63278'] });
    expect(isError).toBe(true);
    expect(text).toMatch(/^STORE_UNAVAILABLE: The store does not answer just now. Try again later/);
  } finally {
    await down.stop();
  }
});
