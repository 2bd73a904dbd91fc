/** Answers by choosing: on the figure, on the page, with and without JavaScript. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
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

async function open(
  exercise: string,
  javaScriptEnabled: boolean,
): Promise<[Page, (part: string) => string[]]> {
  const page = await browser.newPage({ javaScriptEnabled, locale: 'en' });
  await page.goto(`${server.url}/practise`);
  await page.locator(`button[value="${exercise}"]`).click();
  await page.waitForURL(/\/exercise\//);
  const [courseId = '', id = ''] = page.url().split('/').slice(-2);
  const row = await server.store.prisma.variant.findUniqueOrThrow({
    where: { courseId_id: { courseId, id } },
  });
  const { certificate } = readVariant(row.frozen);
  return [page, (part) => (certificate.parts[part]?.key ?? '').split(',')];
}

describe('marking the paths', () => {
  it('works by clicks on the figure, which shows what is chosen', async () => {
    const [page, keyOf] = await open('mark-the-paths', true);
    for (const weight of keyOf('p1')) {
      await page.locator(`.net-right [data-quantity="${weight}"] .shape`).click();
      expect(await page.locator(`.net-right [data-quantity="${weight}"]`).getAttribute('class')).toContain(
        'chosen',
      );
    }
    for (const part of ['p2', 'p3', 'p4'])
      await page.check(`[name="answer.${part}"][value="${keyOf(part)[0]}"]`);
    expect(await page.locator('.symbols').isVisible()).toBe(false);
    await page.click('#check');
    await page.locator('.verdict').first().waitFor();
    expect(await page.locator('.verdict').allInnerTexts()).toEqual(['Right.', 'Right.', 'Right.', 'Right.']);
    await page.close();
  });

  it('works without JavaScript', async () => {
    const [page, keyOf] = await open('mark-the-paths', false);
    for (const part of ['p1', 'p2', 'p3', 'p4'])
      for (const option of keyOf(part)) await page.check(`[name="answer.${part}"][value="${option}"]`);
    await page.click('#check');
    expect(await page.locator('.verdict').allInnerTexts()).toEqual(['Right.', 'Right.', 'Right.', 'Right.']);
    await page.close();
  });
});
