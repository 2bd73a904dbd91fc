/** A class that comes from a file, and a student who comes back from another device; in a real browser. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findCourse } from '../../src/store/courses.ts';
import { makeCourse, type Person } from '../web/people.ts';
import { startTestServer, type TestServer } from '../web/test-server.ts';
import { violations } from './accessible.ts';
import { launch } from './chromium.ts';

let browser: Browser;
let server: TestServer;
beforeAll(async () => {
  [browser, server] = await Promise.all([launch(), startTestServer('embedded')]);
});
afterAll(async () => {
  expect(server.reported).toEqual([]);
  await browser.close();
  await server.close();
});

async function pageOf(person?: Person, options: Parameters<Browser['newContext']>[0] = {}): Promise<Page> {
  const context = await browser.newContext({ locale: 'en', ...options });
  const [name = '', value = ''] = person?.cookie.split('=') ?? [];
  if (person) await context.addCookies([{ name, value, url: server.url }]);
  return context.newPage();
}

const list = `نام;شماره دانشجویی;ایمیل;گروه
مریم میرزاخانی;۴۰۱۲;maryam@school.example;الف
;4013;;الف
Zoe;4014;zoe at school;ب
`;

describe.each([true, false])('a roster from a file, JavaScript %s', (javaScriptEnabled) => {
  it('is shown with its problems, mended, looked at again and applied', async () => {
    const { teacher, courseId } = await makeCourse(server);
    const page = await pageOf(teacher, { javaScriptEnabled });
    await page.goto(`${server.url}/teach/courses/${courseId}`);
    await page.getByRole('link', { name: 'People' }).click();
    await page.setInputFiles('#file', {
      name: 'class.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from(`\ufeff${list}`, 'utf16le'),
    });
    await page.getByRole('button', { name: 'Look at what it does' }).click();
    await page.locator('#problems').waitFor();
    expect(await page.locator('#problems li').allInnerTexts()).toEqual([
      'Line 3: there is no name.',
      'Line 4: “zoe at school” is not an e-mail address.',
    ]);
    if (javaScriptEnabled) expect(await violations(page)).toEqual([]);
    const mended = list.replace(';4013;', 'Noor;4013;').replace('zoe at school', 'zoe@school.example');
    await page.fill('#csv', mended);
    await page.getByRole('button', { name: 'Look again' }).click();
    await page.getByText('3 added').waitFor();
    expect(await server.store.prisma.enrolment.count({ where: { courseId } })).toBe(2);
    if (javaScriptEnabled) expect(await violations(page)).toEqual([]);
    await page.getByRole('button', { name: 'Apply all of it' }).click();
    await page.getByText('The list is applied.').waitFor();
    expect(await page.locator('.roster tbody th').allInnerTexts()).toEqual(
      expect.arrayContaining(['Ada', 'Grace', 'Noor', 'Zoe', 'مریم میرزاخانی']),
    );
    await page.context().close();
  });
});

describe('a student who joined with a code', () => {
  it('takes the place on the roster, makes an account, and finds the course on another device', async () => {
    const { teacher, courseId } = await makeCourse(server);
    const joinCode = (await findCourse(server.store, courseId))?.joinCode ?? '';
    const people = `/teach/courses/${courseId}/people`;
    await teacher.post(people, { name: 'مریم میرزاخانی', number: '4012', email: '', section: 'A' });

    const phone = await pageOf(undefined, { viewport: { width: 390, height: 800 } });
    await phone.goto(`${server.url}/join?code=${joinCode}`);
    await phone.fill('#name', 'Maryam');
    await phone.fill('#number', '۴۰۱۲');
    await phone.getByRole('button', { name: 'Join' }).click();
    await phone.waitForURL(/\/courses\//);
    await phone.locator('.account').click();
    await phone.getByText('This browser alone knows you').waitFor();
    await phone.getByRole('link', { name: 'Make an account' }).click();
    expect(await violations(phone)).toEqual([]);
    await phone.fill('#email', 'maryam@school.example');
    await phone.fill('#password', 'circles on a torus');
    await phone.getByRole('button', { name: 'Make my account' }).click();
    await phone.getByText('Not confirmed yet').waitFor();
    expect(await violations(phone)).toEqual([]);

    const laptop = await pageOf();
    await laptop.goto(`${server.url}/courses/${courseId}`);
    await laptop.locator('main').getByRole('link', { name: 'Sign in' }).click();
    expect(await violations(laptop)).toEqual([]);
    await laptop.fill('#email', 'maryam@school.example');
    await laptop.fill('#password', 'circles on a torus');
    await laptop.getByRole('button', { name: 'Sign in', exact: true }).click();
    await laptop.waitForURL(`${server.url}/courses/${courseId}`);
    expect(await laptop.locator('main').innerText()).toContain('مریم میرزاخانی');

    await laptop.goto(`${server.url}/account`);
    await laptop.getByRole('button', { name: /^Sign out there/ }).click();
    await laptop.getByText('Signed out there.').waitFor();
    await phone.reload();
    expect(new URL(phone.url()).pathname).toBe('/sign-in');
    for (const page of [phone, laptop]) await page.context().close();
  });
});
