/** A course in an LMS from its registration to its grades, in real browsers; the LMS is another site than Chainmark. */
import type { Browser, BrowserContext, FrameLocator, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startPassback } from '../../src/lms/passback/start-passback.ts';
import { parseRational, showDecimal } from '../../src/number/rational.ts';
import { makeSiteOwner } from '../../src/store/users.ts';
import { type Campus, openCampus } from '../lms/campus.ts';
import { startPlatform, type TestPlatform } from '../lms/platform.ts';
import { makePerson } from '../web/people.ts';
import { startTestServer, type TestServer } from '../web/test-server.ts';
import { launch, launchWithoutFrameCookies } from './chromium.ts';
import { keyOf, openBrowser, signInAs, variantOn } from './on-exercise.ts';

let browser: Browser;
let server: TestServer;
let platform: TestPlatform;
let campus: Campus;
const failed: unknown[] = [];
let stopPassback: () => Promise<void>;
/** Browsers of people. The teacher's and Grace's keep no cookies of Chainmark in frames. */
let ada: BrowserContext;
let grace: BrowserContext;
let edith: BrowserContext;

beforeAll(async () => {
  [browser, server, platform] = await Promise.all([
    launch(),
    startTestServer('embedded'),
    startPlatform('localhost'),
  ]);
  campus = openCampus(platform, server.url);
  stopPassback = startPassback(server.tool, (error) => failed.push(error), { searchEveryMs: 1000 });
  [ada, grace, [edith]] = await Promise.all([
    launchWithoutFrameCookies('127.0.0.1', 'localhost'),
    launchWithoutFrameCookies('127.0.0.1', 'localhost'),
    openBrowser(browser),
  ]);
  for (const context of [ada, grace, edith]) context.setDefaultTimeout(10_000);
});

afterAll(async () => {
  await stopPassback();
  await Promise.all([ada.close(), grace.close(), browser.close()]);
  expect([...server.reported, ...failed]).toEqual([]);
  await platform.close();
  await server.close();
});

/** Signed in on the campus, on the page of the course. */
async function onCampus(context: BrowserContext, who: string): Promise<Page> {
  const page = await context.newPage();
  await page.goto(`${platform.issuer}/sign-in?as=${who}`);
  return page;
}

const row = (page: Page, title: string) => page.getByRole('listitem').filter({ hasText: title });

/** What opens in a window of its own by this click. */
async function opened(page: Page, click: () => Promise<void>): Promise<Page> {
  const [window] = await Promise.all([page.waitForEvent('popup'), click()]);
  await window.waitForLoadState();
  return window;
}

const inWindow = (page: Page, title: string): Promise<Page> =>
  opened(page, () => row(page, title).getByRole('link', { name: 'in a window' }).click());

