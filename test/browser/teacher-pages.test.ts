/** Worksheets and previews in a real browser: made by a form, printed to PDF, accessible in both languages. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeCourse, type Person } from '../web/people.ts';
import { answerWith, assign, openExercise } from '../web/teacher/coursework.ts';
import { startTestServer, type TestServer } from '../web/test-server.ts';
import { violations } from './accessible.ts';
import { launch } from './chromium.ts';

let browser: Browser;
let server: TestServer;
let teacher: Person;
let student: Person;
let courseId: string;
let sheets: string;
let assignment: string;
let variantId: string;
let enrolmentId: string;

beforeAll(async () => {
  [browser, server] = await Promise.all([launch(), startTestServer('embedded')]);
  const course = await makeCourse(server);
  ({ courseId, teacher, student } = course);
  assignment = await assign(course, ['dw-linear', 'which-errors']);
  variantId = await openExercise(student, assignment, 1);
  for (const p1 of ['0.75 + 1', '1.2.3']) await answerWith(course, variantId, { p1 });
  const people = await server.store.prisma.enrolment.findMany({ where: { courseId, role: 'student' } });
  enrolmentId = people[0]?.id ?? '';
  const override = { percent: '80', reason: 'Explained it orally' };
  await teacher.post(`${assignment}/students/${enrolmentId}/mark`, override);
  await visit(teacher, 'en', async (page) => {
    await page.goto(`${server.url}/teach/courses/${courseId}/worksheets`);
    await page.fill('#title', 'Quiz 3');
    for (const exercise of exercises) await page.check(`input[value="${exercise}"]`);
    await page.fill('#copies', '2');
    await page.check('input[name="online"]');
    await page.getByRole('button', { name: 'Make the sheets' }).click();
    await page.waitForURL(/worksheets\/\w{26}$/);
    sheets = new URL(page.url()).pathname;
  });
});

afterAll(async () => {
  await browser.close();
  await server.close();
});

const exercises = ['dw-linear', 'dw-sigmoid-given', 'order-u-linear', 'twelve-weights-linear'];

async function visit(
  person: Person,
  locale: string,
  use: (page: Page) => Promise<void>,
  { expected = [], ...look }: Parameters<Browser['newContext']>[0] & { expected?: readonly string[] } = {},
): Promise<void> {
  const context = await browser.newContext({ locale, ...look });
  const [name = '', value = ''] = person.cookie.split('=');
  await context.addCookies([{ name, value, url: server.url }]);
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('console', (message) => complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(error.message));
  await use(page);
  await context.close();
  expect(complaints).toEqual(expected);
}

const pagesIn = (pdf: Buffer): number => pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)?.length ?? 0;

describe('a worksheet on paper', () => {
  it.each(['A4', 'Letter'])('is one page a sheet, %s', async (format) => {
    await visit(teacher, 'en', async (page) => {
      await page.goto(server.url + sheets);
      expect(pagesIn(await page.pdf({ format, preferCSSPageSize: true }))).toBe(2 * exercises.length);
    });
  });

  it('shows nothing of the page around it, and its keys begin a page each', async () => {
    await visit(teacher, 'en', async (page) => {
      await page.goto(`${server.url}${sheets}/keys`);
      await page.emulateMedia({ media: 'print' });
      for (const around of ['.top', '.foot', '.crumb', 'h1'])
        expect(await page.locator(around).first().isVisible()).toBe(false);
      expect(pagesIn(await page.pdf({ format: 'A4' }))).toBeGreaterThanOrEqual(2 * exercises.length);
    });
  });

  it('fits its width: nothing of a sheet is cut off', async () => {
    const paper = { viewport: { width: 703, height: 1031 } };
    await visit(
      teacher,
      'en',
      async (page) => {
        await page.goto(server.url + sheets);
        await page.emulateMedia({ media: 'print' });
        expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(703);
      },
      paper,
    );
  });
});

const paths: readonly (readonly [string, () => Person, () => string])[] = [
  ['the worksheets', () => teacher, () => `/teach/courses/${courseId}/worksheets`],
  ['the sheets', () => teacher, () => sheets],
  ['the keys', () => teacher, () => `${sheets}/keys`],
  ['the course', () => teacher, () => `/teach/courses/${courseId}`],
  ['the ladder', () => teacher, () => '/teach/exercises'],
  ['a preview', () => teacher, () => '/teach/exercises/dw-sigmoid-given?seed=7'],
  ['a preview with choices', () => teacher, () => '/teach/exercises/order-u-linear?seed=7'],
  ['the results', () => teacher, () => assignment],
  ['exporting grades', () => teacher, () => `/teach/courses/${courseId}/gradebook/export?format=canvas`],
  ['filling a file', () => teacher, () => `/teach/courses/${courseId}/gradebook/fill`],
  ['finding attempts', () => teacher, () => `/teach/courses/${courseId}/attempts`],
  ['finding a number', () => teacher, () => `/teach/courses/${courseId}/attempts?numbers=1x`],
  ['a variant with its attempts', () => teacher, () => `/teach/courses/${courseId}/variants/${variantId}`],
  ['a student', () => teacher, () => `/teach/courses/${courseId}/students/${enrolmentId}`],
  ['the gradebook', () => teacher, () => `/teach/courses/${courseId}/gradebook`],
  ['answers that fit another variant', () => teacher, () => `${assignment}/integrity`],
  ['changing an assignment', () => teacher, () => `${assignment}/edit`],
  ['grading again', () => teacher, () => `${assignment}/regrade`],
  ['weights and history', () => teacher, () => `${assignment}/weights`],
  ['own exercises', () => teacher, () => `/teach/courses/${courseId}/exercises`],
];

describe.each([
  { locale: 'en', width: 1280, colorScheme: 'light' },
  { locale: 'fa', width: 320, colorScheme: 'dark' },
] as const)('the pages of teachers in $locale, $width pixels wide', ({ locale, width, colorScheme }) => {
  it.each(paths)('are accessible and do not scroll sideways: %s', async (_name, person, path) => {
    const look = { viewport: { width, height: 800 }, colorScheme };
    await visit(
      person(),
      locale,
      async (page) => {
        await page.goto(server.url + path());
        for (const details of await page.locator('.preview details').all())
          await details.evaluate((element) => element.setAttribute('open', ''));
        expect(await violations(page)).toEqual([]);
        expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width);
      },
      look,
    );
  });
});

describe('the code on a sheet', () => {
  it('leads a student, through the page it opens, to the exercise', async () => {
    const [code = ''] = /(?<=<code dir="ltr">)\w{8}/.exec(await (await teacher.get(sheets)).text()) ?? [];
    await visit(student, 'fa', async (page) => {
      await page.goto(`${server.url}/sheet/${code}`);
      expect(await violations(page)).toEqual([]);
      await page.locator('main button').click();
      await page.waitForURL(/\/exercise\//);
      await page.locator('#answer-p1').waitFor();
    });
  });
});

describe('adding an exercise of one’s own', () => {
  it('works with the file that is chosen, and says line by line what is wrong', async () => {
    await visit(
      teacher,
      'en',
      async (page) => {
        await page.goto(`${server.url}/teach/courses/${courseId}/exercises`);
        const sample = await page.locator('#yaml').inputValue();
        const bad = sample.replace('linear, output', 'swish, output');
        await page.setInputFiles('#file', {
          name: 'a.yaml',
          mimeType: 'text/yaml',
          buffer: Buffer.from(bad),
        });
        await page.getByRole('button', { name: 'Check and add' }).click();
        await page.getByRole('alert').waitFor();
        expect(await page.getByRole('alert').innerText()).toContain('Line 8, net.hidden');
        expect(await violations(page)).toEqual([]);
        await page.fill('#yaml', sample);
        await page.getByRole('button', { name: 'Check and add' }).click();
        await page.locator('.said').waitFor();
        await page.getByRole('link', { name: 'A weight of the first part' }).click();
        await page.locator('.preview').waitFor();
      },
      {
        expected: [
          'Failed to load resource: the server responded with a status of 422 (Unprocessable Entity)',
        ],
      },
    );
  });
});
