import { describe, expect, test } from 'vitest';
import { serverForTests } from '../opened.ts';
import { send } from './wire.ts';

const server = serverForTests();

const get = (path: string, headers: Record<string, string> = {}) => send(`${server.url}${path}`, { headers });
const PREVIEW = '/families/family:lesion-neoplasm/preview.svg';

describe('the picture of a family', () => {
  test('is an SVG of own names and numbers, and needs nothing from elsewhere', async () => {
    const { status, headers, text } = await get(PREVIEW);
    expect([status, headers['content-type']]).toEqual([200, 'image/svg+xml; charset=utf-8']);
    expect(text).toMatch(/^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg" width="1200" height="630"/);
    expect(text).toContain('Laminectomy for neoplasm');
    expect(text.match(/>63278</g)).toHaveLength(1);
    expect(text).not.toMatch(/href|<script|style=|<style/);
  });

  test('speaks the language that is asked for, and turns for Arabic', async () => {
    expect((await get(`${PREVIEW}?lang=de`)).text).toContain('intramedullär');
    expect((await get(PREVIEW, { 'accept-language': 'es' })).text).toContain('intramedular');
    const [english, arabic] = [await get(PREVIEW), await get(`${PREVIEW}?lang=ar`)];
    const place = (svg: string, code: string) =>
      Number(new RegExp(`x="([\\d.]+)"[^>]*>${code}<`).exec(svg)?.[1]);
    expect(place(english.text, '63275')).toBeLessThan(place(english.text, '63278'));
    expect(place(arabic.text, '63275')).toBeGreaterThan(place(arabic.text, '63278'));
  });

  test('shows only cells at a glance: those of codes in one color that is seen on light and dark', async () => {
    const thumbnail = '/families/family:lesion-neoplasm/thumbnail.svg';
    const { text } = await get(thumbnail);
    const cells = text.match(/<rect /g);
    expect(cells).toHaveLength(25);
    expect(text.match(/fill-opacity="1"/g)).toHaveLength(16);
    expect(text).not.toContain('<text');
    const firsts = (svg: string) => /<rect x="([\d.]+)"/.exec(svg)?.[1];
    expect(firsts((await get(`${thumbnail}?lang=ar`)).text)).not.toBe(firsts(text));
  });

  test('may be kept as long as the facts are the same', async () => {
    const { headers } = await get(PREVIEW);
    expect(headers['cache-control']).toBe(
      'public, max-age=60, stale-while-revalidate=60, stale-if-error=86400',
    );
    const again = await get(PREVIEW, { 'if-none-match': headers.etag ?? '' });
    expect([again.status, again.text]).toEqual([304, '']);
  });

  test('is not there for a family that is not there', async () => {
    const { status, json } = await get('/families/family:nothing/preview.svg');
    expect([status, json.errors[0].extensions.code]).toEqual([404, 'NOT_FOUND']);
  });
});
