/** From a wrong answer to what it says and to the exercise that helps, in a real browser, with and without JavaScript. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Variant } from '../../src/exercise/variant.ts';
import { singleBeliefs } from '../../src/grading/beliefs.ts';
import { readVariant } from '../../src/store/json-columns.ts';
import { keysOf, typedUnder } from '../grading/attempts.ts';
import { startTestServer, type TestServer } from '../web/test-server.ts';
import { launch } from './chromium.ts';

let browser: Browser;
let server: TestServer;
beforeAll(async () => {
  [browser, server] = await Promise.all([launch(), startTestServer('embedded')]);
});
afterAll(async () => {
  await browser.close();
  await server.close();
});

async function variantOn(page: Page): Promise<Variant> {
  const [, courseId = '', id = ''] = /\/exercise\/([^/]+)\/([^/?]+)/.exec(page.url()) ?? [];
  const where = { courseId_id: { courseId, id } };
  return readVariant((await server.store.prisma.variant.findUniqueOrThrow({ where })).frozen);
}

const onlyOnePath = (variant: Variant): Readonly<Record<string, string>> => {
  const belief = singleBeliefs(variant).find(({ first }) => first.mistake === 'DROP_E2');
  return { ...keysOf(variant), ...(belief && typedUnder(belief, variant)) };
};

async function check(page: Page, typed: Readonly<Record<string, string>>): Promise<void> {
  for (const [part, text] of Object.entries(typed)) await page.fill(`#answer-${part}`, text);
  await page.click('#check');
  await page.locator('.verdict').first().waitFor();
}

describe.each([true, false])('a visitor’s own work, JavaScript %s', (javaScriptEnabled) => {
  it('goes from a wrong answer to what it says, and on to the exercise where that skill decides', async () => {
    const context = await browser.newContext({ javaScriptEnabled, locale: 'en' });
    const page = await context.newPage();
    await page.goto(`${server.url}/practise`);
    await page.locator('button[value="back-to-hidden-linear"]').click();
    await page.waitForURL(/\/exercise\//);
    const wrong = page.url();
    await check(page, onlyOnePath(await variantOn(page)));

    await page.getByRole('link', { name: 'My work' }).click();
    await page.getByRole('heading', { name: 'Adding the paths' }).waitFor();
    await page.getByRole('link', { name: 'History' }).click();
    await page.getByText('Attempt 1').waitFor();
    expect(await page.locator('.answered .is-right').count()).toBe(2);
    await page.getByRole('link', { name: 'Skills' }).click();
    const skill = page.locator('.skills li', { hasText: 'Adding the paths' }).first();
    expect(await skill.innerText()).toContain('right at 0 of 1 first try');

    await page.goto(wrong);
    await page
      .getByRole('button', { name: 'Next: where this step alone decides – Adding the paths' })
      .click();
    await page.waitForURL((url) => url.href !== wrong && url.pathname.startsWith('/exercise/'));
    const next = await variantOn(page);
    expect(['back-to-hidden-linear', 'back-to-all-hidden-linear']).toContain(next.exercise);
    await check(page, keysOf(next));
    expect(await page.locator('#next').innerText()).toMatch(/^Next: /);
    expect(server.reported).toEqual([]);
    await context.close();
  });
});
