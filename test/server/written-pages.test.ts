import { SaxesParser } from 'saxes';
import { describe, expect, test } from 'vitest';
import { openSqlite } from '../../src/store/sqlite/open.ts';
import { LANGUAGE_CODES, LANGUAGES } from '../../src/text/languages.ts';
import { written } from '../load/files/files.ts';
import { ownCsv } from '../load/files/samples.ts';
import { seededFile } from '../load/releases/taken.ts';
import { serverForTests } from '../opened.ts';
import { startTestServer } from '../served.ts';
import { send } from './wire.ts';

const SITE = 'https://codes.example.org';
const known = serverForTests(() => ({ publicUrl: SITE }));
const nameless = serverForTests();

const HTML = { accept: 'text/html' };
const open = (path: string, headers: Record<string, string> = {}) =>
  send(known.url + path, { headers: { ...HTML, ...headers } });
const one = (text: string, pattern: RegExp) => pattern.exec(text)?.[1] ?? null;
const canonicalIn = (text: string) => one(text, /<link rel="canonical" href="([^"]*)">/);
const alternatesIn = (text: string) =>
  [...text.matchAll(/<link rel="alternate" hreflang="([^"]*)" href="([^"]*)">/g)].map(
    ([, tag, href]) => [tag, href] as const,
  );
const dataIn = (text: string) =>
  JSON.parse(one(text, /<script type="application\/ld\+json">(.*?)<\/script>/) ?? '');
const TAGS = LANGUAGE_CODES.map((language) => LANGUAGES[language].folder);

