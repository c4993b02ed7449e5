import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { modulesOf } from '../scripts/house.ts';
import { root } from '../src/commands/root.ts';
import { openBrowser } from '../test/browser/browser.ts';
import { startTestServer } from '../test/served.ts';
import { houseOf } from './house.ts';

/** Makes the pictures of the documents: of the rooms of `src`, and of the explorer over the seed as a Chromium shows it. */
const PICTURES = [
  {
    file: 'family-map.png',
    path: '/families/family:lesion-neoplasm?color=compartment&code=63278',
    ready: '.graph .frame[data-drawn=true]',
    height: 906,
  },
  {
    file: 'spine.png',
    path: '/spine?terms=region:sacral,compartment:extradural',
    ready: '.sentences li',
    height: 900,
  },
];

writeFileSync(join(root, 'docs/house.svg'), houseOf(modulesOf(join(root, 'src'))));
console.log('docs/house.svg');

const server = await startTestServer();
const browser = await openBrowser();
try {
  for (const { file, path, ready, height } of PICTURES) {
    const page = await browser.newPage({
      viewport: { width: 1280, height },
      locale: 'en-US',
      colorScheme: 'light',
      reducedMotion: 'reduce',
    });
    await page.goto(server.url + path);
    await page.locator(ready).first().waitFor();
    await page.screenshot({ path: join(root, 'docs', file) });
    console.log(`docs/${file}`);
    await page.close();
  }
} finally {
  await browser.close();
  await server.stop();
}
