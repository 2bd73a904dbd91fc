/**
 * The whole life of a course with two teachers, an assistant and thirty students who make known mistakes at known
 * rates. They work over HTTP, two of them in a browser, while the dashboard is open; what it says is held against what
 * was simulated.
 */
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { shareInterval } from '../../src/learning/learning-curve.ts';
import { findCourse } from '../../src/store/courses.ts';
import { listEnrolments } from '../../src/store/enrolments.ts';
import { findVariant } from '../../src/store/variants.ts';
import { dumpMarks } from '../store/dump-marks.ts';
import {
  couldShow,
  expectedCurves,
  expectedSkills,
  itemOf,
  itemsIn,
  pointBiserial,
  studentsWho,
} from '../web/expected-statistics.ts';
import { makeCourse, makePerson, type Person } from '../web/people.ts';
import { answersFor, plan, type SimulatedTry, secondsEach, studentCount } from '../web/simulated-class.ts';
import { answerWith, openExercise } from '../web/teacher/coursework.ts';
import { startTestServer, type TestServer } from '../web/test-server.ts';
import { violations } from './accessible.ts';
import { launch } from './chromium.ts';
import { openBrowser, signInAs } from './on-exercise.ts';

let browser: Browser;
let server: TestServer;
let course: Awaited<ReturnType<typeof makeCourse>>;
let joinCode: string;
/** For teachers. */
let assignment: string;
const students: { readonly person: Person; readonly id: string }[] = [];
const tries: SimulatedTry[] = [];
/** Two hours ago, then as the simulation turns it. */
let now = new Date(Date.now() - 2 * 3_600_000);

beforeAll(async () => {
  [browser, server] = await Promise.all([launch(), startTestServer('embedded', () => now)]);
  course = await makeCourse(server);
  joinCode = (await findCourse(server.store, course.courseId))?.joinCode ?? '';
});
afterAll(async () => {
  expect(server.reported).toEqual([]);
  await browser.close();
  await server.close();
});

async function pageOf(person: Person, options: Parameters<Browser['newContext']>[0] = {}): Promise<Page> {
  const [context, page] = await openBrowser(browser, options);
  await signInAs(context, person, server);
  return page;
}

async function enrolmentOf({ user }: Person): Promise<string> {
  const people = await listEnrolments(server.store, course.courseId);
  return people.find(({ userId }) => userId === user.id)?.id ?? '';
}

async function joined(name: string): Promise<{ person: Person; id: string }> {
  const person = await makePerson(server, name);
  expect((await person.post('/join', { code: joinCode, name })).status).toBe(303);
  return { person, id: await enrolmentOf(person) };
}

const nameOf = (number: number): string => `Student ${String(number).padStart(2, '0')}`;

/** Opens the exercise at this position and finds what this student's belief answers; noted as a try. */
async function think(number: number, position: number, open: (student: Person) => Promise<string>) {
  const { person, id } = students[number] ?? { person: course.student, id: '' };
  const variantId = await open(person);
  const stored = await findVariant(server.store, course.courseId, variantId);
  if (!stored) throw new Error('the variant is there');
  now = new Date(now.getTime() + secondsEach * 1000);
  const answers = answersFor(stored.variant, plan[position - 1]?.mistake(number) ?? '');
  for (const { part, quantity, mistake } of answers)
    tries.push({ student: id, position, part, variant: stored.variant, quantity, mistake });
  return { variantId, typed: Object.fromEntries(answers.map(({ part, text }) => [part, text])) };
}

/** From this student on, so many do all exercises. */
async function work(from: number, count: number): Promise<void> {
  for (let number = from; number < from + count; number++)
    for (let position = 1; position <= plan.length; position++) {
      const { variantId, typed } = await think(number, position, (student) =>
        openExercise(student, assignment, position),
      );
      const student = students[number]?.person ?? course.student;
      await answerWith({ student, courseId: course.courseId }, variantId, typed);
    }
}

