/** A student's own pages: what is due, what is known, what was handed in; and the next step on an exercise's page. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { applyRegrade } from '../../../src/classroom/apply-regrade.ts';
import { planRegrade } from '../../../src/classroom/plan-regrade.ts';
import { setAssignment } from '../../../src/classroom/set-assignment.ts';
import { submitAnswer } from '../../../src/classroom/submit-answer.ts';
import type { Variant } from '../../../src/exercise/variant.ts';
import { withSteps } from '../../../src/exercise/with-steps.ts';
import { singleBeliefs } from '../../../src/grading/beliefs.ts';
import { withoutSchedule } from '../../../src/store/assignments.ts';
import { readVariant } from '../../../src/store/json-columns.ts';
import { findVariant } from '../../../src/store/variants.ts';
import { definitionOf, variantOf } from '../../exercise/catalogue.ts';
import { keysOf, typedUnder } from '../../grading/attempts.ts';
import { makeCourse, makePerson, type Person, stranger } from '../people.ts';
import { exercisesForTests, startTestServer, type TestServer } from '../test-server.ts';
import { leaksIn, secretsOf } from './leaks.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer('embedded');
});
afterAll(() => server.close());

async function begin(person: Person, fields: Readonly<Record<string, string>>) {
  const at = (await person.post('/practise', fields)).headers.get('location') ?? '';
  return { at, variant: await variantAt(at) };
}

async function variantAt(at: string): Promise<Variant> {
  const [, , courseId = '', id = ''] = at.split('/');
  const where = { courseId_id: { courseId, id } };
  return readVariant((await server.store.prisma.variant.findUniqueOrThrow({ where })).frozen);
}

/** Other numbers instead of those that were drawn: the same in every run. */
async function freeze(at: string, { seed, ...variant }: Variant): Promise<void> {
  const [, , courseId = '', id = ''] = at.split('/');
  const frozen = JSON.parse(JSON.stringify({ ...variant, seed }));
  await server.store.prisma.variant.update({
    where: { courseId_id: { courseId, id } },
    data: { seed, frozen },
  });
}

let keys = 0;
async function answer(person: Person, at: string, typed: Readonly<Record<string, string>>): Promise<string> {
  const fields = Object.fromEntries(Object.entries(typed).map(([part, text]) => [`answer.${part}`, text]));
  await person.post(at, { submission: `key-${keys++}`, action: 'check', ...fields });
  return read(person, at);
}

const read = async (person: Pick<Person, 'get'>, at: string): Promise<string> =>
  (await person.get(at)).text();

const onePath = (variant: Variant): Readonly<Record<string, string>> => {
  const belief = singleBeliefs(variant).find(({ first }) => first.mistake === 'DROP_E2');
  return { ...keysOf(variant), ...(belief && typedUnder(belief, variant)) };
};

describe('my work', () => {
  it('begins at the beginning for who has done nothing, with or without a session', async () => {
    for (const person of [await makePerson(server, ''), stranger(server)]) {
      expect(await read(person, '/me')).toContain('name="next" value="mark-the-paths"');
      expect(await read(person, '/me/skills')).toContain('Not tried yet');
      expect(await read(person, '/me/history')).toContain('You have not handed anything in yet.');
    }
  });

  it('is one click away for whoever has a session, and not for others', async () => {
    expect(await read(await makePerson(server, ''), '/')).toContain('href="/me"');
    expect(await read(stranger(server), '/')).not.toContain('href="/me"');
  });

  it('speaks Persian', async () => {
    const person = await makePerson(server, '');
    const page = await (await person.get('/me/skills', { 'accept-language': 'fa' })).text();
    expect(page).toContain('هنوز آزموده نشده');
  });

  it('shows what an answer says about skills, and offers what is not mastered', async () => {
    const person = await makePerson(server, '');
    const { at, variant } = await begin(person, { exercise: 'back-to-hidden-linear' });
    await answer(person, at, onePath(variant));
    const skills = await read(person, '/me/skills');
    expect(skills).toMatch(/Adding the paths<\/h2><p class="state">Not mastered yet/);
    expect(skills).toMatch(/right at 0 of 1 first try/);
    expect(await read(person, '/me')).toContain('Begun');
  });

  it('gives new numbers once an exercise is done, and the same ones before', async () => {
    const person = await makePerson(server, '');
    const first = await begin(person, { next: 'errors-and-loss' });
    expect((await begin(person, { next: 'errors-and-loss' })).at).toBe(first.at);
    await answer(person, first.at, keysOf(first.variant));
    expect((await begin(person, { next: 'errors-and-loss' })).at).not.toBe(first.at);
    expect((await person.post('/practise', { next: 'no-such-exercise' })).status).toBe(404);
  });

  it('lists the assignments of all courses, with due date, state and percent', async () => {
    const made = await makeCourse(server);
    const policy = { ...withoutSchedule({ tries: 3, penalty: '0' }), dueAt: '2031-05-01T12:00:00Z' };
    const set = (title: string, exercises: readonly string[]) =>
      setAssignment(made.classroom, { courseId: made.courseId, title, mode: 'homework', exercises, policy });
    const sheet = await set('First sheet', ['du-linear', 'dw-linear']);
    await set('Second sheet', ['dw-linear']);
    await setAssignment(made.classroom, {
      courseId: made.courseId,
      title: 'Third sheet',
      mode: 'homework',
      exercises: ['dw-linear'],
      policy: { ...policy, dueAt: '2026-01-01T12:00:00Z', late: { perDay: '1/1000', until: null } },
    });
    const at = `/courses/${made.courseId}/assignments/${sheet.id}`;
    const exercise = (await made.student.post(`${at}/1`, {})).headers.get('location') ?? '';
    const done = await answer(made.student, exercise, keysOf(await variantAt(exercise)));
    expect(done).toContain(`action="${at}/2"`);
    expect(done).toContain('Next: the next exercise of the assignment');
    const page = await read(made.student, '/me');
    expect(page).toMatch(/First sheet.*?Due May 1, 2031.*?Open · 50 % earned/s);
    expect(page).toMatch(/Third sheet.*?Overdue, still taken</s);
    expect(page).toMatch(/Second sheet.*?Due May 1, 2031.*?>Open</s);
    expect(await read(made.teacher, '/me')).not.toContain('First sheet');
    expect(await read(made.other, '/me')).not.toContain('First sheet');
  });
});