describe('a page as the server writes it', () => {
  test('of a code has its facts, and the related codes with their sentences', async () => {
    const { text, headers } = await open('/codes/63278');
    expect(text).toContain('<title>63278 Sacral spine, outside the dura: neoplasm');
    expect(text).toMatch(/<h1><span class="number" dir="ltr">63278<\/span>/);
    expect(text).toContain('<dt>region</dt><dd><a class="chip" href="/terms/region:sacral">sacral</a>');
    expect(text).toContain('lumbar instead of sacral.</span>');
    expect(dataIn(text)).toMatchObject({
      '@type': 'DefinedTerm',
      termCode: '63278',
      url: `${SITE}/codes/63278`,
      inDefinedTermSet: { '@type': 'DefinedTermSet', name: 'CPT' },
    });
    expect(headers.vary).toContain('accept-language');
    expect((await open('/codes/63180')).text).toContain('deleted; last valid on 31 December 2020</p>');
  });

  test('of a family lists its codes, of a term says what it means', async () => {
    const family = (await open('/families/family:lesion-neoplasm')).text;
    expect(family).toContain('<h1>Laminectomy for neoplasm</h1><p class="quiet size">12 codes</p>');
    expect(family).toContain('href="/codes/63278"');
    expect(dataIn(family)['@type']).toBe('DefinedTermSet');
    // Its grid too, with the reasons of its holes.
    expect(family).toContain('<td class="stands code"><span><a class="code" href="/codes/63278"');
    expect(family).toMatch(
      /<td class="hole split"><details><summary>63280 63285<\/summary>[^<]+\.<\/details><\/td>/,
    );
    expect((await open('/families/family:spine')).text).not.toContain('<table>');
    const term = (await open('/terms/region:sacral?lang=de')).text;
    expect(term).toContain('<html lang="de" dir="ltr">');
    expect(term).toContain('<h1>Kreuzbein</h1>');
    expect(term).toContain('href="/codes/63278?lang=de"');
    expect(dataIn(term)).toMatchObject({ '@type': 'DefinedTerm', name: 'Kreuzbein', inLanguage: 'de' });
  });

  test('of several things lists them, of a tool says what it does and what can be read instead', async () => {
    const browse = (await open('/browse')).text;
    expect(browse).toContain('<h2 id="found">174 codes</h2>');
    expect(browse).toContain('<a class="code" href="/codes/22100"');
    const [, narrower = ''] = /href="(\/browse[^"]*terms=region:sacral)"/.exec(browse) ?? [];
    const sacral = await open(`${narrower.replaceAll('&amp;', '&')}&lang=de`);
    expect(sacral.text).toContain('href="/codes/63278?lang=de"');
    expect(sacral.text).not.toContain('href="/codes/22100');
    expect(sacral.text).toContain('<meta name="robots" content="noindex">');
    // What is not understood is left out, and the language goes along.
    for (const wrong of ['terms=region:none', 'sort=weight', 'addOn=maybe', 'after=x', 'first=1']) {
      expect((await open(`/browse?${wrong}&lang=en`)).text).toContain('<h2 id="found">174 codes</h2>');
    }
    expect(canonicalIn((await open('/codes')).text)).toBe(`${SITE}/browse`);
    expect((await open('/families')).text).toContain('href="/families/family:lesion-neoplasm"');
    expect((await open('/terms')).text).toMatch(/sacral<\/a><\/li><\/ul><\/li>/);
    expect((await open('/changes')).text).toContain('There is nothing to compare yet');
    const compare = (await open('/compare?lang=de')).text;
    expect(compare).toContain('<h1>Codes vergleichen</h1><p class="lead">');
    expect(compare).toContain('<a class="chip" href="/compare?codes=63278,63277,63283&amp;lang=de"');
    expect(compare).toMatch(/<noscript>.*href="\/browse\?lang=de"/s);
    const range = (await open('/codes/63275-63278')).text;
    expect([range.match(/class="code" href/g)?.length, canonicalIn(range)]).toEqual([4, null]);
  });

  test('of the first page has its picture, of a shared list its codes, of the data what is loaded', async () => {
    const home = (await open('/?lang=de')).text;
    expect(home).toContain(
      '<td class="stands code marked"><span><a class="code" href="/codes/63278?lang=de"',
    );
    for (const path of ['/terms/compartment:intramedullary', '/families/family:spine', '/canvas', '/data'])
      expect(home).toContain(`href="${path}?lang=de"`);
    const shared = (await open('/basket?codes=63275,63278,nothing')).text;
    expect(shared.match(/class="code" href/g)?.length).toBe(2);
    expect(shared).toContain('<bdi class="input">nothing</bdi>: No code looks like this.');
    const data = (await open('/data')).text;
    expect(data).toMatch(/href="\/schema.graphql".*<td>2025<\/td><td class="figure">174<\/td>.*<details>/s);
  });

  test('of each of all pages has a title and a description of its own', async () => {
    const { loc } = placesIn((await send(`${known.url}/sitemaps/1.xml`)).text);
    const pages = [
      '/',
      '/browse',
      '/compare',
      '/together',
      '/case',
      '/path',
      '/learn',
      '/learn/cards',
      '/changes',
    ];
    const heads = await Promise.all(
      [
        ...loc.map((address) => address.slice(SITE.length)),
        ...pages,
        '/families',
        '/terms',
        '/spine',
        '/embed',
      ].map(async (path) => {
        const { text } = await open(path);
        expect(text.match(/<h1/g)?.length).toBe(1);
        return [one(text, /<title>(.*?)<\/title>/), one(text, /name="description" content="(.*?)"/)];
      }),
    );
    for (const texts of [heads.map(([title]) => title), heads.map(([, description]) => description)]) {
      expect(texts.filter((text, at) => text === null || texts.indexOf(text) !== at)).toEqual([]);
    }
  });

  test('is made once for a dataset and a language, and not sent to whom has it', async () => {
    const status = ({ headers }: Awaited<ReturnType<typeof open>>) =>
      String(headers['cache-status']).split('; ').at(-1);
    for (const path of ['/codes/63281', '/terms', '/browse?terms=region:sacral']) {
      const made = await open(path, { 'accept-language': 'fr' });
      const kept = await open(path, { 'accept-language': 'fr' });
      expect([status(made), status(kept), kept.text === made.text]).toEqual(['stored', 'hit', true]);
      expect(kept.headers.vary).toContain('accept-language');
      expect((await open(path, { 'accept-language': 'ko' })).text).not.toBe(made.text);
      const again = await open(path, { 'accept-language': 'fr', 'if-none-match': String(made.headers.etag) });
      expect([again.status, again.text]).toEqual([304, '']);
    }
  });

  test('speaks the language of the address, else that of the reader, from right to left too', async () => {
    const german = await open('/codes/63278', { 'accept-language': 'de-AT,de;q=0.9' });
    expect(german.text).toContain('<html lang="de" dir="ltr">');
    expect(canonicalIn(german.text)).toBe(`${SITE}/codes/63278`);
    const arabic = await open('/codes/63278?lang=ar', { 'accept-language': 'de' });
    expect(arabic.text).toContain('<html lang="ar" dir="rtl">');
    expect((await open('/?lang=zh')).text).toContain('<html lang="zh" dir="ltr">');
    // A diagnosis has its official title, which is English.
    expect((await open('/codes/C79.51?lang=de')).text).toMatch(/<h1>.*<bdi lang="en">/);
  });

  test.each(['/codes/63278', '/families/family:lesion-neoplasm', '/terms/region:sacral', '/'])(
    '%s names the same addresses in ten languages from each of them',
    async (path) => {
      const all = [
        ['x-default', `${SITE}${path}`],
        ...TAGS.map((tag) => [tag, `${SITE}${path}?lang=${tag}`]),
      ];
      for (const [, address = ''] of all) {
        const { text } = await open(address.slice(SITE.length));
        expect(new Map(alternatesIn(text))).toEqual(new Map(all as [string, string][]));
        expect(canonicalIn(text)).toBe(address);
      }
    },
  );

  test.each([
    ['/codes/CPT:63278', '/codes/63278'],
    ['/codes/63278-59', '/codes/63278'],
    ['/codes/63278%20x2', '/codes/63278'],
    ['/codes/cpt%2063278/?x=1', '/codes/63278'],
    ['/codes/c7951', '/codes/ICD10CM:C79.51'],
    ['/families/family%3Alesion-neoplasm?rows=REGION', '/families/family:lesion-neoplasm'],
  ])('%s is the page %s to search engines', async (messy, clean) => {
    const { status, text } = await open(messy);
    expect([status, canonicalIn(text)]).toEqual([200, SITE + clean]);
    expect((await open(clean)).status).toBe(200);
  });

  test('says nothing of itself where a page shows what its query says, or there is none', async () => {
    for (const path of ['/compare?codes=63278,63277', '/codes/99999', '/nothing']) {
      const { text } = await open(path);
      expect([path, canonicalIn(text), alternatesIn(text)]).toEqual([path, null, []]);
    }
    expect((await open('/codes/99999')).text).toContain('<h1>There is no page here</h1>');
  });

  test('holds what an address says as text only', async () => {
    const evil = `"><script>alert(1)</script>`;
    for (const path of ['codes', 'families', 'terms', 'embed/family'].map(
      (place) => `/${place}/${encodeURIComponent(evil)}`,
    )) {
      for (const query of ['', `?lang=${encodeURIComponent(evil)}`, `?rows=${encodeURIComponent(evil)}`]) {
        const { text } = await open(path + query);
        expect(text).not.toContain('<script>alert');
        expect(text).not.toContain('"><script>');
      }
    }
    const { text } = await open(
      `/codes/63278?lang=${encodeURIComponent(evil)}&code=${encodeURIComponent(evil)}`,
    );
    expect(text).not.toContain('alert(1)');
  });

  test('never holds licensed text', async () => {
    const graph = seededFile();
    const secret = 'Own wording of 63278';
    await graph.take(written('own/a.csv', ownCsv('code,short,long', `63278,${secret},${secret} long`)));
    const store = openSqlite(graph.file);
    const server = await startTestServer({ store, publicUrl: SITE });
    for (const path of [
      '/codes/63278',
      '/codes/63277',
      '/families/family:lesion-neoplasm',
      '/families/family:lesion-neoplasm/preview.svg',
      '/terms/region:sacral',
      '/browse?text=63278',
      '/changes',
      '/sitemaps/1.xml',
    ]) {
      const { status, text } = await send(server.url + path, { headers: HTML });
      expect([path, status]).toEqual([path, 200]);
      expect(text).not.toContain(secret);
    }
    await server.stop();
    await store.close();
    graph.remove();
  });

  test('shows a picture of its family that is there, as large as it says', async () => {
    for (const path of ['/codes/63278', '/families/family:lesion-neoplasm?lang=fr']) {
      const image = one((await open(path)).text, /<meta property="og:image" content="([^"]*)">/);
      expect(image).toBe(`${SITE}/families/family:lesion-neoplasm/preview.png`);
    }
    const answer = await fetch(`${known.url}/families/family:lesion-neoplasm/preview.png`);
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'image/png']);
    expect(answer.headers.get('etag')).not.toBeNull();
    const png = Buffer.from(await answer.arrayBuffer());
    expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([1200, 630]);
    for (const family of ['nope', '..%2f..%2fapp%2findex', '%2e%2e']) {
      expect((await send(`${known.url}/families/${family}/preview.png`)).status).toBe(404);
    }
  });

  test('is without addresses where the server does not know its own', async () => {
    const { text } = await send(`${nameless.url}/codes/63278`, { headers: HTML });
    expect(text).not.toMatch(/rel="canonical"|hreflang|og:url|og:image/);
    expect(dataIn(text).url).toBeUndefined();
  });
});

