import { writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { elementSnippet, frameSnippet, type Shown } from '../../src/explorer/pages/embed-snippets.ts';
import { temporaryFolder } from '../seeded.ts';
import { needChromium } from './browser.ts';
import { accessibilityFindings, explorerOfTests, sideways, testLooks } from './explorer.ts';

const screenshots = join(import.meta.dirname, 'screenshots');

/** Someone else's page on another origin, without a policy of its own. */
async function foreignPage(body: string): Promise<{ url: string; close(): void }> {
  const html = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>A course</title>
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <link rel="icon" href="data:,"></head><body><main><h1>A course</h1>${body}</main></body></html>`;
  const server: Server = createServer((_, response) =>
    response.setHeader('content-type', 'text/html; charset=utf-8').end(html),
  );
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () => void server.close(),
  };
}

describe('what other pages can show', () => {
  const explorer = explorerOfTests();
  const shown = (more: Partial<Shown> = {}): Shown => ({
    server: explorer.url,
    code: '63278',
    language: 'en',
    theme: null,
    ...more,
  });

  testLooks(explorer, [
    { name: 'embed', path: '/embed', text: 'Only these two can stand in other pages' },
    { name: 'embed-ar', path: '/embed?lang=ar', text: 'مجموعة رموز في صفحتك' },
    { name: 'embed-family', path: '/embed/family/63278', text: '63290' },
    {
      name: 'embed-family-unknown',
      path: '/embed/family/99999',
      text: '99999 is not known here',
      status: 404,
    },
  ]);

  /** Opens a page on another origin; requests to the server are what it is for. */
  async function openForeign(body: string, options: Parameters<typeof explorer.open>[1] = {}) {
    const foreign = await foreignPage(body);
    const opened = await explorer.open('/', options);
    const asked: string[] = [];
    opened.page.on('request', (request) => asked.push(new URL(request.url()).origin));
    await opened.page.goto(foreign.url);
    const wrong = () => {
      const others = asked.filter(
        (origin) => origin !== foreign.url && origin !== explorer.url && origin !== 'null',
      );
      return [...opened.complaints.filter((one) => !one.startsWith('request to')), ...others];
    };
    const close = async () => {
      await opened.page.context().close();
      foreign.close();
    };
    return { page: opened.page, wrong, close };
  }

  test('a page on the reader’s own disk may hold the frame', async (context) => {
    needChromium(context);
    const { folder, remove } = temporaryFolder();
    const file = join(folder, 'course.html');
    writeFileSync(file, `<!doctype html><title>A course</title>${frameSnippet(shown())}`);
    const { page, complaints } = await explorer.open('/');
    await page.goto(`file://${file}`);
    await page.frameLocator('iframe').locator('.marked').waitFor();
    expect(complaints.filter((one) => !one.startsWith('request to file:'))).toEqual([]);
    await page.context().close();
    remove();
  });

  test('the frame of the documented snippet grows to its content in a foreign page', async (context) => {
    needChromium(context);
    const { page, wrong, close } = await openForeign(frameSnippet(shown({ language: 'es', theme: 'dark' })));
    const inside = page.frameLocator('iframe');
    await inside.locator('.marked').waitFor();
    await expect.poll(() => inside.locator('.marked').textContent()).toBe('63278');
    const height = async () => Number(await page.locator('iframe').getAttribute('height'));
    await expect.poll(height).toBeGreaterThan(500);
    const frame = page.frames()[1];
    expect(await frame?.evaluate('document.documentElement.scrollHeight - innerHeight')).toBeLessThanOrEqual(
      1,
    );
    expect(await frame?.evaluate('document.documentElement.lang')).toBe('es');
    expect(await frame?.evaluate('document.documentElement.dataset.theme')).toBe('dark');

    const before = await height();
    await page.setViewportSize({ width: 320, height: 800 });
    await expect.poll(height).not.toBe(before);
    expect(await sideways(page)).toBe(0);
    await page.setViewportSize({ width: 320, height: 2_400 });
    await frame?.evaluate('new Promise((done) => requestAnimationFrame(() => setTimeout(done, 200)))');
    await page.screenshot({ path: join(screenshots, 'embed-frame-foreign-320.png') });

    await inside.locator('td.hole a').first().focus();
    await expect.poll(() => inside.locator('.balloon').textContent()).toMatch(/\.$/);
    const [opened] = await Promise.all([
      page.context().waitForEvent('page'),
      inside.locator('.marked a').press('Enter'),
    ]);
    await opened.waitForURL('**/codes/63278?lang=es');
    expect(await opened.evaluate('opener')).toBe(null);
    expect(wrong()).toEqual([]);
    await close();
  });

  test('a frame takes an accent and no list, and nothing that is no color', async (context) => {
    needChromium(context);
    const { page } = await explorer.open('/embed/family/63278?accent=7a3e9d&list=no');
    const accent = () => page.evaluate(`document.documentElement.style.getPropertyValue('--accent')`);
    await page.locator('.marked').waitFor();
    expect(await accent()).toBe('#7a3e9d');
    await expect.poll(() => page.locator('.sentences').count()).toBe(0);
    expect(await accessibilityFindings(page)).toEqual([]);
    await page.goto(`${explorer.url}/embed/family/63278?accent=red;x:url(//a)&theme=loud`);
    await page.locator('.sentences').waitFor();
    expect(await accent()).toBe('');
    expect(await page.evaluate('document.documentElement.dataset.theme')).toBeUndefined();
    await page.context().close();
  });

  test('the element of the documented snippet works in a foreign page, by keyboard too', async (context) => {
    needChromium(context);
    const { page, wrong, close } = await openForeign(elementSnippet(shown()));
    const element = page.locator('code-family');
    await element.locator('td.marked').waitFor();
    await expect.poll(() => element.locator('td.marked').textContent()).toBe('63278');
    const told = element.locator('figcaption');
    await element.locator('td.hole').first().hover();
    await expect.poll(() => told.textContent()).toContain('No code names the junction');
    await element.locator('td.stands a').first().focus();
    await expect.poll(() => told.textContent()).toContain('63275 is the code for');
    await page.keyboard.press('Tab');
    await expect.poll(() => told.textContent()).not.toContain('63275 is the code for');
    expect(await element.locator('td.marked a').getAttribute('href')).toBe(
      `${explorer.url}/codes/63278?lang=en`,
    );
    expect(await accessibilityFindings(page)).toEqual([]);
    const background = (part: string) =>
      page.evaluate(
        `getComputedStyle(document.querySelector('code-family').shadowRoot.querySelector('${part}')).backgroundColor`,
      );
    expect(await background('section')).toBe('rgb(255, 255, 255)');
    await page.evaluate(`document.documentElement.style.colorScheme = 'dark'`);
    expect(await background('section')).toBe('rgb(28, 33, 36)');
    await page.evaluate(`document.documentElement.style.colorScheme = ''`);
    for (const [width, theme] of [
      [320, 'light'],
      [1600, 'dark'],
    ] as const) {
      await page.setViewportSize({ width, height: 900 });
      await element.evaluate((node, theme) => node.setAttribute('theme', theme), theme);
      expect(await sideways(page)).toBe(0);
      expect(await accessibilityFindings(page)).toEqual([]);
      await page.screenshot({
        path: join(screenshots, `embed-element-${width}-${theme}.png`),
        fullPage: true,
      });
    }
    await page.addStyleTag({ content: 'code-family { --code-family-accent: #7a3e9d; }' });
    expect(await background('td.marked')).toBe('rgb(122, 62, 157)');
    expect(wrong()).toEqual([]);
    await close();
  });

  test('the element follows its attributes, says what is wrong, and asks again', async (context) => {
    needChromium(context);
    const body = `${elementSnippet(shown({ language: 'ar' }))}<code-family id="own" code="99999" lang="de"></code-family>`;
    const { page, close } = await openForeign(body);
    const [first, own] = [page.locator('code-family').first(), page.locator('#own')];
    await first.locator('section[dir=rtl] td.marked').waitFor();
    await own.getByText('99999 ist hier nicht bekannt').waitFor();
    const set = (name: string, value: string) =>
      own.evaluate((node, [name = '', value = '']) => node.setAttribute(name, value), [name, value]);
    await set('code', 'banana');
    await own.getByText('banana ist kein Code').waitFor();
    await set('endpoint', 'javascript:alert(1)');
    await own.getByText('Der Server antwortet nicht').waitFor();
    await set('endpoint', `${explorer.url}/graphql`);
    await set('code', '63277');
    await expect.poll(() => own.locator('td.marked').textContent()).toBe('63277');
    await set('list', 'no');
    await expect.poll(() => own.locator('ul').count()).toBe(0);

    await page.route(/\/graphql(\?|$)/, (route) => route.abort());
    await set('code', '63283');
    await own.getByText('Der Server antwortet nicht').waitFor();
    await page.screenshot({ path: join(screenshots, 'embed-element-away.png') });
    await page.unroute(/\/graphql(\?|$)/);
    await own.getByRole('button').press('Enter');
    await expect.poll(() => own.locator('td.marked').textContent()).toBe('63283');
    await close();
  });

  test('every other page refuses to be framed', async (context) => {
    needChromium(context);
    const paths = ['/', '/codes/63278', '/learn', '/embed', '/graphiql', '/nothing'];
    const frames = paths
      .map((path) => `<iframe src="${explorer.url}${path}" title="${path}"></iframe>`)
      .join('');
    const { page, close } = await openForeign(frames);
    await page.waitForLoadState('load');
    for (const frame of page.frames().slice(1)) {
      await expect.poll(() => frame.url()).toContain('chrome-error:');
    }
    await close();
  });

  test('the page shows both at work, and what to copy', async (context) => {
    needChromium(context);
    const { page, complaints } = await explorer.open('/embed?code=63276&theme=dark', {
      permissions: ['clipboard-read', 'clipboard-write'],
    });
    await page.locator('code-family td.marked').waitFor();
    await expect.poll(() => page.locator('code-family td.marked').textContent()).toBe('63276');
    await page.frameLocator('iframe').locator('.marked').waitFor();
    await page.locator('.snippet button').nth(1).click();
    await page.getByText('Copied').waitFor();
    expect(await page.evaluate('navigator.clipboard.readText()')).toBe(
      elementSnippet(shown({ code: '63276', theme: 'dark' })),
    );
    await page.getByRole('combobox', { name: 'Another code' }).fill('63283');
    await page.getByRole('option', { name: '63283' }).waitFor();
    await page.keyboard.press('Enter');
    await page.waitForURL('**/embed?code=63283&theme=dark');
    await expect.poll(() => page.locator('code-family td.marked').textContent()).toBe('63283');
    await page.goBack();
    await expect.poll(() => page.locator('code-family td.marked').textContent()).toBe('63276');
    expect(complaints).toEqual([]);
    await page.context().close();
  });
});