describe('the next step on an exercise’s page', () => {
  it('leads from a recognised mistake to where its skill decides', async () => {
    const person = await makePerson(server, '');
    const { at, variant } = await begin(person, { exercise: 'back-to-hidden-linear' });
    expect(await read(person, at)).not.toContain('id="next"');
    const page = await answer(person, at, onePath(variant));
    expect(page).toContain('Next: where this step alone decides – Adding the paths');
    const [, exercise = ''] = /name="next" value="([^"]+)"/.exec(page) ?? [];
    expect((await begin(person, { next: exercise })).variant.exercise).toBe(exercise);
  });

  it('says what is next when an exercise is done', async () => {
    const person = await makePerson(server, '');
    const { at, variant } = await begin(person, { exercise: 'errors-and-loss' });
    expect(await answer(person, at, keysOf(variant))).toMatch(/Next: something new – /);
  });

  it('is the first of today’s, over all courses', async () => {
    const { courseId, classroom, student } = await makeCourse(server);
    const practised = await begin(student, { exercise: 'forward-linear' });
    await answer(student, practised.at, { p1: '1234.5', p2: '1234.5' });
    const policy = withoutSchedule({ tries: 3, penalty: '0' });
    const exercises = ['errors-and-loss'];
    const set = await setAssignment(classroom, { courseId, title: 'Week 1', exercises, policy });
    const opened = await student.post(`/courses/${courseId}/assignments/${set.id}/1`, {});
    const at = opened.headers.get('location') ?? '';
    const page = await answer(student, at, keysOf(await variantAt(at)));
    const [, next] = /id="next-form".*?name="next" value="([^"]+)"/s.exec(page) ?? [];
    const [, first] = /name="next" value="([^"]+)"/.exec(await read(student, '/me')) ?? [];
    expect(next).toBe(first);
    expect(page).toContain('Next: what is not mastered yet – ');
  });
});