/** Begins the only exercise of the assignment that is open, and answers: with the key, or with twice the key. */
async function answer(page: Page, what: 'key' | 'double'): Promise<void> {
  await page.getByRole('button', { name: /^Begin/ }).click();
  await page.waitForURL(/\/exercise\//);
  const key = keyOf(await variantOn(page, server), 'p1');
  const { n, d } = parseRational(key);
  await page.fill('#answer-p1', what === 'key' ? key : showDecimal({ n: n * 2n, d }, 10));
  await page.click('#check');
  await page.locator('.verdict', { hasText: what === 'key' ? 'Right.' : 'Another convention.' }).waitFor();
}

const grade = (title: string, user: string, score: number): Promise<void> =>
  expect.poll(() => campus.grade(title, user), { timeout: 15_000, interval: 200 }).toBeCloseTo(score, 2);

/** Loaded again until it says so: what the ledger does, it does by and by. */
const shows = (page: Page, where: Locator, sentence: string): Promise<void> =>
  expect
    .poll(() => page.reload().then(() => where.filter({ hasText: sentence }).count()), { timeout: 15_000 })
    .toBeGreaterThan(0);

const titles = ['', '', ''] as [string, string, string];
let course = '';

describe('a course in an LMS', () => {
  it('begins with a link by which the LMS registers itself, and waits for the owner', async () => {
    const owner = await makePerson(server, 'Owner');
    await makeSiteOwner(server.store, owner.user.id);
    const [context, page] = await openBrowser(browser);
    await signInAs(context, owner, server);
    await page.goto(`${server.url}/lti/platforms`);
    await page.getByRole('button', { name: 'Make a link' }).click();
    const link = await page.locator('code', { hasText: '/lti/register/' }).innerText();

    const admin = await (await browser.newContext()).newPage();
    await admin.goto(`${platform.issuer}/admin?link=${encodeURIComponent(link)}`);
    await admin.frameLocator('iframe').getByText('Chainmark is registered').waitFor();
    expect(campus.registered).toMatchObject({ initiate_login_uri: `${server.url}/lti/login` });

    const teacher = await onCampus(ada, 'ada');
    await row(teacher, 'Chainmark').getByRole('link', { name: 'here' }).click();
    await teacher.frameLocator('iframe').getByText('has not yet approved this LMS').waitFor();
    await teacher.close();

    await page.goto(`${server.url}/lti/platforms`);
    await page.getByText('waits for approval').waitFor();
    await page.getByRole('button', { name: 'Approve', exact: true }).click();
    await page.getByText('active').waitFor();
    await Promise.all([context.close(), admin.context().close()]);
  });

  it('is made by its teacher’s first launch', async () => {
    const page = await onCampus(ada, 'ada');
    const window = await inWindow(page, 'Chainmark');
    await window.getByRole('button', { name: 'Make the course' }).click();
    await window.waitForURL(/\/teach\/courses\/\w+\/lti$/);
    course = window.url().replace(/\/lti$/, '');
    await page.close();
  });

  it('gets three graded links, chosen in a frame that keeps no cookies', async () => {
    const page = await onCampus(ada, 'ada');
    await page.getByRole('link', { name: 'Add content' }).click();
    const frame: FrameLocator = page.frameLocator('iframe');
    await frame.getByText('Ada Lovelace chooses for “Deep learning”.').waitFor();
    for (const exercise of ['du-linear', 'dw-linear', 'du-relu'])
      await frame.locator(`input[value="${exercise}"]`).check();
    await frame.getByRole('button', { name: 'Take these' }).click();
    await frame.getByRole('button', { name: 'Give them to the LMS' }).click();
    await frame.getByText('Content was added').waitFor();
    expect((await ada.cookies(server.url)).filter(({ name }) => name.startsWith('lti-'))).toEqual([]);
    expect(campus.links).toHaveLength(4);
    for (const [index, { title }] of campus.links.slice(1).entries()) titles[index as 0 | 1 | 2] = title;
    await page.close();
  });

  it('offers a student in a frame a window, and arrives there in the assignment', async () => {
    const page = await onCampus(grace, 'grace');
    await row(page, titles[0]).getByRole('link', { name: 'here' }).click();
    const offer = page.frameLocator('iframe').getByRole('link', { name: 'Open in a new window' });
    const window = await opened(page, () => offer.click());
    await window.getByRole('heading', { level: 1, name: titles[0] }).waitFor();
    await answer(window, 'double');
    await grade(titles[0], 'grace', 50);
    await page.close();
  });

  it('lets a student whose name is hidden in by a window', async () => {
    const page = await onCampus(edith, 'edith');
    await answer(await inWindow(page, titles[0]), 'double');
    await answer(await inWindow(page, titles[2]), 'key');
    await Promise.all([grade(titles[0], 'edith', 50), grade(titles[2], 'edith', 100)]);
    await page.close();
  });

  it('sends what a regrade changes, and keeps a grade that the teacher changed in the LMS', async () => {
    const page = await ada.newPage();
    const line = (name: string) => page.getByRole('row').filter({ hasText: name });
    await page.goto(`${course}/lti`);
    await page.getByRole('link', { name: titles[0] }).click();
    await shows(page, line('Student edith'), 'confirmed: the LMS shows it');
    Object.assign(campus.book.cell('1', 'edith'), { score: 70, overridden: true });
    await page.goto(course);
    await page.getByRole('link', { name: titles[0] }).first().click();
    await page.waitForURL(/\/assignments\/\w+$/);
    await page.goto(`${page.url()}/edit`);
    await page.fill('#convention', '100');
    await page.getByRole('button', { name: 'Change it' }).click();
    await page.fill('#reason', 'The factor is a convention.');
    await page.locator('button[value="regrade"]').click();
    await grade(titles[0], 'grace', 100);

    await page.goto(`${course}/lti`);
    await page.getByRole('link', { name: titles[0] }).click();
    await shows(page, line('Grace Hopper'), 'confirmed: the LMS shows it');
    await shows(page, line('Student edith'), 'The grade was changed in the LMS, and is kept.');
    expect(await line('Student edith').getByRole('cell').allInnerTexts()).toEqual(
      expect.arrayContaining(['100.00', '50.00', '70.00']),
    );
    expect(campus.grade(titles[0], 'edith')).toBe(70);
    await page.close();
  });

  it('waits while the LMS is away, tells so, and sends when it is back', async () => {
    const page = await onCampus(grace, 'grace');
    const window = await inWindow(page, titles[1]);
    const assignment = window.url();
    await platform.goAway();
    await answer(window, 'key');
    await window.goto(assignment);
    await shows(window, window.locator('main'), 'your grade waits to be sent');

    const teacher = await ada.newPage();
    await teacher.goto(`${course}/lti`);
    await teacher.getByRole('link', { name: titles[1] }).click();
    await shows(teacher, teacher.getByRole('row'), 'The LMS cannot be reached; it is tried again.');
    expect(campus.grade(titles[1], 'grace')).toBeNull();
    await platform.comeBack();
    await grade(titles[1], 'grace', 100);
    await shows(window, window.locator('main'), 'your grade has arrived');
    await Promise.all([page.close(), teacher.close()]);
  });

  it('has the same people here and there, the hidden one too', async () => {
    const page = await ada.newPage();
    await page.goto(`${course}/lti`);
    await page.getByRole('link', { name: 'Compare the people' }).click();
    await page.getByText('The same people are here and there.').waitFor();
  });
});
