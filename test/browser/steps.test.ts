/** Steps with the keyboard alone, against the real server. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { written } from '../../src/exercise/solution.ts';
import { valuesOf } from '../../src/exercise/values.ts';
import { type VariantWithSteps, withSteps } from '../../src/exercise/with-steps.ts';
import { readVariant } from '../../src/store/json-columns.ts';
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

async function practising(javaScriptEnabled = true): Promise<[Page, VariantWithSteps]> {
  const context = await browser.newContext({ locale: 'en', javaScriptEnabled });
  const page = await context.newPage();
  page.on('pageerror', (error) => {
    throw error;
  });
  await page.goto(`${server.url}/practise`);
  await page.locator('button[value="dw-linear"]').click();
  await page.waitForURL(/\/exercise\//);
  const [, courseId = '', id = ''] = /\/exercise\/([^/]+)\/([^/?]+)/.exec(page.url()) ?? [];
  const row = await server.store.prisma.variant.findUniqueOrThrow({
    where: { courseId_id: { courseId, id } },
  });
  return [page, withSteps(readVariant(row.frozen))];
}

const valueIn = (variant: VariantWithSteps, quantity: string): string =>
  written(valuesOf(variant)(quantity)).value;

describe('steps', () => {
  it('are filled in and handed in with the keyboard alone', async () => {
    const [page, variant] = await practising();
    await page.locator('#answer-s-h1').focus();
    for (const { id, quantity } of variant.parts) {
      expect(await page.evaluate('document.activeElement.id')).toBe(`answer-${id}`);
      await page.keyboard.type(valueIn(variant, quantity));
      await page.keyboard.press('Enter');
    }
    await page.locator('#status', { hasText: 'All right' }).waitFor();
    expect(await page.locator('.part.is-right').count()).toBe(variant.parts.length);
    expect(await page.evaluate('document.activeElement.id')).toBe('answer-p1');
    await page.context().close();
  });

  it('light up their place in the figure while they are filled in', async () => {
    const [page] = await practising();
    await page.locator('#answer-s-e2').focus();
    expect(await page.locator('.net-right .lit').getAttribute('data-quantity')).toBe('e2');
    await page.context().close();
  });

  it('become fewer and more in place, and keep what was typed and the focus', async () => {
    const [page] = await practising();
    await page.locator('#answer-s-y1').fill('0.321');
    await page.locator('#answer-p1').fill('0.654');
    await page.locator('#fewer').focus();
    await page.keyboard.press('Enter');
    await page.locator('#more').waitFor();
    expect(await page.evaluate('document.activeElement.id')).toBe('fewer');
    expect(await page.locator('#answer-p1').inputValue()).toBe('0.654');
    await page.keyboard.press('Enter');
    await page.locator('#status', { hasText: 'the answer alone' }).waitFor();
    expect(await page.evaluate('document.activeElement.id')).toBe('more');
    await page.keyboard.press('Enter');
    await page.locator('#fewer').waitFor();
    await page.locator('#more').click();
    await page.locator('#answer-s-y1').waitFor();
    expect(await page.locator('#answer-s-y1').inputValue()).toBe('0.321');
    await page.context().close();
  });

  it('become fewer without JavaScript, and Enter still checks', async () => {
    const [page, variant] = await practising(false);
    await page.locator('#answer-s-h1').fill(valueIn(variant, 'h1'));
    await page.locator('#fewer').click();
    expect(await page.locator('.worked').count()).toBeGreaterThan(0);
    await page.locator('#more').click();
    expect(await page.locator('#answer-s-h1').inputValue()).toBe(valueIn(variant, 'h1'));
    await page.locator('#answer-s-h1').press('Enter');
    await page.locator('.step.is-right').waitFor();
    await page.context().close();
  });
});
