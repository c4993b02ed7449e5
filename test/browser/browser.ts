import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';
import type { TestContext } from 'vitest';

const REMEDY = 'No Chromium found. Install one (apt-get install chromium) or set CHROMIUM to its path.';

/** The path of the Chromium to test with: what CHROMIUM names, else the first of the usual ones, or null. */
export function findChromium(): string | null {
  const folders = (process.env.PATH ?? '').split(delimiter).filter(Boolean);
  const usual = ['chromium', 'chromium-browser', 'google-chrome'].flatMap((name) =>
    folders.map((folder) => join(folder, name)),
  );
  const candidates = process.env.CHROMIUM ? [process.env.CHROMIUM] : ['/usr/bin/chromium', ...usual];
  return candidates.find(isExecutable) ?? null;
}

/** Without a Chromium: skips the running test and says so, but fails it where CI is set. */
export function needChromium(context: TestContext): void {
  if (findChromium()) return;
  if (process.env.CI) throw new Error(REMEDY);
  console.log(`skipped: ${context.task.name}. ${REMEDY}`);
  context.skip(REMEDY);
}

/** A headless Chromium with an empty profile that makes no requests for itself; close it after use. */
export async function openBrowser(): Promise<Browser> {
  const executablePath = findChromium();
  if (!executablePath) throw new Error(REMEDY);
  return chromium.launch({
    executablePath,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}

/**
 * A new page in a context of its own and what is wrong with it, filled while it runs: requests to another
 * origin than `url`, console errors and warnings, uncaught exceptions, refusals by the content policy.
 */
export async function openPage(
  browser: Browser,
  url: string,
  options: Parameters<Browser['newContext']>[0] = {},
): Promise<{ page: Page; complaints: string[] }> {
  const context = await browser.newContext({ viewport: { width: 1400, height: 900 }, ...options });
  context.setDefaultTimeout(300_000);
  const complaints: string[] = [];
  const { origin } = new URL(url);
  context.on('request', (request) => {
    const target = new URL(request.url());
    if (target.protocol !== 'data:' && target.protocol !== 'blob:' && target.origin !== origin) {
      complaints.push(`request to ${request.url()}`);
    }
  });
  context.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') {
      complaints.push(`console ${message.type()}: ${message.text()}`);
    }
  });
  context.on('weberror', (error) => complaints.push(`uncaught: ${error.error().message}`));
  await context.exposeFunction('complain', (text: string) => complaints.push(text));
  await context.addInitScript(`document.addEventListener('securitypolicyviolation', (event) =>
    complain('policy: ' + event.effectiveDirective + ' refused ' + event.blockedURI));`);
  return { page: await context.newPage(), complaints };
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
