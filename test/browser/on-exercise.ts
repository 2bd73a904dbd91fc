/** People with browsers on the real server, and what is right on the exercise page that is open. */
import type { Browser, BrowserContext, Page } from 'playwright-core';
import type { Variant } from '../../src/exercise/variant.ts';
import { parseRational, showDecimal } from '../../src/number/rational.ts';
import { readVariant } from '../../src/store/json-columns.ts';
import type { Person } from '../web/people.ts';
import type { TestServer } from '../web/test-server.ts';

/** Somebody with a browser of their own; an error of a script is a failure. */
export async function openBrowser(
  browser: Browser,
  options: Parameters<Browser['newContext']>[0] = {},
): Promise<[BrowserContext, Page]> {
  const context = await browser.newContext({ locale: 'en', acceptDownloads: true, ...options });
  const page = await context.newPage();
  page.on('pageerror', (error) => {
    throw error;
  });
  return [context, page];
}

export async function signInAs(
  context: BrowserContext,
  { cookie }: Person,
  { url }: TestServer,
): Promise<void> {
  const [name = '', value = ''] = cookie.split('=');
  await context.addCookies([{ name, value, url }]);
}

export async function variantOn(page: Page, { store }: TestServer): Promise<Variant> {
  const [, courseId = '', id = ''] = /\/exercise\/([^/]+)\/([^/?]+)/.exec(page.url()) ?? [];
  const row = await store.prisma.variant.findUniqueOrThrow({ where: { courseId_id: { courseId, id } } });
  return readVariant(row.frozen);
}

export const keyOf = (variant: Variant, part: string): string =>
  showDecimal(parseRational(variant.certificate.parts[part]?.key ?? '0'), 10);

export const focusedOn = (page: Page): Promise<string> =>
  page.evaluate(
    '(({ id, tagName, textContent, value }) => id || tagName + " " + (value || textContent.trim()))(document.activeElement)',
  );

/** Tab until the focus is there; the way of who has no mouse. */
export async function tabTo(page: Page, where: string): Promise<void> {
  for (let stops = 0; stops < 200; stops++) {
    if ((await focusedOn(page)) === where) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`Tab never leads to ${where}`);
}
