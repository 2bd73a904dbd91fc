/** The main job, end to end, in a real browser against the real server. */
import { readFileSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Variant } from '../../src/exercise/variant.ts';
import { parseRational, showDecimal } from '../../src/number/rational.ts';
import { saveOneTimeLink } from '../../src/store/one-time-links.ts';
import { startTestServer, type TestServer } from '../web/test-server.ts';
import { launch } from './chromium.ts';
import { keyOf, openBrowser, variantOn as variantOnPage } from './on-exercise.ts';

let browser: Browser;
let server: TestServer;

beforeAll(async () => {
  [browser, server] = await Promise.all([launch(), startTestServer('embedded')]);
});

afterAll(async () => {
  await browser.close();
  await server.close();
});

const person = (options: { javaScriptEnabled?: boolean } = {}) => openBrowser(browser, options);
const variantOn = (page: Page): Promise<Variant> => variantOnPage(page, server);

const verdicts = (page: Page) => page.locator('.verdict').allInnerTexts();

async function check(page: Page, typed: Readonly<Record<string, string>>): Promise<readonly string[]> {
  for (const [part, text] of Object.entries(typed)) await page.fill(`#answer-${part}`, text);
  const key = await page.inputValue('[name="submission"]');
  await page.click('#check');
  await page.locator(`[name="submission"]:not([value="${key}"])`).waitFor({ state: 'attached' });
  await page.locator('.verdict').first().waitFor();
  return verdicts(page);
}

