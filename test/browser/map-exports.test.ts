import { copyFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { pythonOf } from '../python.ts';
import { ask } from '../served.ts';
import { needChromium } from './browser.ts';
import { explorerOfTests } from './explorer.ts';

const screenshots = join(import.meta.dirname, 'screenshots');
const NEOPLASM = '/families/family:lesion-neoplasm';

describe('what is saved of the map of a family', () => {
  const explorer = explorerOfTests();
  const drawn = (page: Page) => page.locator('.graph .frame[data-drawn=true]').waitFor();

  interface Saved {
    readonly elements: {
      readonly nodes: readonly { data: { id: string }; position: { x: number; y: number } }[];
      readonly edges: readonly { data: { source: string; target: string; axis: string; sentence: string } }[];
    };
  }

  async function download(page: Page, format: string) {
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: format, exact: true }).click(),
    ]);
    expect(download.suggestedFilename()).toMatch(/^[a-z-]+\.(svg|png|csv|cyjs)$/);
    return download.path();
  }

  const saved = async (page: Page, format: string) =>
    readFileSync(await download(page, format), format === 'PNG' ? 'latin1' : 'utf8');

  test('is read by networkx as it is drawn', async (context) => {
    needChromium(context);
    const python = await pythonOf(context);
    const { page, complaints } = await explorer.open(NEOPLASM);
    await drawn(page);
    const read = python.run(
      `import json, sys, networkx
graph = networkx.cytoscape_graph(json.load(open(sys.argv[1])))
print(json.dumps([type(graph).__name__, len(graph), graph.size(), graph.nodes["CPT:63278"]["name"],
  graph.edges["CPT:63277", "CPT:63278"]["axis"], networkx.shortest_path(graph, "CPT:63275", "CPT:63283"),
  graph.graph["id"]]))`,
      await download(page, 'Cytoscape JSON'),
    );
    const [kind, nodes, edges, name, axis, path, id] = JSON.parse(read);
    expect([kind, nodes, edges, name, axis]).toEqual(['Graph', 12, 20, '63278', 'REGION']);
    expect([path[0], path.at(-1), id]).toEqual(['CPT:63275', 'CPT:63283', 'family:lesion-neoplasm']);
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  test('its pictures say what they show and where it is from, in every direction of writing', async (context) => {
    needChromium(context);
    for (const [lang, name, axis, addOn] of [
      ['en', 'intramedullary', 'region', 'add-on'],
      ['ar', 'داخل الحبل الشوكي', 'القسم', 'رمز إضافي'],
      ['zh', '髓内', '部位', '附加代码'],
    ]) {
      const path = `/families/family:intraspinal-lesion?color=compartment&lang=${lang}`;
      const { page, complaints } = await explorer.open(path);
      await drawn(page);
      const legend = await page.locator('.legend').allTextContents();
      const svg = await saved(page, 'SVG');
      const { body } = await ask(explorer.url, '{ dataset { version } }');
      for (const text of [name, axis, addOn, body.data.dataset.version, 'CC BY 4.0']) {
        expect(svg.includes(text), `${lang}: ${text} in ${legend}`).toBe(true);
      }
      expect(svg, `the owner of CPT in ${lang}`).toMatch(/American Medical|الطبية|美国医学会/);
      expect(svg.indexOf('CC BY 4.0')).toBeGreaterThan(svg.lastIndexOf('<path '));
      copyFileSync(await download(page, 'PNG'), join(screenshots, `map-exported-${lang}.png`));
      expect(complaints).toEqual([]);
      await page.context().close();
    }
  });

  test('is saved as SVG, PNG, CSV and Cytoscape JSON, and copied as GraphQL', async (context) => {
    needChromium(context);
    const { page, complaints } = await explorer.open(`${NEOPLASM}?color=compartment&rows=compartment`, {
      permissions: ['clipboard-read', 'clipboard-write'],
    });
    await drawn(page);
    const svg = await saved(page, 'SVG');
    expect(svg).toMatch(/^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg"/);
    expect(svg.match(/>63278</g)).toHaveLength(2);
    const paths = page.locator('.graph g.line path:not(.near)');
    const lines = await paths.evaluateAll((all) => all.map((path) => path.getAttribute('d') ?? '?'));
    expect(lines).toHaveLength(7);
    for (const line of lines) expect(svg).toContain(`<path d="${line}"`);
    expect(svg).not.toMatch(/href|<script|<style/);

    const png = Buffer.from(await saved(page, 'PNG'), 'latin1');
    expect(png.subarray(1, 4).toString()).toBe('PNG');
    expect(png.readUInt32BE(16)).toBeGreaterThan(1_000);

    const csv = await saved(page, 'CSV');
    expect(csv.split('\r\n')[0]).toBe('\uFEFFrow,row_name,column,column_name,state,codes,why');
    expect(csv).toContain('\r\ncompartment:extradural,extradural,region:sacral,sacral,CODE,63278,');
    expect(csv).toContain(',COVERED_BY,63276 63277,No code names the junction');

    const { elements } = JSON.parse(await saved(page, 'Cytoscape JSON')) as Saved;
    expect(elements.nodes).toHaveLength(12);
    const edge = elements.edges.find(
      ({ data }) => data.source === 'CPT:63277' && data.target === 'CPT:63278',
    );
    expect(edge?.data).toMatchObject({
      axis: 'REGION',
      sentence: expect.stringContaining('sacral instead of lumbar'),
    });

    await page.getByRole('button', { name: 'Copy as GraphQL' }).click();
    await page.getByRole('button', { name: 'Copied' }).waitFor();
    const text = (await page.evaluate('navigator.clipboard.readText()')) as string;
    const { body } = await ask(explorer.url, text);
    expect(body.errors).toBeUndefined();
    expect(body.data.family.id).toBe('family:lesion-neoplasm');
    expect(body.data.family.grid.rows[0].key).toBe('compartment:extradural');
    expect(body.data.family.graph.edges[0].sentence).toMatch(/instead of/);
    expect(complaints).toEqual([]);
    await page.context().close();
  });
});