describe('what search engines are told', () => {
  test('all may be read of a server that knows its address, nothing of another', async () => {
    const { text, headers } = await send(`${known.url}/robots.txt`);
    expect(text).toBe(`User-agent: *\nDisallow:\n\nSitemap: ${SITE}/sitemap.xml\n`);
    expect(headers['content-type']).toContain('text/plain');
    expect((await send(`${nameless.url}/robots.txt`)).text).toBe('User-agent: *\nDisallow: /\n');
    for (const path of ['/sitemap.xml', '/sitemaps/1.xml']) {
      expect((await send(nameless.url + path)).status).toBe(404);
    }
  });

  test('the sitemap lists families, terms and codes of CPT, in ten languages, and each is there', async () => {
    const parts = placesIn((await send(`${known.url}/sitemap.xml`)).text).loc;
    expect(parts).toEqual([`${SITE}/sitemaps/1.xml`]);
    const part = await send(`${known.url}/sitemaps/1.xml`);
    expect(part.headers['content-type']).toContain('application/xml');
    const { loc, href } = placesIn(part.text);
    expect(loc).toContain(`${SITE}/codes/63278`);
    expect(loc).toContain(`${SITE}/families/family:lesion-neoplasm`);
    expect(loc).toContain(`${SITE}/terms/region:sacral`);
    expect(new Set(loc).size).toBe(loc.length);
    expect(href.length).toBe(loc.length * 11);
    // A seventeenth of them, and always the same.
    for (const address of href.filter((_, index) => index % 187 === 3)) {
      const { status, text } = await open(address.slice(SITE.length));
      expect([address, status, canonicalIn(text)]).toEqual([address, 200, address]);
    }
    for (const none of ['0', '2', '1e9', 'x']) {
      expect((await send(`${known.url}/sitemaps/${none}.xml`)).status).toBe(404);
    }
  });
});

