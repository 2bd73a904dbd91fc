/**
 * Every page there is: those of the walk through the real server, and the sample pages in their states; in every
 * language, light and dark, on a phone and on a desktop.
 */
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { locales } from '../../src/language/language.ts';
import type { Person } from '../web/people.ts';
import { startTestServer, type TestServer } from '../web/test-server.ts';
import { violations } from './accessible.ts';
import { launch } from './chromium.ts';
import { servePages } from './page-server.ts';
import { samplePages } from './sample-pages.ts';
import { routes, states, Walk } from './walk.ts';

let browser: Browser;
let server: TestServer;
let walk: Walk;
let pageServer: Awaited<ReturnType<typeof servePages>>;
beforeAll(async () => {
  [browser, server, pageServer] = await Promise.all([launch(), startTestServer('embedded'), servePages()]);
  walk = await Walk.through(server);
});
afterAll(async () => {
  await browser.close();
  pageServer.close();
  await server.close();
});

/** One browser for each person and language, with one page, for all that they open. */
const pages = new Map<string, Promise<Page>>();
function pageOf(person: Person | undefined, locale: string): Promise<Page> {
  const name = `${person?.user.id} ${locale}`;
  const opened = pages.get(name) ?? openPage(person, locale);
  pages.set(name, opened);
  return opened;
}

async function openPage(person: Person | undefined, locale: string): Promise<Page> {
  const context: BrowserContext = await browser.newContext({ locale });
  const [name = '', value = ''] = person?.cookie.split('=') ?? [];
  if (person) await context.addCookies([{ name, value, url: server.url }]);
  return context.newPage();
}

const phone = { width: 360, height: 740 };
const desktop = { width: 1280, height: 800 };

/** What is wrong with the page that is open. */
async function faults(page: Page): Promise<readonly string[]> {
  const found: string[] = [];
  const note = (where: string, what: readonly string[]) =>
    found.push(...what.map((each) => `${where}: ${each}`));
  await page.evaluate("for (const each of document.querySelectorAll('details')) each.open = true");
  for (const theme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme: theme });
    for (const size of [desktop, phone]) {
      await page.setViewportSize(size);
      note(`${theme}, ${size.width}`, await violations(page, theme === 'light' ? 'all' : 'colours'));
    }
  }
  for (const width of [320, 360, 1280, 3840]) {
    await page.setViewportSize({ width, height: 800 });
    const reaches = await page.evaluate<number>('document.documentElement.scrollWidth');
    if (reaches > width) note(`${width}`, [`scrolls sideways to ${reaches}`]);
  }
  return found;
}

/** A stream of events has no end to wait for, and is no page. */
const ends = (route: string): boolean => !route.endsWith('/events');

describe.each(locales)('every address in %s', (locale) => {
  it.each(routes.filter(ends))('is accessible and does not scroll sideways: %s', async (route) => {
    const page = await pageOf(walk.personFor(route), locale);
    const response = await page.request.get(await walk.addressOf(route), {
      headers: { 'accept-language': locale },
    });
    expect(response.status()).toBeLessThan(500);
    if (!response.headers()['content-type']?.includes('text/html') || (await response.text()) === '') return;
    await page.goto(await walk.addressOf(route));
    expect(await faults(page)).toEqual([]);
  });
});

describe.each(locales)('a page in this state, in %s', (locale) => {
  it.each(Object.entries(states))('is accessible and does not scroll sideways: %s', async (_name, state) => {
    const page = await pageOf(state.person(walk), locale);
    await page.goto(await state.reach(walk));
    expect(await faults(page)).toEqual([]);
  });
});

describe('a projector', () => {
  it('of 4K shows large text, and a page that fills a part of it', async () => {
    const page = await pageOf(walk.student, 'en');
    await page.setViewportSize({ width: 3840, height: 2160 });
    await page.goto(await walk.answered('77'));
    const size = await page.evaluate<number>('parseFloat(getComputedStyle(document.body).fontSize)');
    expect(size).toBeGreaterThanOrEqual(24);
    const main = await page.locator('main').boundingBox();
    expect(main?.width).toBeGreaterThan(1800);
    expect(main?.width).toBeLessThan(3000);
  });
});

describe('paper', () => {
  it('takes an exercise on one page, without what can only be clicked', async () => {
    const page = await pageOf(walk.teacher, 'en');
    const opened = await walk.teacher.post('/practise', { exercise: 'dw-sigmoid-given' });
    await page.goto(server.url + (opened.headers.get('location') ?? ''));
    const pdf = await page.pdf({ format: 'A4' });
    expect(pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)).toHaveLength(1);
    await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
    for (const gone of ['.top', '.foot', '#check', '.symbols'])
      expect(await page.locator(gone).first().isVisible()).toBe(false);
    expect(await page.locator('.net-right').isVisible()).toBe(true);
    expect(await page.locator('#answer-p5').isVisible()).toBe(true);
    const colours = 'getComputedStyle(document.body).backgroundColor';
    expect(await page.evaluate(colours)).toMatch(/255, 255, 255|rgba\(0, 0, 0, 0\)/);
    await page.emulateMedia({ media: 'screen' });
  });
});

describe.each(locales)('every sample page in %s', (locale) => {
  it.each(Object.keys(samplePages(locale)))(
    'is accessible and does not scroll sideways: %s',
    async (name) => {
      const page = await pageOf(undefined, locale);
      await page.goto(`${pageServer.origin}/${locale}/auto/${name}`);
      expect(await faults(page)).toEqual([]);
    },
  );
});
