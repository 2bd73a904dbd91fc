import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { drawVariant, openVariant } from '../../src/classroom/draw-variant.ts';
import { overrideMark } from '../../src/classroom/override-mark.ts';
import { setAssignment } from '../../src/classroom/set-assignment.ts';
import { startCourse } from '../../src/classroom/start-course.ts';
import { submitAnswer } from '../../src/classroom/submit-answer.ts';
import { keyOf } from '../../src/exercise/key.ts';
import type { Schedule } from '../../src/grading/schedule.ts';
import { makeLti } from '../../src/lms/lti/lti.ts';
import { addressUnder } from '../../src/lms/passback/grade-service.ts';
import { findChangedMarks, sendDue } from '../../src/lms/passback/send-due.ts';
import { saveOverride } from '../../src/store/adjustments.ts';
import { withoutSchedule } from '../../src/store/assignments.ts';
import { enrol, findUserOf } from '../../src/store/enrolments.ts';
import { findLineItem, type LineItem, noteLineItem, setPassbackPolicy } from '../../src/store/line-items.ts';
import { linkContext, noteContext } from '../../src/store/lti-contexts.ts';
import { saveIdentity } from '../../src/store/lti-identities.ts';
import { newId } from '../../src/store/new-id.ts';
import { listPassbacks, owePassbacks } from '../../src/store/passbacks.ts';
import { createUser, findUserById } from '../../src/store/users.ts';
import { findVariant, type StoredVariant } from '../../src/store/variants.ts';
import { signedIn } from '../web/people.ts';
import { exercisesForTests, startTestServer, type TestServer } from '../web/test-server.ts';
import { registerPlatform } from './browser.ts';
import { type GradeBook, keepGrades } from './grade-book.ts';
import { startPlatform, type TestPlatform } from './platform.ts';

let server: TestServer;
let platform: TestPlatform;
let platformId: string;
let book: GradeBook;
/** The clock of the ledger; the platform lives in the same time. */
let now: Date;

const lti = makeLti({
  secret: 'a secret of the tests, long enough',
  guard: { allowsLoopback: true },
  log: () => {},
});
const tool = () => ({
  ...{ store: server.store, exercises: exercisesForTests, collections: [] },
  ...{ lti, publicUrl: server.url, now: () => now },
});
const wait = (seconds: number): void => {
  now = new Date(now.getTime() + seconds * 1000);
};

beforeAll(async () => {
  server = await startTestServer('embedded');
  platform = await startPlatform();
  platformId = (await registerPlatform(server, platform)).id;
  book = keepGrades(platform, server.url);
});
afterAll(async () => {
  expect(server.reported).toEqual([]);
  await platform.close();
  await server.close();
});

let item: LineItem;
let enrolmentId: string;
let subject: string;
let column: string;
let variant: StoredVariant;

const exercise = 'errors-then-total-linear';

/** A course with one student from the platform, and one exercise of three parts. */
beforeEach(async () => {
  now = new Date();
  book.down = false;
  const createdAt = now;
  const { store } = server;
  const ada = await createUser(store, { id: newId(), name: 'Ada', createdAt });
  const { id: courseId } = await startCourse(tool(), ada, 'Nets');
  const grace = await createUser(store, { id: newId(), name: 'Grace', createdAt });
  subject = newId();
  await saveIdentity(store, { platformId, subject, userId: grace.id, createdAt });
  enrolmentId = newId();
  const person = {
    courseId,
    id: enrolmentId,
    userId: grace.id,
    role: 'student',
    displayName: 'Grace',
  } as const;
  await enrol(store, { ...person, createdAt });
  const { id: assignmentId } = await setAssignment(tool(), {
    courseId,
    title: 'Week 3',
    exercises: [exercise],
    policy: withoutSchedule({ tries: 5, penalty: '0' }),
  });
  const contextId = newId();
  const services = { membershipsUrl: null, lineItemsUrl: `${platform.issuer}/lineitems`, scopes: '' };
  const place = { platformId, deploymentId: platform.deploymentId, contextId };
  await noteContext(store, {
    ...place,
    ...services,
    id: contextId,
    title: 'Nets',
    askedBy: ada.id,
    createdAt,
  });
  await linkContext(store, contextId, courseId);
  const id = newId();
  column = id;
  const url = `${platform.issuer}/lineitems/${column}/lineitem?type_id=1`;
  await noteLineItem(store, { courseId, id, assignmentId, contextId, label: 'Week 3', url, createdAt });
  const found = await findLineItem(store, courseId, id);
  if (!found) throw new Error('the column');
  item = found;
  variant = await openVariant(tool(), { courseId, enrolmentId, assignmentId, position: 1 }, exercise);
});

