/** A database that is away while somebody works: what was typed stays where it is, and counts once afterwards. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { listAttempts } from '../../src/store/attempts.ts';
import { openTestStore } from '../store/test-store.ts';
import { failing, type Outage } from '../web/failing-store.ts';
import { makePerson } from '../web/people.ts';
import { startTestServer, type TestServer } from '../web/test-server.ts';
import { launch } from './chromium.ts';
import { keyOf, openBrowser, signInAs, variantOn } from './on-exercise.ts';

let outage: Outage | undefined;
let browser: Browser;
let server: TestServer;
beforeAll(async () => {
  const store = failing(await openTestStore('embedded'), () => outage);
  [browser, server] = await Promise.all([launch(), startTestServer(store)]);
});
afterEach(() => {
  outage = undefined;
});
afterAll(async () => {
  await browser.close();
  await server.close();
});

const sentence = 'The database does not answer just now. Nothing you typed is lost';

async function atAnExercise(options: Parameters<Browser['newContext']>[0] = {}) {
  const [context, page] = await openBrowser(browser, options);
  await signInAs(context, await makePerson(server, 'Ada'), server);
  await page.goto(`${server.url}/practise`);
  await page.locator('button[value="dw-linear"]').click();
  await page.waitForURL(/\/exercise\//);
  return { context, page, right: keyOf(await variantOn(page, server), 'p1') };
}

async function answersOn(page: Page) {
  const [courseId = '', id = ''] = page.url().split('/').slice(-2);
  return (await listAttempts(server.store, courseId, id)).map(({ typed }) => typed.p1);
}

describe('an answer checked while the database is away', () => {
  it('stays in its box, which says so, and is right when it is checked again', async () => {
    const { context, page, right } = await atAnExercise();
    await page.fill('#answer-p1', right);
    outage = { code: 'P1001' };
    await page.locator('#check').click();
    await page.locator('#status', { hasText: sentence }).waitFor();
    expect(await page.locator('#answer-p1').inputValue()).toBe(right);
    expect(await page.locator('.verdict').count()).toBe(0);
    outage = undefined;
    await page.locator('#check').click();
    await page.locator('.verdict', { hasText: 'Right.' }).waitFor();
    expect(await page.locator('#status').innerText()).not.toContain('database');
    expect(await answersOn(page)).toEqual([right]);
    await context.close();
  });

  it('reaches the server as a draft by itself afterwards, so that a reload has it', async () => {
    const { context, page } = await atAnExercise();
    outage = { code: 'P1001' };
    await page.fill('#answer-p1', '0.375');
    await page.locator('#check').click();
    await page.locator('#status', { hasText: sentence }).waitFor();
    outage = undefined;
    await page.waitForResponse((answer) => answer.url().endsWith('/draft') && answer.ok());
    await page.evaluate('localStorage.clear()');
    await page.reload();
    expect(await page.locator('#answer-p1').inputValue()).toBe('0.375');
    await context.close();
  });

  it('is kept by a page of its own where no script runs, and sent again by its button', async () => {
    const { context, page, right } = await atAnExercise({ javaScriptEnabled: false });
    const address = page.url();
    await page.fill('#answer-p1', right);
    outage = { code: 'P1001' };
    await page.locator('#check').click();
    await page.getByText(sentence).waitFor();
    expect(await page.locator('main li bdi').allInnerTexts()).toEqual([right]);
    await page.getByRole('button', { name: 'Send it again' }).click();
    await page.getByText(sentence).waitFor();
    outage = undefined;
    await page.getByRole('button', { name: 'Send it again' }).click();
    await page.locator('.verdict', { hasText: 'Right.' }).waitFor();
    expect(page.url()).toBe(address);
    expect(await answersOn(page)).toEqual([right]);
    await context.close();
  });
});

describe('an answer that is one too many within a minute', () => {
  it('stays in its box, which says to wait', async () => {
    const limits = { submissionsPerMinute: 10, apiCallsPerMinute: 10 };
    const paced = await startTestServer({ ...server.store, close: async () => {} }, undefined, { limits });
    const [context, page] = await openBrowser(browser);
    const grace = await makePerson(paced, 'Grace');
    await signInAs(context, grace, paced);
    await page.goto(`${paced.url}/practise`);
    await page.locator('button[value="which-errors"]').click();
    await page.waitForURL(/\/exercise\//);
    const box = page.locator('.options input').first();
    await box.check();
    const body = new URLSearchParams({ submission: 'from a script' });
    for (let sent = 0; sent < 10; sent++) await grace.post(new URL(page.url()).pathname, body);
    await page.locator('#check').click();
    await page.locator('#status', { hasText: 'So much came from you within a minute' }).waitFor();
    expect(await box.isChecked()).toBe(true);
    await context.close();
    await paced.close();
  });
});
