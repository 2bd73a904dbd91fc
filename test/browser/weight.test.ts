/** What a first visit to an exercise costs, as the real server sends it. */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { practise } from '../../src/classroom/practise.ts';
import { makePerson } from '../web/people.ts';
import { exercisesForTests, startTestServer, type TestServer } from '../web/test-server.ts';
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

/** Of the page and everything that it loads; 150 kB is what nobody should have to wait for. */
const budgetBytes = 30_000;

it.each(['en', 'fa'])('an exercise page in %s, nothing cached, weighs under 30 kB', async (locale) => {
  const { user, cookie } = await makePerson(server, 'Grace');
  const classroom = { ...server, exercises: exercisesForTests, collections: [], now: () => new Date() };
  const { courseId, id } = await practise(classroom, user, 'twelve-weights-linear');
  const context = await browser.newContext({ locale });
  await context.addCookies([{ name: 'chainmark', value: cookie.split('=')[1] ?? '', url: server.url }]);
  const page = await context.newPage();
  const loaded: number[] = [];
  const devTools = await context.newCDPSession(page);
  devTools.on('Network.loadingFinished', ({ encodedDataLength }) => loaded.push(encodedDataLength));
  await devTools.send('Network.enable');
  await page.goto(`${server.url}/exercise/${courseId}/${id}`, { waitUntil: 'networkidle' });
  expect(loaded.length).toBeGreaterThan(2);
  expect(loaded.reduce((sum, bytes) => sum + bytes, 0)).toBeLessThan(budgetBytes);
  await context.close();
});