/** Answers the first n parts right. */
async function answer(n: number): Promise<void> {
  const stored = await findVariant(server.store, item.courseId, variant.id);
  if (!stored) throw new Error('the variant');
  const typed = stored.variant.parts
    .slice(0, n)
    .map(({ id, quantity }) => [id, keyOf(stored.variant, quantity).decimal]);
  const submission = {
    variant: stored,
    submissionKey: newId(),
    typed: Object.fromEntries(typed),
    locale: 'en',
  };
  await submitAnswer(tool(), submission);
}

async function schedule(change: Partial<Schedule>): Promise<void> {
  const policy = { ...withoutSchedule({ tries: 5, penalty: '0' }), ...change };
  await server.store.prisma.assignment.update({
    where: { courseId_id: { courseId: item.courseId, id: item.assignmentId } },
    data: { policy: JSON.parse(JSON.stringify(policy)) },
  });
}

/** Goes on with the student's variant of this number. */
async function another(number: number): Promise<void> {
  const place = { courseId: item.courseId, enrolmentId, assignmentId: item.assignmentId, position: 1 };
  variant = await drawVariant(tool(), place, exercise, number);
}

const row = async () => (await listPassbacks(server.store, item.courseId, item.id))[0];
const cell = () => book.cell(column, subject);
const parts = (): number => variant.variant.parts.length;

/** Everything that is due, and what becomes due within the next seconds. */
async function settle(seconds = 8): Promise<void> {
  for (let second = 0; second <= seconds; second++) {
    await sendDue(tool());
    wait(1);
  }
}