describe.each([true, false])('the main path, JavaScript %s', (javaScriptEnabled) => {
  it('lets a visitor practise without an account', async () => {
    const [context, page] = await person({ javaScriptEnabled });
    await page.goto(server.url);
    await page.locator('.hero').getByRole('button', { name: 'Practise' }).click();
    await page.waitForURL(/\/exercise\//);
    await page.goto(`${server.url}/practise`);
    await page.locator('button[value="du-linear"]').click();
    await page.waitForURL(/\/exercise\//);
    const variant = await variantOn(page);
    for (const name of ['x1', 'w23', 'u32', 't2']) {
      expect(await page.locator(`.net-right [data-quantity="${name}"]`).getAttribute('data-value')).toBe(
        variant.given[name],
      );
    }
    const html = await page.content();
    expect(html).not.toContain(variant.seed);

    expect(await check(page, { p1: '1/0' })).toEqual(['This could not be read.']);
    expect(await page.locator('.tries').innerText()).toContain('3 tries');
    const minus = keyOf(variant, 'p1').startsWith('-')
      ? keyOf(variant, 'p1').slice(1)
      : `-${keyOf(variant, 'p1')}`;
    expect(await check(page, { p1: minus })).toEqual(['Not yet.']);
    expect(await page.locator('.feedback').innerText()).toContain('sign');
    expect(await check(page, { p1: keyOf(variant, 'p1') })).toEqual(['Right.']);
    await page.locator('details.solution summary').first().click();
    await page.locator('.steps').first().waitFor();
    const before = page.url();
    await page.click('#another');
    await page.waitForURL((url) => url.href !== before);
    expect((await variantOn(page)).given).not.toEqual(variant.given);
    await context.close();
  });
});

describe('a course', () => {
  it('goes from the one-time link to the grades', async () => {
    const token = `first-${Date.now()}`;
    const now = new Date();
    const expiresAt = new Date(now.getTime() + 3_600_000);
    await saveOneTimeLink(server.store, { token, purpose: 'first-teacher', createdAt: now, expiresAt });

    const [teacherContext, teacher] = await person();
    await teacher.goto(`${server.url}/first-teacher/${token}`);
    await teacher.fill('#name', 'Ada Lovelace');
    await teacher.getByRole('button', { name: 'Begin' }).click();
    await teacher.waitForURL(/\/teach$/);
    await teacher.fill('#title', 'Neural networks');
    await teacher.getByRole('button', { name: 'Make the course' }).click();
    await teacher.waitForURL(/\/teach\/courses\//);
    const joinLink = await teacher.locator('.join-link').innerText();
    await teacher.fill('#title', 'Week 3');
    for (const exercise of ['du-linear', 'errors-then-total-linear', 'dw-sigmoid-given']) {
      await teacher.check(`input[value="${exercise}"]`);
    }
    await teacher.getByRole('button', { name: 'Assign' }).click();
    await teacher.waitForURL(/\/assignments\//);

    // Grace: first exercise at once, second all but p3 (only the path through y1), third untouched.
    const [graceContext, grace] = await person();
    await grace.goto(joinLink);
    await grace.fill('#name', 'Grace Hopper');
    await grace.getByRole('button', { name: 'Join' }).click();
    await grace.getByRole('link', { name: 'Week 3' }).click();
    const assignment = grace.url();
    await grace.getByRole('button', { name: /^Begin: A weight of the second part/ }).click();
    await grace.waitForURL(/\/exercise\//);
    expect(await check(grace, { p1: keyOf(await variantOn(grace), 'p1') })).toEqual(['Right.']);
    await grace.goto(assignment);
    await grace.getByRole('button', { name: /^Begin: Each error by itself/ }).click();
    await grace.waitForURL(/\/exercise\//);
    const paths = await variantOn(grace);
    const [p1, p2] = [keyOf(paths, 'p1'), keyOf(paths, 'p2')];
    expect(await check(grace, { p1, p2, p3: p1 })).toEqual(['Right.', 'Right.', 'Not yet.']);
    await graceContext.close();

    const [edithContext, edith] = await person();
    await edith.goto(joinLink);
    await edith.fill('#name', '=Edith "the, real" Clarke');
    await edith.getByRole('button', { name: 'Join' }).click();
    await edith.getByRole('link', { name: 'Week 3' }).click();
    await edith.getByRole('button', { name: /^Begin: A weight of the second part/ }).click();
    await edith.waitForURL(/\/exercise\//);
    const key = keyOf(await variantOn(edith), 'p1');
    const double = showDecimal({ n: parseRational(key).n * 2n, d: parseRational(key).d }, 10);
    expect(await check(edith, { p1: double })).toEqual(['Another convention.']);
    await edithContext.close();

    await teacher.reload();
    const rows = await teacher.locator('.results tbody tr').allInnerTexts();
    expect(rows.map((row) => row.split('\t')[0]?.trim())).toEqual([
      '=Edith "the, real" Clarke',
      'Grace Hopper',
    ]);
    const cells = teacher.locator('.results tbody tr').nth(1).locator('td');
    expect(await cells.nth(0).getAttribute('class')).toContain('is-right-at-once');
    expect(await cells.nth(3).getAttribute('class')).toContain('is-not-yet');
    expect(await teacher.locator('.results tfoot td').first().innerText()).toContain('50 %');

    const results = teacher.url();
    await teacher.getByRole('link', { name: 'Export grades' }).click();
    await teacher.getByLabel('For which system').selectOption('Plain CSV');
    await teacher.getByRole('button', { name: 'Look at the file' }).click();
    const [download] = await Promise.all([
      teacher.waitForEvent('download'),
      teacher.getByRole('link', { name: 'Download the file' }).click(),
    ]);
    // Grace: (1 + 2/3 + 0)/3 of 100. Edith: ½ for a convention, (½ + 0 + 0)/3 of 100.
    expect(readFileSync(await download.path(), 'utf8')).toBe(
      [
        'Student,E-mail,Student number,Section,Week 3 (100)',
        `"'=Edith ""the, real"" Clarke",,,,16.67`,
        'Grace Hopper,,,,55.56',
        '',
      ].join('\n'),
    );

    await teacher.goto(results);
    await teacher.getByRole('link', { name: 'What to teach next' }).click();
    await teacher.waitForURL(/\/dashboard$/);
    expect(await teacher.locator('.reteaching').innerText()).toContain('only the path through y1');
    await teacher.getByRole('button', { name: 'Pause' }).click();
    expect(await teacher.locator('#pause').getAttribute('aria-pressed')).toBe('true');
    await teacherContext.close();
    expect(server.reported).toEqual([]);
  });
});