/** The same with mouse and keys. */
async function workInBrowser(number: number): Promise<void> {
  const page = await pageOf(students[number]?.person ?? course.student);
  for (let position = 1; position <= plan.length; position++) {
    const { typed } = await think(number, position, async () => {
      await page.goto(server.url + assignment.replace('/teach', ''));
      await page.locator(`form[action$="/${position}"] button`).click();
      await page.waitForURL(/\/exercise\//);
      return new URL(page.url()).pathname.split('/').at(-1) ?? '';
    });
    for (const [part, text] of Object.entries(typed)) await page.fill(`#answer-${part}`, text);
    await page.click('#check');
    await page.locator('.verdict').first().waitFor();
  }
  await page.context().close();
}

/** By the mistake's id, as the page says it: '15 of 30 students'. */
async function mistakesOn(page: Page): Promise<ReadonlyMap<string, string>> {
  const links = await page.locator('.reteach .how-many a').all();
  const read = links.map(async (link): Promise<[string, string]> => {
    const { searchParams } = new URL((await link.getAttribute('href')) ?? '', server.url);
    return [searchParams.get('mistake') ?? '', ((await link.textContent()) ?? '').trim()];
  });
  return new Map(await Promise.all(read));
}

const simulatedMistakes = ['NO_U', 'DROP_E2', 'SIGN'];

/** By now. */
function expectedMistakes(): readonly (readonly [string, string])[] {
  return simulatedMistakes.map((mistake) => {
    const showed = studentsWho(tries, (each) => each.mistake === mistake);
    return [mistake, `${showed} of ${studentsWho(tries, couldShow(mistake))} students`] as const;
  });
}

/** Waits for the page to say it by itself. */
async function becomes(page: Page, expected: readonly (readonly [string, string])[]): Promise<void> {
  await expect
    .poll(async () => [...(await mistakesOn(page))].filter(([id]) => simulatedMistakes.includes(id)).sort(), {
      timeout: 20_000,
      interval: 100,
    })
    .toEqual(expected.toSorted());
}

/** Gone after a reload. */
const mark = (page: Page) => page.evaluate('window.seen = true');
const isMarked = (page: Page) => page.evaluate('window.seen === true');

const textsOf = (rows: Locator): Promise<readonly (readonly string[])[]> =>
  rows.evaluateAll((all) =>
    all.map((row) =>
      [...row.querySelectorAll('th, td')].map(
        (cell) => (cell.querySelector('a > [aria-hidden]') ?? cell).textContent?.trim() ?? '',
      ),
    ),
  );
const rowsOf = (page: Page | Locator) => textsOf(page.locator('tbody tr'));
const percent = (share: number): string => `${Math.round(100 * share)} %`;

describe('a course', () => {
  let second: Person;
  let assistant: Person;

  it('gets its teachers, its assistant and its students', async () => {
    const ada = await pageOf(course.teacher);
    const staff = [];
    for (const [name, role] of [
      ['Bea', 'teacher'],
      ['Cy', 'assistant'],
    ] as const) {
      const { person } = await joined(name);
      await ada.goto(`${server.url}/teach/courses/${course.courseId}/people`);
      await ada.locator('.roster').getByRole('link', { name, exact: true }).click();
      await ada.locator('select[name="role"]').selectOption(role);
      await ada.locator('form:has(select[name="role"]) button').first().click();
      await ada.locator('.said').waitFor();
      staff.push(person);
    }
    [second = course.teacher, assistant = course.teacher] = staff;
    students.push(...(await Promise.all(Array.from({ length: studentCount }, (_, n) => joined(nameOf(n))))));
    await ada.goto(`${server.url}/teach/courses/${course.courseId}/people`);
    expect(await ada.locator('.roster tbody tr').count()).toBe(studentCount + 4);
    await ada.context().close();
  });

  it('gets an assignment', async () => {
    const ada = await pageOf(course.teacher);
    await ada.goto(`${server.url}/teach/courses/${course.courseId}`);
    await ada.fill('#title', 'Week 5');
    for (const { exercise } of plan) await ada.check(`input[name="exercise"][value="${exercise}"]`);
    await ada.fill('#tries', '5');
    await ada.getByRole('button', { name: 'Assign' }).click();
    await ada.waitForURL(/\/assignments\//);
    assignment = new URL(ada.url()).pathname;
    await ada.getByRole('link', { name: 'What to teach next' }).click();
    await ada.getByText('No mistake has been recognised at a first try so far.').waitFor();
    await ada.context().close();
  });

  it('is followed live while the class works', async () => {
    const [ada, bea, cy] = await Promise.all([
      pageOf(course.teacher),
      pageOf(second, { viewport: { width: 1920, height: 1080 } }),
      pageOf(assistant),
    ]);
    await cy.route('**/dashboard/events', (route) => route.abort('connectionrefused'));
    await Promise.all([
      ada.goto(`${server.url}${assignment}/dashboard`),
      bea.goto(`${server.url}${assignment}/dashboard/net`),
      cy.goto(`${server.url}${assignment}/dashboard`),
    ]);
    for (const page of [ada, bea, cy]) await mark(page);
    const pause = ada.locator('#pause');

    await work(0, 10);
    const afterTen = expectedMistakes();
    await becomes(ada, afterTen);
    await becomes(cy, afterTen);

    // What is open stays open, and the focus where it is.
    const table = ada.locator('summary', { hasText: 'The same as a table' });
    await table.click();

    await pause.click();
    expect(await pause.getAttribute('aria-pressed')).toBe('true');
    await work(10, 10);
    const place = tries.at(-1)?.quantity.replace('dE/d', '') ?? '';
    const own = tries.filter(({ quantity }) => quantity.replace('dE/d', '') === place);
    const said = `${own.filter(({ mistake }) => mistake === '').length} of ${own.length} right at the first try`;
    await expect
      .poll(() => bea.locator('.net-right title', { hasText: `${place}: ` }).textContent(), {
        timeout: 10_000,
      })
      .toContain(said);
    await becomes(cy, expectedMistakes());
    expect([...(await mistakesOn(ada))]).toEqual(expect.arrayContaining([...afterTen]));
    expect(await ada.locator('#live-state').innerText()).toContain('Paused');

    await pause.click();
    await becomes(ada, expectedMistakes());
    await table.focus();

    await work(20, 8);
    for (const number of [28, 29]) await workInBrowser(number);
    await Promise.all([ada, cy].map((page) => becomes(page, expectedMistakes())));
    expect(await ada.locator('summary:focus').innerText()).toBe('The same as a table');
    expect(await ada.locator('details:has(summary:focus)').getAttribute('open')).toBe('');
    for (const page of [ada, bea, cy]) expect(await isMarked(page)).toBe(true);

    for (const name of [nameOf(0), 'Grace', 'Ada']) expect(await bea.content()).not.toContain(name);
    for (const page of [ada, bea, cy]) await page.context().close();
  });

  it('has the mistakes named that were made, at the rates at which they were made', async () => {
    const ada = await pageOf(course.teacher);
    await ada.goto(`${server.url}${assignment}/dashboard`);
    const said = await mistakesOn(ada);
    for (const [mistake, students] of expectedMistakes()) expect(said.get(mistake)).toBe(students);
    expect(said.get('NO_U')).toMatch(/^15 of 30/);
    expect([...said.keys()][0]).toBe('NO_U');
    await ada.context().close();
  });

  it('has every cell of its heat map as calculated', async () => {
    const ada = await pageOf(course.teacher);
    await ada.goto(`${server.url}${assignment}/dashboard/skills`);
    const expected = expectedSkills(tries);
    const skills = (await ada.locator('.figures thead th').allInnerTexts()).slice(1);
    const rows = await rowsOf(ada);
    expect(rows).toHaveLength(studentCount + 1);
    for (const [number, { id }] of students.entries()) {
      const [, ...cells] = rows.find(([name]) => name === nameOf(number)) ?? [];
      const calculated = skills.map((skill) => expected.get(`${id} ${skill}`));
      expect([number, ...cells]).toEqual([
        number,
        ...calculated.map((state) => (state ? `${Math.round(100 * state.known)}n=${state.n}` : '')),
      ]);
    }
    await ada.context().close();
  });

  it('has its learning curves as calculated', async () => {
    const ada = await pageOf(course.teacher);
    await ada.goto(`${server.url}${assignment}/dashboard/curves`);
    const said = await ada.locator('.statistics').all();
    const points = await Promise.all(said.map(async (section) => rowsOf(section)));
    const calculated = [...expectedCurves(tries)].map(([place, { tried, wrong }]) => {
      const { low, high } = shareInterval(wrong / tried, tried);
      const [, opportunity = ''] = place.split(' ');
      return [
        opportunity,
        `${tried}`,
        percent(wrong / tried),
        `${Math.round(100 * low)}–${Math.round(100 * high)} %`,
      ];
    });
    expect(points.flat().toSorted()).toEqual(calculated.toSorted());
    expect(await ada.locator('.statistics .chart .point').count()).toBe(calculated.length);
    await ada.context().close();
  });

  it('has the statistics of its questions as calculated', async () => {
    const ada = await pageOf(course.teacher);
    await ada.goto(`${server.url}${assignment}/dashboard/items`);
    const rows = await rowsOf(ada);
    const items = itemsIn(tries);
    expect(rows).toHaveLength(items.length);
    for (const [index, item] of items.entries()) {
      const [, tried, facility, discrimination, , hints, unexplained] = rows[index] ?? [];
      const own = tries.filter((each) => itemOf(each) === item);
      const wrong = own.filter(({ mistake }) => mistake !== '');
      const odd = wrong.filter(({ mistake }) => mistake === 'odd').length;
      expect([item, tried, hints]).toEqual([item, `${studentCount}`, '0 %']);
      expect(facility).toMatch(new RegExp(`^${percent(1 - wrong.length / studentCount)} `));
      expect(unexplained).toBe(wrong.length === 0 ? '–' : percent(odd / wrong.length));
      const r = pointBiserial(tries, item);
      expect(Number(discrimination?.split(' ')[0]?.replace('−', '-'))).toBeCloseTo(r ?? Number.NaN, 2);
    }
    await ada.context().close();
  });
});

describe('the dashboard of a class at work', () => {
  it.each([
    { locale: 'en', width: 1280, colorScheme: 'light' },
    { locale: 'fa', width: 390, colorScheme: 'dark' },
  ] as const)('is accessible, $locale, $width pixels wide', async ({ locale, width, colorScheme }) => {
    const ada = await pageOf(course.teacher, { locale, colorScheme, viewport: { width, height: 800 } });
    for (const page of ['', '/net', '/skills', '/curves', '/items', '/time', '/mistakes/NO_U']) {
      await ada.goto(`${server.url}${assignment}/dashboard${page}`);
      expect([page, ...(await violations(ada))]).toEqual([page]);
      expect([page, await ada.evaluate('document.documentElement.scrollWidth')]).toEqual([page, width]);
    }
    await ada.context().close();
  });

  it('leads in two clicks from a cell of the heat map and from a weight to what was typed', async () => {
    const ada = await pageOf(course.teacher);
    await ada.goto(`${server.url}${assignment}/dashboard/skills`);
    await ada
      .getByRole('link', { name: `${nameOf(0)}, ` })
      .first()
      .click();
    await ada.locator('.results tbody a').first().click();
    await ada.getByRole('heading', { name: 'Attempt 1' }).waitFor();
    await ada.goto(`${server.url}${assignment}/dashboard`);
    await ada
      .locator('.net-right a', { has: ada.locator('.weight') })
      .first()
      .click();
    await ada.locator('.results tbody a').first().click();
    await ada.getByRole('heading', { name: 'Attempt 1' }).waitFor();
    await ada.context().close();
  });
});

describe('the answers of the class, on a phone in Persian', () => {
  it('scroll in their own frame, and the page does not', async () => {
    const page = await pageOf(course.teacher, { locale: 'fa', viewport: { width: 390, height: 844 } });
    await page.goto(`${server.url}${assignment}`);
    expect(await page.evaluate<number>('document.documentElement.scrollWidth')).toBeLessThanOrEqual(390);
    await page.context().close();
  });
});

describe('a regrade in the middle of the course', () => {
  const marks = async (page: Page): Promise<ReadonlyMap<string, string>> => {
    await page.goto(`${server.url}/teach/courses/${course.courseId}/gradebook`);
    const marksOf = await page.locator('tbody tr td:nth-child(2) summary').allInnerTexts();
    return new Map((await rowsOf(page)).map(([name = ''], index) => [name, marksOf[index]?.trim() ?? '']));
  };
  let untouched: string;
  let before: ReadonlyMap<string, string>;

  it('changes exactly the marks that it says beforehand, of those who are chosen', async () => {
    // Three who were wrong are right at the second try, which costs nothing until now.
    for (const number of [0, 10, 20]) {
      const own = students[number]?.person ?? course.student;
      const variantId = await openExercise(own, assignment, 2);
      const stored = await findVariant(server.store, course.courseId, variantId);
      if (!stored) throw new Error('the variant is there');
      const typed = Object.fromEntries(answersFor(stored.variant, '').map(({ part, text }) => [part, text]));
      await answerWith({ student: own, courseId: course.courseId }, variantId, typed);
    }
    const ada = await pageOf(course.teacher);
    before = await marks(ada);
    untouched = await dumpMarks(server.store);
    await ada.goto(`${server.url}${assignment}/edit`);
    await ada.fill('#penalty', '40');
    await ada.getByRole('button', { name: 'Change it' }).click();
    await ada.locator('input[name="student"]').first().waitFor();
    const foreseen = new Map((await rowsOf(ada)).map(([name = '', was, will]) => [name, [was, will]]));
    expect([...foreseen.keys()]).toEqual([nameOf(0), nameOf(10), nameOf(20)]);
    for (const [name, [was]] of foreseen) expect(was).toBe(before.get(name));
    await ada.getByRole('checkbox', { name: nameOf(10) }).uncheck();
    await ada.fill('#reason', 'A second try is not a first one');
    await ada.locator('button[value="regrade"]').click();
    await ada.waitForURL((url) => !url.pathname.endsWith('/edit'));
    const after = await marks(ada);
    foreseen.delete(nameOf(10));
    for (const [name, mark] of before)
      expect([name, after.get(name)]).toEqual([name, foreseen.get(name)?.[1] ?? mark]);
    expect(after).not.toEqual(before);
    await ada.context().close();
  });

  it('is undone to the byte', async () => {
    const bea = await pageOf(course.teacher);
    await bea.goto(`${server.url}${assignment}/regrade`);
    await bea.getByRole('button', { name: /undo/i }).click();
    await bea.waitForLoadState();
    expect(await marks(bea)).toEqual(before);
    expect(await dumpMarks(server.store)).toBe(untouched);
    await bea.context().close();
  });
});

describe('the assistant of a course', () => {
  it('sees the class and its work, and no button that only a teacher may press', async () => {
    const { person } = await joined('Dee');
    const people = `/teach/courses/${course.courseId}/people`;
    const made = { name: 'Dee', number: '', email: '', section: '', role: 'assistant' };
    expect((await course.teacher.post(`${people}/${await enrolmentOf(person)}`, made)).status).toBe(303);
    const dee = await pageOf(person);
    const refused: string[] = [];
    for (const path of ['', '/dashboard', '/dashboard/skills', '/weights', '/integrity']) {
      await dee.goto(server.url + assignment + path);
      refused.push(...(await refusedFrom(dee)));
    }
    await dee.goto(`${server.url}${assignment}/dashboard/skills`);
    await dee.getByRole('link', { name: nameOf(0), exact: true }).click();
    refused.push(...(await refusedFrom(dee)));
    await dee.locator('.works a').first().click();
    refused.push(...(await refusedFrom(dee)));
    expect(refused).toEqual([]);
    await dee.fill('#text', 'Look at the second error');
    await dee.getByRole('button', { name: 'Say it' }).click();
    await dee.locator('blockquote', { hasText: 'Look at the second error' }).waitFor();
    await dee.context().close();
  });
});

/** Where links of this page lead that the server refuses to who sees them, one of a kind; and forms for teachers. */
async function refusedFrom(page: Page): Promise<readonly string[]> {
  const hrefs = await attributes(page.locator('main a[href]'), 'href');
  const kinds = new Map(hrefs.map((href) => [href.replace(/\w{26}|\?.*/g, ''), href]));
  const refused: string[] = [];
  for (const href of kinds.values()) {
    if (asked.has(href)) continue;
    asked.add(href);
    const answer = await page.request.get(new URL(href, page.url()).href, { maxRedirects: 0 });
    if (answer.status() === 403) refused.push(href);
  }
  const forms = await attributes(page.locator('main form[method="post"]'), 'action');
  return [...refused, ...forms.filter((action) => !/\/(comments|dismissals)$/.test(action))];
}

const asked = new Set<string>();

const attributes = (elements: Locator, name: string): Promise<readonly string[]> =>
  elements.evaluateAll((all, attribute) => all.map((each) => each.getAttribute(attribute) ?? ''), name);
