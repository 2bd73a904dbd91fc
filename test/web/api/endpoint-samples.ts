/** For each endpoint an address at which something stands, and a query and a body that fit. */
import * as z from 'zod';
import { may } from '../../../src/classroom/permissions.ts';
import { startCourse } from '../../../src/classroom/start-course.ts';
import { listEnrolments } from '../../../src/store/enrolments.ts';
import { noteLink } from '../../../src/store/lti-links.ts';
import { newId } from '../../../src/store/new-id.ts';
import { makeSiteOwner } from '../../../src/store/users.ts';
import type { Endpoint, OperationId } from '../../../src/web/api/endpoint.ts';
import { makePerson } from '../people.ts';
import { makeSamples } from '../route-samples.ts';
import { answerWith, assign, openExercise } from '../teacher/coursework.ts';
import type { TestServer } from '../test-server.ts';
import { type Caller, makeCaller } from './caller.ts';

export type EndpointSamples = Awaited<ReturnType<typeof makeEndpointSamples>>;

/** With a student's work in the course, and a second course of the same teacher. */
export async function makeEndpointSamples(server: TestServer) {
  const samples = await makeSamples(server);
  const { courseId, classroom } = samples;
  const teacher = await makeCaller(server, samples.teacher.user);
  const person = await makePerson(server, 'Olga');
  await makeSiteOwner(server.store, person.user.id);
  const owner = await makeCaller(server, person.user);
  const address = await assign(samples, ['du-linear', 'dw-linear']);
  const variantId = await openExercise(samples.student, address, 1);
  await answerWith(samples, variantId, { p1: '99999' });
  await answerWith(samples, variantId, { p1: '99998' });
  const people = await listEnrolments(server.store, courseId);
  const enrolmentId = people.find(({ userId }) => userId === samples.student.user.id)?.id ?? '';
  const link = { courseId, id: newId(), contextId: newId(), resourceLinkId: 'r', title: 'A link' };
  await noteLink(server.store, { ...link, assignmentId: null, lineItemUrl: null, createdAt: new Date() });
  const { id: otherCourseId } = await startCourse(classroom, samples.teacher.user, 'Spring');
  const assignmentId = address.split('/').at(-1) ?? '';
  /** What stands at a parameter of the address, where it is not that of route-samples. */
  const known: Known = { courseId, assignmentId, variantId, enrolmentId, linkId: link.id };

  const partOf = async ({ id, path }: Endpoint, part: string): Promise<string> => {
    const name = part.slice(1);
    if (!part.startsWith(':')) return part;
    if (name === 'regradeId') {
      const open = await server.store.prisma.regrade.findFirst({ where: { undoneAt: null } });
      return open?.id ?? 'none';
    }
    const fresh = name === 'enrolmentId' && path.includes('/people/');
    const own = id === 'enterCourse' && name === 'courseId' ? otherCourseId : known[name];
    return (fresh ? undefined : own) ?? samples.valueFor(name, path, samples.teacher.user.id);
  };
  return {
    ...samples,
    caller: teacher,
    /** Who may ask for it. */
    callerOf: ({ action }: Endpoint): Caller => (may('teacher', action) ? teacher : owner),
    /** Below /api/v1. */
    addressOf: async (row: Endpoint): Promise<string> =>
      (await Promise.all(row.path.split('/').map((part) => partOf(row, part)))).join('/'),
    queryOf: ({ id }: Endpoint): string => queries[id] ?? '',
    bodyOf: async ({ id }: Endpoint): Promise<unknown> => bodies[id]?.({ known, otherCourseId, teacher }),
  };
}

type Known = Readonly<Record<string, string>>;

interface Around {
  readonly known: Known;
  readonly otherCourseId: string;
  readonly teacher: Caller;
}

export const queries: Readonly<Partial<Record<OperationId, string>>> = {
  previewExport: '?format=canvas',
  exportGradebook: '?format=xlsx&scale=percent',
  findPrinted: '?numbers=0.5%202',
  searchAttempts: '?limit=1',
  listOwnExercises: '?of=everybody&limit=3',
};

