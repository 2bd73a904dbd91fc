/**
 * Takes pictures of all pages into screenshots/, for a person to look at: the sample pages, those of the walk
 * through the real server, and what a teacher sees of a class of thirty. `npm run screenshots -- [page] [width] [language] [theme]` takes only those that match.
 */
import type { Page } from 'playwright-core';
import { locales } from '../../src/language/language.ts';
import type { Person } from '../web/people.ts';
import { simulateClass } from '../web/simulated-class.ts';
import { startTestServer } from '../web/test-server.ts';
import { launch } from './chromium.ts';
import { servePages } from './page-server.ts';
import { samplePages } from './sample-pages.ts';
import { routes, states, Walk } from './walk.ts';

const widths = [320, 390, 1280, 1920];
const [onlyPage = '', onlyWidth = '', onlyLocale = '', onlyTheme = ''] = process.argv.slice(2);
/** 'class-*' is all that begin so. */
const chosen = <T>(values: readonly T[], only: string) =>
  values.filter((value) =>
    only.endsWith('*') ? `${value}`.startsWith(only.slice(0, -1)) : only === '' || `${value}` === only,
  );

const { origin, close } = await servePages();
const server = await startTestServer('embedded');
const walk = await Walk.through(server);
const { teacher, courseId, assignment, address: dashboard } = await simulateClass(server);
const course = `/teach/courses/${courseId}`;
const ofClass: Readonly<Record<string, string>> = {
  today: dashboard,
  net: `${dashboard}/net`,
  worked: `${dashboard}/mistakes/NO_U`,
  skills: `${dashboard}/skills`,
  curves: `${dashboard}/curves`,
  items: `${dashboard}/items`,
  time: `${dashboard}/time`,
  results: `${course}/assignments/${assignment.id}`,
  gradebook: `${course}/gradebook`,
  attempts: `${course}/attempts?mistake=NO_U`,
  people: `${course}/people`,
  audit: `${course}/audit`,
  integrity: `${course}/assignments/${assignment.id}/integrity`,
  weights: `${course}/assignments/${assignment.id}/weights`,
  edit: `${course}/assignments/${assignment.id}/edit`,
  regrade: `${course}/assignments/${assignment.id}/regrade`,
};
/** What a form leads to: from where, and what is done there. */
const afterForms: Readonly<Record<string, { readonly from: string; fill(page: Page): Promise<void> }>> = {
  'change-foreseen': {
    from: `${course}/assignments/${assignment.id}/edit`,
    fill: async (page) => {
      await page.fill('#share-1', '3');
      await page.locator('main form button.primary').first().click();
      await page.locator('input[name="reason"]').first().waitFor();
    },
  },
};
const browser = await launch();

for (const locale of chosen(locales, onlyLocale)) {
  for (const name of chosen(Object.keys(samplePages(locale)), onlyPage))
    await takeOf({ name, locale, person: undefined }, async () => `${origin}/${locale}/auto/${name}`);
  for (const route of routes) {
    const name = `at-${route.replace(/[/:]+/g, '-').replace(/^-|-$/g, '') || 'home'}`;
    if (chosen([name], onlyPage).length === 0) continue;
    await takeOf({ name, locale, person: walk.personFor(route) }, () => walk.addressOf(route));
  }
  for (const [page, path] of Object.entries(ofClass)) {
    const name = `class-${page}`;
    if (chosen([name], onlyPage).length > 0)
      await takeOf({ name, locale, person: teacher }, async () => server.url + path);
  }
  for (const [page, { from, fill }] of Object.entries(afterForms)) {
    const name = `class-${page}`;
    if (chosen([name], onlyPage).length > 0)
      await takeOf({ name, locale, person: teacher, fill }, async () => server.url + from);
  }
  for (const [name, { person, reach }] of Object.entries(states))
    if (chosen([name], onlyPage).length > 0)
      await takeOf({ name, locale, person: person(walk) }, () => reach(walk));
}
await browser.close();
close();
await server.close();

/** In every width and theme; nothing of an address that answers with a file. */
async function takeOf(
  {
    name,
    locale,
    person,
    fill,
  }: {
    readonly name: string;
    readonly locale: string;
    readonly person: Person | undefined;
    fill?(page: Page): Promise<void>;
  },
  reach: () => Promise<string>,
): Promise<void> {
  const context = await browser.newContext({ locale });
  const [cookie = '', value = ''] = person?.cookie.split('=') ?? [];
  if (person) await context.addCookies([{ name: cookie, value, url: server.url }]);
  const page = await context.newPage();
  const address = await reach();
  const answer = await page.request.get(address, { headers: { 'accept-language': locale } });
  if (answer.headers()['content-type']?.includes('text/html') && (await answer.text()).includes('<main')) {
    await page.goto(address);
    await fill?.(page);
    await take(page, `${name}-${locale}`);
  }
  await context.close();
}

async function take(page: Page, name: string): Promise<void> {
  for (const width of chosen(widths, onlyWidth)) {
    await page.setViewportSize({ width, height: width < 500 ? 700 : 800 });
    for (const theme of chosen(['light', 'dark'] as const, onlyTheme)) {
      await page.emulateMedia({ colorScheme: theme });
      await page.screenshot({ path: `screenshots/${name}-${width}-${theme}.png`, fullPage: true });
    }
  }
}
