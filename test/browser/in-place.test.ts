/** An answer sent by the page's own script leaves the page as a fresh visit would find it. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestServer, type TestServer } from '../web/test-server.ts';
import { launch } from './chromium.ts';
import { keyOf, openBrowser, variantOn } from './on-exercise.ts';

let browser: Browser;
let server: TestServer;
beforeAll(async () => {
  [browser, server] = await Promise.all([launch(), startTestServer('embedded')]);
});
afterAll(async () => {
  await browser.close();
  await server.close();
});

/** Each place of both figures with how it looks, the return paths, and what stands beside them. */
const shown = (page: Page) =>
  page.evaluate(`(() => {
    const all = (selector) => [...document.querySelectorAll(selector)];
    const texts = (selector) => all(selector).map((each) => each.textContent.replace(/\\s+/g, ' ').trim());
    const attributes = (selector, name) => all(selector).map((each) => each.getAttribute(name)?.trim());
    return {
      nets: attributes('#board .net', 'class'),
      places: attributes('#board .net [data-quantity]', 'class'),
      returns: attributes('#board .net .return', 'd'),
      numbers: texts('#board .net text'),
      told: texts('#board .figure details, #board .beside'),
      walk: all('.walk').length,
      solutions: texts('.solution'),
      feedback: texts('.feedback'),
    };
  })()`);

async function check(page: Page, typed: Readonly<Record<string, string>>): Promise<void> {
  for (const [id, text] of Object.entries(typed)) await page.fill(`#answer-${id}`, text);
  const answered = page.waitForResponse((response) => response.request().method() === 'POST');
  await page.locator('#check').click();
  await answered;
  await page.locator('#status', { hasText: /./ }).waitFor();
}

describe('a board that was answered in place', () => {
  it.each(['dw-linear', 'six-u-linear'])('is what a fresh visit shows: %s', async (exercise) => {
    const [context, page] = await openBrowser(browser);
    await page.goto(`${server.url}/practise`);
    await page.locator(`button[value="${exercise}"]`).click();
    await page.waitForURL(/\/exercise\//);
    const { parts, ...variant } = await variantOn(page, server);
    const ids = parts.map(({ id }) => id);
    const key = (id: string) => keyOf({ ...variant, parts }, id);
    const wrong = Object.fromEntries(ids.map((id) => [id, '123.456']));
    const first = { ...wrong, [ids[0] ?? '']: key(ids[0] ?? '') };
    const right = Object.fromEntries(ids.slice(1).map((id) => [id, key(id)]));
    for (const typed of ids.length > 1 ? [wrong, first, right] : [wrong, first]) {
      await check(page, typed);
      const inPlace = await shown(page);
      await page.reload();
      await page.locator('#board').waitFor();
      expect(inPlace).toEqual(await shown(page));
    }
    await context.close();
  });

  it('walks along the figure that stayed, and leaves no trace of an earlier walk', async () => {
    const [context, page] = await openBrowser(browser);
    await page.goto(`${server.url}/practise`);
    await page.locator('button[value="six-u-linear"]').click();
    await page.waitForURL(/\/exercise\//);
    const variant = await variantOn(page, server);
    const [one = '', two = ''] = variant.parts.map(({ id }) => id);
    await check(page, { [one]: keyOf(variant, one) });
    await page.locator('[data-walk="1"]').click();
    expect(await page.locator('.net .walk-number').count()).toBe(1);
    await check(page, { [two]: keyOf(variant, two) });
    expect(await page.locator('.net .walk-number, .net.walking, .net .source, [aria-current]').count()).toBe(
      0,
    );
    await page.locator('[data-walk="1"]').click();
    expect(await page.locator('.net .walk-number').count()).toBe(1);
    expect(await page.locator('.walk-now').innerText()).toMatch(/^Step 1 of \d+\./);
    await context.close();
  });
});