describe('the ledger', () => {
  it('owes a grade in the commit of the attempt, sends it, and sees it confirmed', async () => {
    await answer(1);
    expect(await row()).toMatchObject({ state: 'waiting', mark: null, sentMark: null });
    await sendDue(tool());
    expect(await row()).toMatchObject({ state: 'sent' });
    await settle();
    expect(await row()).toMatchObject({ state: 'confirmed', problem: null, nextAt: null });
    expect(cell().score).toBeCloseTo(100 / parts(), 3);
    expect(book.scores.at(-1)).toMatchObject({
      ...{ userId: subject, scoreMaximum: 100 },
      ...{ activityProgress: 'Completed', gradingProgress: 'FullyGraded' },
      timestamp: expect.stringMatching(/^\d{4}-.*\.\d{3}Z$/),
    });
  });

  it('feeds the column of each LMS course that is linked to the course', async () => {
    const { courseId, assignmentId } = item;
    const [contextId, id, createdAt] = [newId(), newId(), now];
    const place = { platformId, deploymentId: platform.deploymentId, contextId };
    const services = { membershipsUrl: null, lineItemsUrl: `${platform.issuer}/lineitems`, scopes: '' };
    await noteContext(server.store, {
      ...place,
      ...services,
      ...{ id: contextId, title: 'Nets, evening', askedBy: '', createdAt },
    });
    await linkContext(server.store, contextId, courseId);
    const url = `${platform.issuer}/lineitems/${id}/lineitem?type_id=1`;
    await noteLineItem(server.store, {
      courseId,
      id,
      assignmentId,
      contextId,
      label: 'Week 3',
      url,
      createdAt,
    });
    await answer(parts());
    await settle();
    expect([cell().score, book.cell(id, subject).score]).toEqual([100, 100]);
    expect((await listPassbacks(server.store, courseId, id))[0]).toMatchObject({ state: 'confirmed' });
  });

  it('sends a better grade a second later, never twice in the same second', async () => {
    await answer(1);
    await settle();
    await answer(parts());
    await settle();
    expect(cell().score).toBe(100);
    expect(await row()).toMatchObject({ state: 'confirmed', sentMark: '1' });
    const before = book.scores.length;
    await owePassbacks(server.store, item, { enrolmentIds: [enrolmentId], now, asked: 'whatever' });
    await settle();
    expect(book.scores).toHaveLength(before);
  });

  it('goes on where a process died between sending and noting', async () => {
    await answer(1);
    await settle();
    const before = await row();
    await answer(parts());
    await sendDue(tool());
    await server.store.prisma.passback.updateMany({
      where: { courseId: item.courseId },
      data: { state: 'confirmed', sentMark: before?.sentMark ?? null, nextAt: now },
    });
    await settle();
    expect(await row()).toMatchObject({ state: 'confirmed', sentMark: '1' });
  });

  it('waits for an LMS that is down for a day, and loses nothing', async () => {
    book.down = true;
    lti.tokens.clear();
    await answer(parts());
    for (let hour = 0; hour < 24; hour++) {
      await sendDue(tool());
      wait(3600);
    }
    expect(await row()).toMatchObject({ state: 'waiting', problem: 'status-503' });
    expect(cell().score).toBeNull();
    book.down = false;
    await settle();
    expect(await row()).toMatchObject({ state: 'confirmed' });
    expect(cell().score).toBe(100);
  });

  it('keeps what a teacher changed in the LMS, until somebody insists', async () => {
    await answer(1);
    await settle();
    cell().score = 12;
    await answer(parts());
    await settle();
    expect(await row()).toMatchObject({ state: 'conflict', problem: 'changed-there', shown: 0.12 });
    expect(cell().score).toBe(12);
    await owePassbacks(server.store, item, { enrolmentIds: [enrolmentId], now, asked: 'send' });
    await settle();
    expect(cell().score).toBe(12);
    await owePassbacks(server.store, item, { enrolmentIds: [enrolmentId], now, asked: 'whatever' });
    await settle();
    expect(cell().score).toBe(100);
    expect(await row()).toMatchObject({ state: 'confirmed', asked: null });
  });

  it('sees that an overridden grade takes no score, although the LMS says yes', async () => {
    cell().overridden = true;
    await answer(parts());
    await settle(120);
    expect(await row()).toMatchObject({ state: 'conflict', problem: 'not-taken' });
  });

  it('keeps a grade that stood there before', async () => {
    cell().score = 55;
    await answer(parts());
    await settle();
    expect(await row()).toMatchObject({ state: 'conflict', problem: 'had-a-grade' });
    expect(cell().score).toBe(55);
  });

  it('finds an override by a teacher here, and never lowers a grade unasked', async () => {
    await answer(parts());
    await settle();
    const override = { enrolmentId, assignmentId: item.assignmentId, position: 0, part: '', mark: '1/2' };
    await saveOverride(server.store, {
      ...{ ...override, courseId: item.courseId, reason: 'late', byId: enrolmentId, createdAt: now },
    });
    expect(await findChangedMarks(tool())).toBe(1);
    await settle();
    expect(await row()).toMatchObject({ state: 'conflict', problem: 'would-lower', mark: '1/2' });
    expect(cell().score).toBe(100);
    expect(await findChangedMarks(tool())).toBe(0);
    await owePassbacks(server.store, item, { enrolmentIds: [enrolmentId], now, asked: 'whatever' });
    await settle();
    expect(cell().score).toBe(50);
  });

  it('tries a conflict of times again with a later one', async () => {
    cell().timestamp = Math.floor(now.getTime() / 1000) + 2;
    await answer(parts());
    await settle(12);
    expect(cell().score).toBe(100);
    expect(await row()).toMatchObject({ state: 'confirmed' });
  });

  it('sends when complete, or by hand, where the teacher wants it so', async () => {
    await setPassbackPolicy(server.store, item, { sends: 'when-complete', counts: 'best' });
    await answer(1);
    await settle();
    expect(cell().score).toBeNull();
    await answer(parts());
    await settle();
    expect(cell().score).toBe(100);
  });

  it('waits for the due date, also for one that comes later for this student', async () => {
    const dueAt = new Date(now.getTime() + 3_600_000);
    await schedule({ dueAt: dueAt.toISOString() });
    await setPassbackPolicy(server.store, item, { sends: 'at-due-date', counts: 'best' });
    await answer(parts());
    await settle();
    expect(await row()).toMatchObject({ state: 'waiting', mark: '1', nextAt: dueAt });
    const later = new Date(dueAt.getTime() + 3_600_000);
    await server.store.prisma.extension.create({
      data: {
        courseId: item.courseId,
        assignmentId: item.assignmentId,
        enrolmentId,
        dueAt: later,
        createdAt: now,
      },
    });
    now = dueAt;
    await settle();
    expect(await row()).toMatchObject({ state: 'waiting', nextAt: later });
    expect(cell().score).toBeNull();
    now = later;
    await settle();
    expect(await row()).toMatchObject({ state: 'confirmed' });
    expect(cell().score).toBe(100);
  });

  it('goes by hand where it should go at a due date that there is none of', async () => {
    await setPassbackPolicy(server.store, item, { sends: 'at-due-date', counts: 'best' });
    await answer(parts());
    await settle();
    expect(await row()).toMatchObject({ state: 'waiting', nextAt: null });
  });

  it('tells the LMS nothing that the student is not told yet', async () => {
    const dueAt = new Date(now.getTime() + 3_600_000).toISOString();
    await schedule({ dueAt, feedback: 'when-closed' });
    await answer(parts());
    await settle();
    expect(cell().score).toBeNull();
    wait(2 * 3600);
    await settle();
    expect(cell().score).toBe(100);
  });

  it.each([
    ['best', [3, 1, 2], '1'],
    ['last', [3, 1, 2], '2/3'],
    ['first', [1, 3, 2], '1/3'],
  ] as const)('sends the %s of several variants', async (counts, right, mark) => {
    await setPassbackPolicy(server.store, item, { sends: 'by-hand', counts });
    for (const [index, many] of right.entries()) {
      if (index > 0) await another(index + 1);
      await answer(many);
    }
    await owePassbacks(server.store, item, { enrolmentIds: [enrolmentId], now, asked: 'send' });
    await settle();
    expect(await row()).toMatchObject({ state: 'confirmed', mark });
    expect(cell().score).toBeCloseTo(100 * (Number(mark.split('/')[0]) / Number(mark.split('/')[1] ?? 1)), 3);
  });

  it.each([
    ['last', '1/3'],
    ['first', '1'],
  ] as const)('never lowers a grade where the %s counts', async (counts, mark) => {
    await setPassbackPolicy(server.store, item, { sends: 'at-once', counts });
    await answer(3);
    await settle();
    await another(2);
    await answer(1);
    await settle();
    expect(await row()).toMatchObject({ mark, sentMark: '1' });
    expect(cell().score).toBe(100);
  });

  it('looks through the class again only where marks changed otherwise than by answering', async () => {
    await answer(1);
    await settle();
    const since = now;
    expect(await findChangedMarks(tool(), since)).toBe(0);
    wait(1);
    await overrideMark(tool(), {
      ...{ courseId: item.courseId, enrolmentId, assignmentId: item.assignmentId, position: 0, part: '' },
      ...{ mark: '1', reason: 'by word of mouth', byId: enrolmentId },
    });
    expect(await findChangedMarks(tool(), new Date(now.getTime() + 1000))).toBe(0);
    expect(await findChangedMarks(tool(), since)).toBe(1);
    await settle();
    expect(cell().score).toBe(100);
  });

  it('shows student and teacher how far a grade came', async () => {
    const student = await findUserOf(server.store, item.courseId, enrolmentId);
    const user = student && (await findUserById(server.store, student));
    const [teacher] = await server.store.prisma.enrolment.findMany({
      where: { courseId: item.courseId, role: 'teacher' },
    });
    const ada = teacher?.userId && (await findUserById(server.store, teacher.userId));
    if (!user || !ada) throw new Error('both have come');
    const [grace, taught] = [await signedIn(server, user), await signedIn(server, ada)];
    const told = async () => ({
      student: await (await grace.get(`/courses/${item.courseId}/assignments/${item.assignmentId}`)).text(),
      teacher: await (await taught.get(`/teach/courses/${item.courseId}/lti/columns/${item.id}`)).text(),
    });
    await answer(1);
    expect((await told()).student).toContain('your grade waits to be sent');
    await sendDue(tool());
    expect((await told()).student).toContain('your grade was sent');
    await settle();
    expect((await told()).student).toContain('your grade has arrived');
    expect((await told()).teacher).toContain('confirmed: the LMS shows it');
    cell().score = 12;
    await answer(parts());
    await settle();
    const { student: said, teacher: seen } = await told();
    expect(said).toContain('another grade stands there; your teacher sees it');
    for (const text of ['100.00', '33.33', '12.00', 'The grade was changed in the LMS, and is kept.'])
      expect(seen).toContain(text);
  });

  it('sends nothing by itself where grades go by hand', async () => {
    await setPassbackPolicy(server.store, item, { sends: 'by-hand', counts: 'best' });
    await answer(parts());
    await settle();
    expect(await row()).toMatchObject({ state: 'waiting', mark: '1', nextAt: null });
    expect(cell().score).toBeNull();
    await owePassbacks(server.store, item, { enrolmentIds: [enrolmentId], now, asked: 'send' });
    await settle();
    expect(cell().score).toBe(100);
  });

  it('tells what the LMS does not take', async () => {
    await server.store.prisma.ltiIdentity.deleteMany({ where: { subject } });
    await answer(1);
    await settle();
    expect(await row()).toMatchObject({ state: 'failed', problem: 'not-in-lms', nextAt: null });
  });

  it('makes the column where there is none, once', async () => {
    await server.store.prisma.lineItem.updateMany({ where: { id: item.id }, data: { url: null } });
    await answer(parts());
    await settle();
    const made = book.items.at(-1);
    expect(made).toMatchObject({ label: 'Week 3', resourceId: `${item.courseId}.${item.assignmentId}` });
    expect((await findLineItem(server.store, item.courseId, item.id))?.url).toBe(made?.id);
    expect(await row()).toMatchObject({ state: 'confirmed' });
  });
});

describe('the address of scores', () => {
  it.each([
    ['https://m.example/x/lineitem?type_id=1', 'https://m.example/x/lineitem/scores?type_id=1'],
    ['https://c.example/api/line_items/7', 'https://c.example/api/line_items/7/scores'],
    ['https://c.example/api/line_items/7/', 'https://c.example/api/line_items/7/scores'],
  ])('of %s is %s', (lineItem, scores) => {
    expect(addressUnder(lineItem, 'scores').href).toBe(scores);
  });
});
