/** An open preview follows the file of its exercise. */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { makeSiteOwner } from '../../src/store/users.ts';
import { definitionOf } from '../exercise/catalogue.ts';
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

it('reloads when the definition has changed', async () => {
  const teacher = await makePerson(server, 'Ada');
  await makeSiteOwner(server.store, teacher.user.id);
  const context = await browser.newContext({ locale: 'en' });
  await context.addCookies([
    { name: 'chainmark', value: teacher.cookie.split('=')[1] ?? '', url: server.url },
  ]);
  const page = await context.newPage();
  await page.goto(`${server.url}/teach/exercises/dw-linear?seed=7`);
  const before = definitionOf('dw-linear');
  exercisesForTests.set('dw-linear', { ...before, title: { ...before.title, en: 'Saved just now' } });
  await page.getByRole('heading', { name: 'Saved just now' }).waitFor();
  exercisesForTests.set('dw-linear', before);
  await context.close();
  expect(server.reported).toEqual([]);
});