describe('`?lang=` of /graphql', () => {
  test('says the language as Accept-Language does, and goes before it', async () => {
    const query = encodeURIComponent('{ term(id: "region:sacral") { name } }');
    const ask = (lang: string, accepted: string) =>
      send(`${known.url}/graphql?query=${query}${lang}`, {
        headers: { 'accept-language': accepted, 'apollo-require-preflight': '1' },
      });
    for (let round = 0; round < 2; round++) {
      expect((await ask('&lang=de', 'fr')).json.data.term.name).toBe('Kreuzbein');
      expect((await ask('&lang=xx', 'de')).json.data.term.name).toBe('Kreuzbein');
      expect((await ask('', 'en')).json.data.term.name).toBe('sacral');
    }
  });
});

/** The addresses of a sitemap, which must be well-formed. */
function placesIn(xml: string) {
  const found = { loc: [] as string[], href: [] as string[] };
  const parser = new SaxesParser({ xmlns: true });
  let open = '';
  parser.on('opentag', ({ local, attributes }) => {
    open = local;
    if (local === 'link') found.href.push(attributes.href?.value ?? '');
  });
  parser.on('text', (text) => {
    if (open === 'loc' && text.trim()) found.loc.push(text);
  });
  parser.on('error', (error) => {
    throw error;
  });
  parser.write(xml).close();
  return found;
}
