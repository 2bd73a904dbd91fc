import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { startCourse } from '../../../src/classroom/start-course.ts';
import { listEnrolments } from '../../../src/store/enrolments.ts';
import { noteLink } from '../../../src/store/lti-links.ts';
import { newId } from '../../../src/store/new-id.ts';
import { makeSiteOwner } from '../../../src/store/users.ts';
import type { Endpoint, OperationId } from '../../../src/web/api/endpoint.ts';
import { endpoints } from '../../../src/web/api/endpoints.ts';
import { makePerson } from '../people.ts';
import { makeSamples } from '../route-samples.ts';
import { answerWith, assign, openExercise } from '../teacher/coursework.ts';
import { startTestServer, type TestServer } from '../test-server.ts';
import { type Caller, makeCaller } from './caller.ts';

let server: TestServer;
let samples: Awaited<ReturnType<typeof makeSamples>>;
let teacher: Caller;
let owner: Caller;
/** What stands at a parameter of the address, where it is not that of route-samples. */
let known: Readonly<Record<string, string>>;
let otherCourseId: string;
beforeAll(async () => {
  server = await startTestServer('embedded');
  samples = await makeSamples(server);
  const { courseId, classroom } = samples;
  teacher = await makeCaller(server, samples.teacher.user);
  const person = await makePerson(server, 'Olga');
  await makeSiteOwner(server.store, person.user.id);
  owner = await makeCaller(server, person.user);
  const address = await assign(samples, ['du-linear', 'dw-linear']);
  const variantId = await openExercise(samples.student, address, 1);
  await answerWith(samples, variantId, { p1: '99999' });
  await answerWith(samples, variantId, { p1: '99998' });
  const people = await listEnrolments(server.store, courseId);
  const enrolmentId = people.find(({ userId }) => userId === samples.student.user.id)?.id ?? '';
  const link = { courseId, id: newId(), contextId: newId(), resourceLinkId: 'r', title: 'A link' };
  await noteLink(server.store, { ...link, assignmentId: null, lineItemUrl: null, createdAt: new Date() });
  ({ id: otherCourseId } = await startCourse(classroom, samples.teacher.user, 'Spring'));
  const assignmentId = address.split('/').at(-1) ?? '';
  known = { courseId, assignmentId, variantId, enrolmentId, linkId: link.id };
});
afterAll(async () => {
  expect(server.reported).toEqual([]);
  await server.close();
});

const people = 'name,number,section\nKatherine,77,B\nGrace,,B\n';
const jsonAt = async (path: string, body?: unknown): Promise<Record<string, string>> => {
  const response = await teacher.ask(body === undefined ? 'GET' : 'POST', path, body);
  return z.record(z.string(), z.any()).parse(await response.json());
};
const here = (path: string): string =>
  path.replace(/:(\w+)/g, (_, name: string) => known[name] ?? `:${name}`);
const regrades = '/courses/:courseId/assignments/:assignmentId/regrades';

const exported = Buffer.from(
  'Student,ID,SIS User ID,SIS Login ID,Section,Quiz (7)\n    Points Possible,,,,,10\nGrace,4711,,,,\n',
).toString('base64');

/** There is no LMS here to answer; test/web/lms-launch.test.ts and the browser's walk have one. */
const withoutLms: readonly OperationId[] = ['compareLmsPeople', 'takeLmsPeople'];

/** A body that fits, for each endpoint that takes one. */
const bodies: Readonly<Partial<Record<OperationId, () => unknown>>> = {
  startCourse: () => ({ title: 'Autumn' }),
  changeCourse: () => ({ keepsNamesMonths: 12 }),
  lookAtFile: () => ({ file: exported }),
  fillFile: () => ({ file: exported, assignment: known.assignmentId, column: 5 }),
  takeLmsPeople: () => ({ add: ['u1'] }),
  addPerson: () => ({ displayName: 'Mary', studentNumber: '۱۲', section: 'A' }),
  previewImport: () => ({ csv: people }),
  importPeople: async () => ({
    csv: people,
    shown: (await jsonAt(here('/courses/:courseId/people/import/preview'), { csv: people })).shown,
  }),
  changePerson: () => ({ section: 'C', email: null }),
  anonymisePerson: () => ({ sure: true }),
  writeExercise: () => ({
    yaml: 'id: own-api\nlevel: 4\nskills: [K9, K11]\ntitle: { en: A, fa: ب }\nprompt: { en: "Find {{p1}}.", fa: "{{p1}} را بیابید." }\nnet: { hidden: linear, output: linear }\nparts:\n  - quantity: dE/dw{i}{j}\n',
  }),
  setAssignment: () => ({
    title: 'Week 2',
    exercises: [{ exercise: 'du-linear', weight: '1/2' }, { exercise: 'dw-linear' }],
    policy: { dueAt: '2026-12-01T12:00:00+03:30', late: { perDay: 0.1 }, tolerance: 'relative-1' },
  }),
  foreseeChange: () => ({ policy: { tries: 2, grading: { rounded: '3/4' } } }),
  changeAssignment: () => ({ title: 'Week one', apply: { kind: 'from-now-on' } }),
  copyAssignment: () => ({ courseId: otherCourseId }),
  giveExtension: () => ({ dueAt: '2027-01-01T00:00:00Z', extraMinutes: 10 }),
  comment: () => ({ text: 'Look at the sign again.' }),
  setMark: () => ({ position: 1, part: 'p1', mark: '3/4', reason: 'Right idea' }),
  weighPart: () => ({ position: 1, part: 'p1', weight: 2, reason: 'It matters' }),
  regrade: async () => ({ digest: (await jsonAt(here(`${regrades}/plan`))).digest, reason: 'Again' }),
  dismissAlert: () => ({ enrolmentId: known.enrolmentId, rule: 'three-wrong' }),
  makeWorksheet: () => ({ title: 'Sheets', exercises: ['du-linear'], copies: 2, language: 'fa' }),
  chooseLinked: () => ({ assignmentId: known.assignmentId }),
  choosePassback: () => ({ sends: 'by-hand', counts: 'last' }),
  sendGrades: () => ({ enrolmentId: null }),
};