const people = 'name,number,section\nKatherine,77,B\nGrace,,B\n';
const regrades = '/courses/:courseId/assignments/:assignmentId/regrades';
const here = (path: string, known: Known): string =>
  path.replace(/:(\w+)/g, (_, name: string) => known[name] ?? `:${name}`);

async function jsonAt({ teacher, known }: Around, path: string, body?: unknown) {
  const response = await teacher.ask(body === undefined ? 'GET' : 'POST', here(path, known), body);
  return z.record(z.string(), z.any()).parse(await response.json());
}

const exported = Buffer.from(
  'Student,ID,SIS User ID,SIS Login ID,Section,Quiz (7)\n    Points Possible,,,,,10\nGrace,4711,,,,\n',
).toString('base64');

/** A body that fits, for each endpoint that takes one. */
export const bodies: Readonly<Partial<Record<OperationId, (around: Around) => unknown>>> = {
  startCourse: () => ({ title: 'Autumn' }),
  changeCourse: () => ({ keepsNamesMonths: 12 }),
  lookAtFile: () => ({ file: exported }),
  fillFile: ({ known }) => ({ file: exported, assignment: known.assignmentId, column: 5 }),
  takeLmsPeople: () => ({ add: ['u1'] }),
  addPerson: () => ({ displayName: 'Mary', studentNumber: '۱۲', section: 'A' }),
  previewImport: () => ({ csv: people }),
  importPeople: async (around) => ({
    csv: people,
    shown: (await jsonAt(around, '/courses/:courseId/people/import/preview', { csv: people })).shown,
  }),
  changePerson: () => ({ section: 'C', email: null }),
  anonymisePerson: () => ({ sure: true }),
  writeExercise: () => ({
    yaml: 'id: own-api\nlevel: 4\nskills: [K9, K11]\ntitle: { en: A, fa: ب }\nprompt: { en: "Find {{p1}}.", fa: "{{p1}} را بیابید." }\nnet: { hidden: linear, output: linear }\nparts:\n  - quantity: dE/dw{i}{j}\n',
  }),
  tryExercise: () => ({ seed: 'seven', answers: { p1: '۰٫۵' } }),
  tryOwnExercise: () => ({}),
  setAssignment: () => ({
    title: 'Week 2',
    exercises: [{ exercise: 'du-linear', weight: '1/2' }, { exercise: 'dw-linear' }],
    policy: { dueAt: '2026-12-01T12:00:00+03:30', late: { perDay: 0.1 }, tolerance: 'relative-1' },
  }),
  foreseeChange: () => ({ policy: { tries: 2, grading: { rounded: '3/4' } } }),
  changeAssignment: () => ({ title: 'Week one', apply: { kind: 'from-now-on' } }),
  copyAssignment: ({ otherCourseId }) => ({ courseId: otherCourseId }),
  giveExtension: () => ({ dueAt: '2027-01-01T00:00:00Z', extraMinutes: 10 }),
  previewAssignment: () => ({ position: 1, moment: 'open', answers: { p1: '1/2' }, hints: 1 }),
  comment: () => ({ text: 'Look at the sign again.' }),
  setMark: () => ({ position: 1, part: 'p1', mark: '3/4', reason: 'Right idea' }),
  weighPart: () => ({ position: 1, part: 'p1', weight: 2, reason: 'It matters' }),
  regrade: async (around) => ({
    digest: (await jsonAt(around, `${regrades}/plan`)).digest,
    reason: 'Again',
  }),
  dismissAlert: ({ known }) => ({ enrolmentId: known.enrolmentId, rule: 'three-wrong' }),
  makeWorksheet: () => ({ title: 'Sheets', exercises: ['du-linear'], copies: 2, language: 'fa' }),
  chooseLinked: ({ known }) => ({ assignmentId: known.assignmentId }),
  choosePassback: () => ({ sends: 'by-hand', counts: 'last' }),
  changeTeacher: () => ({ mayTeach: true }),
  sendGrades: () => ({ enrolmentId: null }),
};
