/** An exam that ends by itself, and a connection that is lost in the middle: nothing that was typed is lost. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { setAssignment } from '../../src/classroom/set-assignment.ts';
import { withoutSchedule } from '../../src/store/assignments.ts';
import { listAttempts } from '../../src/store/attempts.ts';
import { makeCourse, makePerson } from '../web/people.ts';
import { startTestServer, type TestServer } from '../web/test-server.ts';
import { launch } from './chromium.ts';
import { keyOf, openBrowser, signInAs, variantOn } from './on-exercise.ts';

let browser: Browser;
let server: TestServer;
/** By how much the server's clock is ahead. */
let aheadMs = 0;
beforeAll(async () => {
  [browser, server] = await Promise.all([
    launch(),
    startTestServer('embedded', () => new Date(Date.now() + aheadMs)),
  ]);
});
afterAll(async () => {
  await browser.close();
  await server.close();
});

const placeOn = (page: Page) => {
  const [courseId = '', id = ''] = page.url().split('/').slice(-2);
  return { courseId, id };
};

/** A student at an exam of one minute, of which some seconds are left. */
async function atTheEndOfAnExam(secondsLeft: number) {
  aheadMs = 0;
  const { courseId, classroom, student } = await makeCourse(server);
  const policy = { ...withoutSchedule({ tries: 1, penalty: '0' }), timeLimitMinutes: 1 };
  const exercises = ['dw-linear', 'mark-the-paths'];
  const exam = await setAssignment(classroom, { courseId, title: 'Exam', mode: 'exam', exercises, policy });
  const [context, page] = await openBrowser(browser);
  await signInAs(context, student, server);
  await page.goto(`${server.url}/courses/${courseId}/assignments/${exam.id}`);
  await page.getByRole('button', { name: 'Start the exam' }).click();
  aheadMs = (60 - secondsLeft) * 1000;
  await page.getByRole('button', { name: /^Begin: A weight of the first part/ }).click();
  await page.waitForURL(/\/exercise\//);
  return { context, page };
}

const typedAtLast = async (page: Page) => {
  const { courseId, id } = placeOn(page);
  return (await listAttempts(server.store, courseId, id)).map(({ typed }) => typed);
};

describe('an exam', () => {
  it('ends by itself, with what was typed, and tells what it was worth', async () => {
    const { context, page } = await atTheEndOfAnExam(8);
    expect(await page.locator('.clock b').innerText()).toMatch(/^00:0\d$/);
    await page.fill('#answer-p1', keyOf(await variantOn(page, server), 'p1'));
    expect(await page.locator('.verdict').count()).toBe(0);
    await page.getByText('This exam is handed in.').waitFor();
    expect(await page.locator('#answer-p1').getAttribute('readonly')).toBe('');
    expect(await page.locator('.clock').count()).toBe(0);
    expect(await page.locator('.verdict').innerText()).toBe('Right.');
    expect(await typedAtLast(page)).toHaveLength(1);
    await context.close();
  });

  it('takes what is typed in its last moment, or gives it back', async () => {
    const { context, page } = await atTheEndOfAnExam(8);
    await page.locator('.clock b', { hasText: /^00:0[0-2]$/ }).waitFor();
    await page.fill('#answer-p1', '0.25');
    await page.getByText('This exam is handed in.').waitFor();
    const handedIn = JSON.stringify(await typedAtLast(page));
    expect(`${handedIn} ${await page.locator('main').innerText()}`).toContain('0.25');
    await context.close();
  });

  it('that ends while there is no connection shows afterwards what did not reach it', async () => {
    const { context, page } = await atTheEndOfAnExam(8);
    await page.fill('#answer-p1', '0.5');
    await page.waitForResponse((response) => response.url().endsWith('/draft'));
    await context.setOffline(true);
    await page.fill('#answer-p1', '0.75');
    await page.locator('#status', { hasText: 'no connection' }).waitFor();
    await page.locator('.clock b', { hasText: '00:00' }).waitFor();
    expect(await page.locator('#answer-p1').inputValue()).toBe('0.75');
    await context.setOffline(false);
    await page.getByText('This exam is handed in.').waitFor();
    expect(await typedAtLast(page)).toEqual([{ p1: '0.5' }]);
    expect(await page.locator('main').innerText()).toContain('0.75');
    await context.close();
  });
});

describe('a lost connection', () => {
  it('loses nothing: what was typed comes to the server by itself, and to another device', async () => {
    aheadMs = 0;
    const person = await makePerson(server, 'Grace');
    const [context, page] = await openBrowser(browser);
    await signInAs(context, person, server);
    await page.goto(`${server.url}/practise`);
    await page.locator('button[value="errors-then-total-linear"]').click();
    await page.waitForURL(/\/exercise\//);
    await page.fill('#answer-p1', '0.125');
    await page.waitForResponse((response) => response.url().endsWith('/draft'));
    await context.setOffline(true);
    await page.fill('#answer-p2', '-0.5');
    await page.locator('#status', { hasText: 'no connection' }).waitFor();
    await page.locator('#check').click();
    await page.fill('#answer-p3', '1/3');
    expect(await page.locator('#answer-p1').inputValue()).toBe('0.125');
    const stored = () => page.evaluate<string>('JSON.stringify({ ...localStorage, ...sessionStorage })');
    const { drafts, ...others } = JSON.parse(await stored());
    const [[variant, answers] = [], ...more] = Object.entries<[string, string][]>(JSON.parse(drafts));
    expect([others, more, variant]).toEqual([{}, [], page.url().split('/').at(-1)]);
    expect(answers?.filter(([, text]) => text !== '')).toEqual([
      ['answer.p1', '0.125'],
      ['answer.p2', '-0.5'],
      ['answer.p3', '1/3'],
    ]);
    await context.setOffline(false);
    await page.locator('#status', { hasText: 'Saved.' }).waitFor();
    expect(await stored()).toBe('{"drafts":"{}"}');

    const [elsewhere, phone] = await openBrowser(browser);
    await signInAs(elsewhere, person, server);
    await phone.goto(page.url());
    const values = ['p1', 'p2', 'p3'].map((part) => phone.locator(`#answer-${part}`).inputValue());
    expect(await Promise.all(values)).toEqual(['0.125', '-0.5', '1/3']);
    await phone.fill('#answer-p1', '0.25');
    await phone.waitForResponse((response) => response.url().endsWith('/draft'));
    await page.reload();
    expect(await page.locator('#answer-p1').inputValue()).toBe('0.25');
    await Promise.all([context.close(), elsewhere.close()]);
  });

  it('and a closed tab lose no choice either', async () => {
    const person = await makePerson(server, 'Grace');
    const [context, page] = await openBrowser(browser);
    await signInAs(context, person, server);
    await page.goto(`${server.url}/practise`);
    await page.locator('button[value="which-errors"]').click();
    await page.waitForURL(/\/exercise\//);
    const address = page.url();
    await context.setOffline(true);
    const box = page.locator('.options input').first();
    await box.check();
    await page.locator('#status', { hasText: 'no connection' }).waitFor();
    await page.close();
    await context.setOffline(false);
    const again = await context.newPage();
    const kept = again.waitForResponse((response) => response.url().endsWith('/draft'));
    await again.goto(address);
    expect(await again.locator('.options input').first().isChecked()).toBe(true);
    await kept;
    await context.close();
  });
});