const queries: Readonly<Partial<Record<OperationId, string>>> = {
  previewExport: '?format=canvas',
  exportGradebook: '?format=xlsx&scale=percent',
  findPrinted: '?numbers=0.5%202',
  searchAttempts: '?limit=1',
  listOwnExercises: '?of=everybody&limit=3',
};

async function addressOf({ id, path }: Endpoint): Promise<string> {
  const parts = path.split('/').map(async (part) => {
    const name = part.slice(1);
    if (!part.startsWith(':')) return part;
    if (name === 'regradeId')
      return (await server.store.prisma.regrade.findFirstOrThrow({ where: { undoneAt: null } })).id;
    const fresh = name === 'enrolmentId' && path.includes('/people/');
    const own = id === 'enterCourse' && name === 'courseId' ? otherCourseId : known[name];
    return (fresh ? undefined : own) ?? samples.valueFor(name, path, samples.teacher.user.id);
  });
  return (await Promise.all(parts)).join('/') + (queries[id] ?? '');
}

const ask = async (row: Endpoint): Promise<Response> =>
  (row.id === 'enterCourse' ? owner : teacher).ask(
    row.method,
    await addressOf(row),
    await bodies[row.id]?.(),
  );

describe('every endpoint', () => {
  it.each(endpoints.filter(({ id }) => !withoutLms.includes(id)).map((row) => [row.id, row] as const))(
    '%s answers as its schema says',
    async (_, row) => {
      const response = await ask(row);
      const text = await response.text();
      expect(`${response.status} ${response.status === row.status ? '' : text}`).toBe(`${row.status} `);
      expect(response.headers.get('cache-control')).toBe('no-store');
      if (row.status === 204) return expect(text).toBe('');
      if (row.answers === undefined) return expect(row.files).toContain(response.headers.get('content-type'));
      expect(response.headers.get('content-type')).toBe('application/json; charset=utf-8');
      const json: unknown = JSON.parse(text);
      expect(z.encode(row.answers, z.decode(row.answers, json))).toEqual(json);
    },
  );

  it('says so where the LMS that it asks does not answer', async () => {
    for (const row of endpoints.filter(({ id }) => withoutLms.includes(id))) {
      const response = await ask(row);
      expect(response.status, row.id).toBe(424);
      expect(await response.json()).toMatchObject({ title: 'The LMS did not answer.' });
    }
  });

  it('fills the file of an LMS, and leaves every other byte', async () => {
    const row = endpoints.find(({ id }) => id === 'fillFile');
    const filled = row && (await (await ask(row)).text());
    expect(filled).toMatch(/^Student,ID,.*\n {4}Points Possible,,,,,10\nGrace,4711,,,,[\d.]+\n$/);
  });

  it('has a body to be tried with, where it takes one', () => {
    const takes = endpoints.flatMap(({ id, body }) => (body ? [id] : []));
    expect(Object.keys(bodies).toSorted()).toEqual(takes.toSorted());
  });

  it('tells no seed and no certificate', async () => {
    const variants = await server.store.prisma.variant.findMany({ select: { seed: true } });
    const sheets = await server.store.prisma.printedSheet.findMany({ select: { seed: true } });
    const seeds = [...variants, ...sheets].map(({ seed }) => seed);
    expect(seeds.length).toBeGreaterThan(2);
    for (const row of endpoints.filter(({ method }) => method === 'GET')) {
      const text = await (await ask(row)).text();
      for (const seed of seeds) expect(text.includes(seed), row.id).toBe(false);
      expect(text, row.id).not.toMatch(/"(?:seed|certificate|tokenHash|passwordHash)"/);
    }
  });
});

describe('a list', () => {
  it('comes in pages that end, each item once', async () => {
    const seen: string[] = [];
    for (let after = ''; ; ) {
      const address = `/exercises?limit=20${after && `&after=${after}`}`;
      const page = z
        .object({ items: z.array(z.object({ id: z.string() })), next: z.string().nullable() })
        .parse(await (await teacher.ask('GET', address)).json());
      seen.push(...page.items.map(({ id }) => id));
      if (page.next === null) break;
      after = page.next;
    }
    expect(seen.length).toBe(51);
    expect(new Set(seen).size).toBe(seen.length);
  });
});