describe('my history', () => {
  it('shows everything typed, as typed, with its verdict and what it earned, newest first', async () => {
    const person = await makePerson(server, '');
    const { at, variant } = await begin(person, { exercise: 'du-linear' });
    await answer(person, at, { p1: '<b>1/0' });
    await answer(person, at, { p1: '77.777' });
    await answer(person, at, keysOf(variant));
    const page = await read(person, '/me/history');
    expect(page.match(/Attempt \d/g)).toEqual(['Attempt 3', 'Attempt 2', 'Attempt 1']);
    expect(page).toContain('<code dir="ltr">&lt;b&gt;1/0</code>');
    expect(page.match(/<td(?: class="is-right")?>(Right|Not yet|This could not be read)\./g)).toHaveLength(3);
    expect(page).toContain('This answer by itself: 100 %. Counted for these numbers: 100 %.');
    expect(page).toContain(`href="${at}"`);
    expect(await read(await makePerson(server, ''), '/me/history')).not.toContain('77.777');
  });

  it('shows the steps that were filled in', async () => {
    const person = await makePerson(server, '');
    const { at, variant } = await begin(person, { exercise: 'dw-linear' });
    const step = withSteps(variant).steps.find(({ quantity }) => quantity === 'e1')?.id ?? '';
    const [, , courseId = '', id = ''] = at.split('/');
    const stored = await findVariant(server.store, courseId, id);
    if (!stored) throw new Error('it was drawn');
    const classroom = {
      store: server.store,
      exercises: exercisesForTests,
      collections: [],
      now: () => new Date(),
    };
    const typed = { [step]: '12.345', ...keysOf(variant) };
    await submitAnswer(classroom, { variant: stored, typed, submissionKey: 'steps', locale: 'en' });
    const page = await read(person, '/me/history');
    expect(page).toMatch(/12\.345<\/code><\/td><td>Not yet\..*Right\./s);
  });

  it('holds no key, value of a mistake or seed of what is still open', async () => {
    const person = await makePerson(server, '');
    for (const exercise of exercisesForTests.keys()) {
      const { at } = await begin(person, { exercise });
      const variant = variantOf(definitionOf(exercise), 'never-to-be-seen');
      await freeze(at, variant);
      const typed = Object.fromEntries(variant.parts.map(({ id }) => [id, '77.777']));
      const page = await answer(person, at, typed);
      const open = variant.parts.map(({ id }) => id);
      const secrets = secretsOf(variant, open, ['77.777', `${new Date().getFullYear()}`]);
      const [, next = ''] = /(<form id="next-form".*?<\/form>)/.exec(page) ?? [];
      const own = await Promise.all(['/me', '/me/skills', '/me/history'].map((path) => read(person, path)));
      expect(
        [next, ...own].flatMap((text) => leaksIn(text, secrets)),
        exercise,
      ).toEqual([]);
    }
  }, 120_000);

  it('shows what an answer is worth since it was graded again, and says so', async () => {
    const made = await makeCourse(server);
    const policy = withoutSchedule({ tries: 3, penalty: '0' });
    const { courseId, classroom, student } = made;
    const set = await setAssignment(classroom, {
      courseId,
      title: 'Week 1',
      exercises: ['du-linear'],
      policy,
    });
    const opened = await student.post(`/courses/${courseId}/assignments/${set.id}/1`, {});
    const at = opened.headers.get('location') ?? '';
    const key = Number(keysOf(await variantAt(at)).p1);
    await answer(student, at, { p1: `${key * 1.02}` });
    expect(await read(student, '/me/history')).not.toContain('It was graded again');
    const tolerances = { 1: { p1: { kind: 'relative', n: '3/100' } } } as const;
    const plan = await planRegrade(classroom, set, { ...set, policy: { ...policy, tolerances } });
    await applyRegrade(classroom, { plan, students: 'all', reason: 'Too strict', byId: 'teacher' });
    const page = await read(student, '/me/history');
    expect(page).toContain(
      'This answer by itself: 100 %. Counted for these numbers: 100 %. It was graded again',
    );
    expect(page).toMatch(/<td class="is-right">Right\./);
  });

  it('goes page by page', async () => {
    const person = await makePerson(server, '');
    const { at } = await begin(person, { exercise: 'forward-linear' });
    for (let turn = 1; turn <= 22; turn++) await answer(person, at, { p1: '', p2: `${turn}00.5` });
    const first = await read(person, '/me/history');
    expect(first.match(/Attempt \d/g)).toHaveLength(20);
    const [, before = ''] = /href="\/me\/history\?before&#x3D;(\w+)"/.exec(first) ?? [];
    const second = await read(person, `/me/history?before=${before}`);
    expect(second.match(/Attempt \d+/g)).toEqual(['Attempt 2', 'Attempt 1']);
    expect(second).toContain('href="/me/history"');
    expect((await person.get(`/me/history?before=${'x'.repeat(99)}`)).status).toBe(400);
  });

  it('tells of an exam only what was typed before its results are told', async () => {
    const made = await makeCourse(server);
    const exam = await setAssignment(made.classroom, {
      courseId: made.courseId,
      title: 'Exam',
      mode: 'exam',
      exercises: ['du-linear'],
      policy: {
        ...withoutSchedule({ tries: 1, penalty: '0' }),
        dueAt: '2031-05-01T12:00:00Z',
        timeLimitMinutes: 30,
        feedback: 'when-closed',
      },
    });
    const at = `/courses/${made.courseId}/assignments/${exam.id}`;
    await made.student.post(`${at}/start`, {});
    const page = (await made.student.post(`${at}/1`, {})).headers.get('location') ?? '';
    const key = keysOf(await variantAt(page)).p1 ?? '';
    await made.student.post(`${page}/draft`, { submission: 'exam', 'answer.p1': key });
    await made.student.post(`${at}/hand-in`, {});
    const history = await read(made.student, '/me/history');
    expect(history).toContain(`<code dir="ltr">${key}</code>`);
    expect(history).toContain('What it earned is told when the exam is closed.');
    expect(history).not.toMatch(/Right\.|is-right|%/);
    expect(await read(made.student, '/me')).toMatch(/The results are told later<\/p>/);
    expect(await read(made.student, '/me/skills')).not.toContain('<meter');
    expect(await read(made.student, page)).not.toContain('id="next"');
  });
});
