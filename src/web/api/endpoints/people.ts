/** Who is in a course: seen, added, changed, removed and brought back; lists; what is kept of somebody. */
import * as z from 'zod';
import { changePerson, type PersonChange } from '../../../classroom/change-person.ts';
import { downloadData } from '../../../classroom/download-data.ts';
import { forgetPerson } from '../../../classroom/forget-person.ts';
import { fingerprintOf, importRoster, previewRoster } from '../../../classroom/import-roster.ts';
import { changesOf, type PlannedLine, rosterFields } from '../../../classroom/plan-roster.ts';
import { say } from '../../../language/language.ts';
import type { RosterProblem } from '../../../lms/read-roster.ts';
import { importRosterFile, planRosterFile } from '../../../lms/roster-file.ts';
import { westernDigits } from '../../../lms/safe-text.ts';
import { rosterCsv } from '../../../lms/write-roster.ts';
import { roles } from '../../../store/enrolments.ts';
import { listRoster, type RosterFields } from '../../../store/roster.ts';
import { emailProblem } from '../../account/credentials.ts';
import { Refusal } from '../../failure.ts';
import { problemSentence } from '../../teacher/people-pages.ts';
import { type Call, endpoint, fileEndpoint, nothing } from '../endpoint.ts';
import { fileText, filledLine, id, instant, line, list, pageById, pageOf, paging } from '../fields.ts';
import { personHere } from '../here.ts';
import { Problem } from '../problem.ts';
import { defined } from './policy.ts';

const fields = {
  displayName: z.string(),
  studentNumber: z.string().nullable(),
  email: z.string().nullable(),
  section: z.string().nullable(),
};

const person = z.object({
  id,
  ...fields,
  role: z.enum(roles),
  /** Whether they have come, or only stand on the roster. */
  joined: z.boolean(),
  removedAt: instant.nullable(),
  anonymousAt: instant.nullable(),
});

const plannedLine = z.object({
  line: z.number(),
  kind: z.enum(['added', 'changed', 'restored', 'unchanged']),
  enrolmentId: id.nullable(),
  fields: z.object(fields),
  changes: list(z.enum(rosterFields)),
});

export const peopleSchemas = { Person: person, PlannedLine: plannedLine };

const personOf = <P extends { readonly userId: string | null }>(found: P) => ({
  ...found,
  joined: found.userId !== null,
});

const orNone = <T extends z.ZodType<string>>(schema: T) =>
  schema.transform((text) => text || null).nullable();

const asked = {
  displayName: filledLine(200),
  studentNumber: orNone(line(60)).transform((number) => number && westernDigits(number)),
  email: orNone(line(254)).transform((email) => email && email.toLowerCase()),
  section: orNone(line(100)),
};

function requireEmail({ email }: Pick<RosterFields, 'email'>, { locale }: Call<unknown, unknown>): void {
  const detail = email === null ? undefined : emailProblem(email, say(locale).people).email;
  if (detail !== undefined)
    throw new Problem(422, 'misfit', { misfits: [{ in: 'body', at: '/email', detail }] });
}

async function add(call: Call<unknown, RosterFields>) {
  const { context, body, param } = call;
  const list = [{ ...body, line: 1 }];
  requireEmail(body, call);
  const plan = await previewRoster(context, param('courseId'), list);
  if (plan.lines.some(({ kind }) => kind !== 'added')) throw new Problem(409, 'isThere');
  const before = new Set((await listRoster(context.store, param('courseId'))).map((each) => each.id));
  const outcome = await importRoster(context, await call.member(), { list, shown: fingerprintOf(plan) });
  const roster = await listRoster(context.store, param('courseId'));
  const made = roster.find((each) => !before.has(each.id) && each.displayName === body.displayName);
  if (outcome.kind === 'differs' || !made) throw new Problem(409, 'rosterDiffers');
  return personOf(made);
}

async function apply(call: Call<unknown, unknown>, to: PersonChange) {
  const before = await personHere(call);
  const outcome = await changePerson(call.context, await call.member(), { id: before.id, to });
  const { lastTeacher, numberTaken } = say(call.locale).people;
  if (outcome === 'no-such-person') throw new Refusal(404, 'notFound');
  if (outcome !== 'changed')
    throw new Problem(409, 'conflict', { detail: outcome === 'last-teacher' ? lastTeacher : numberTaken });
  return personOf(await personHere(call));
}

function requireList(
  { problems, isEmpty }: { readonly problems: readonly RosterProblem[]; readonly isEmpty: boolean },
  { locale }: Call<unknown, unknown>,
): void {
  const misfits = problems.slice(0, 50).map((problem) => ({
    in: 'body' as const,
    at: '/csv',
    detail: `${problem.line}: ${problemSentence(problem, say(locale).people)}`,
  }));
  if (misfits.length > 0) throw new Problem(422, 'misfit', { misfits });
  if (isEmpty) throw new Problem(422, 'emptyList', { pointers: ['/csv'] });
}

const lineOf = (planned: PlannedLine) => ({
  ...planned,
  enrolmentId: 'before' in planned ? planned.before.id : null,
  changes: 'before' in planned ? changesOf(planned.before, planned.fields) : [],
});

const plan = z.object({
  lines: list(plannedLine),
  clashes: list(z.object({ line: z.number(), earlier: z.number() })),
  /** To send with the list when it is imported: only what was shown is done. '' where lines clash. */
  shown: z.string(),
});

const csv = fileText(2_000_000);
const people = '/courses/:courseId/people';
const one = `${people}/:enrolmentId`;

export const peopleEndpoints = [
  endpoint({
    id: 'listPeople',
    method: 'GET',
    path: people,
    action: 'see the roster',
    query: z.strictObject({
      ...paging,
      role: z.enum(roles).optional(),
      section: line(100).optional(),
      removed: z.enum(['with', 'without']).default('without'),
    }),
    answers: pageOf(person),
    run: async ({ context, param, query }) => {
      const { role, section, removed } = query;
      const roster = (await listRoster(context.store, param('courseId'))).filter(
        (each) =>
          (role === undefined || each.role === role) &&
          (section === undefined || each.section === section) &&
          (removed === 'with' || each.removedAt === null),
      );
      return pageById(roster.map(personOf), (each) => each.id, query);
    },
  }),
  endpoint({
    id: 'addPerson',
    method: 'POST',
    path: people,
    action: 'change the roster',
    body: z.strictObject({
      displayName: asked.displayName,
      studentNumber: asked.studentNumber.default(null),
      email: asked.email.default(null),
      section: asked.section.default(null),
    }),
    status: 201,
    answers: person,
    run: add,
  }),
  fileEndpoint({
    id: 'exportPeople',
    method: 'GET',
    path: `${people}.csv`,
    action: 'see the roster',
    files: ['text/csv; charset=utf-8'],
    run: async ({ context, param }) => {
      const roster = await listRoster(context.store, param('courseId'));
      const content = rosterCsv(roster.filter(({ removedAt }) => removedAt === null));
      return { name: 'people.csv', mediaType: 'text/csv; charset=utf-8', content };
    },
  }),
  endpoint({
    id: 'previewImport',
    method: 'POST',
    path: `${people}/import/preview`,
    action: 'change the roster',
    body: z.strictObject({ csv }),
    limit: '3mb',
    answers: plan,
    run: async (call) => {
      const sent = { courseId: call.param('courseId'), csv: call.body.csv };
      const { plan, problems, shown } = await call.elsewhere(planRosterFile, sent);
      requireList({ problems, isEmpty: plan.lines.length === 0 }, call);
      return { ...plan, lines: plan.lines.map(lineOf), shown };
    },
  }),
  endpoint({
    id: 'importPeople',
    method: 'POST',
    path: `${people}/import`,
    action: 'change the roster',
    body: z.strictObject({ csv, shown: z.string().max(80) }),
    limit: '3mb',
    answers: nothing,
    run: async (call) => {
      const teacher = await call.member();
      const sent = { courseId: teacher.courseId, teacher, ...call.body };
      const outcome = await call.elsewhere(importRosterFile, sent);
      if (outcome.kind === 'unreadable') requireList({ ...outcome, isEmpty: true }, call);
      if (outcome.kind !== 'imported') throw new Problem(409, 'rosterDiffers');
      return undefined;
    },
  }),
  endpoint({
    id: 'readPerson',
    method: 'GET',
    path: one,
    action: 'see the roster',
    answers: person,
    run: async (call) => personOf(await personHere(call)),
  }),
  endpoint({
    id: 'changePerson',
    method: 'PATCH',
    path: one,
    action: 'change the roster',
    body: z.strictObject({ ...asked, role: z.enum(roles) }).partial(),
    answers: person,
    run: async (call) => {
      const before = await personHere(call);
      const { role, ...changed } = { role: before.role, ...defined(call.body) };
      const { displayName, studentNumber, email, section } = { ...before, ...changed };
      requireEmail({ email: changed.email ?? null }, call);
      const to = { displayName, studentNumber, email, section };
      return apply(call, { kind: 'fields', fields: to, role });
    },
  }),
  endpoint({
    id: 'removePerson',
    method: 'POST',
    path: `${one}/remove`,
    action: 'change the roster',
    answers: person,
    run: (call) => apply(call, { kind: 'removed' }),
  }),
  endpoint({
    id: 'restorePerson',
    method: 'POST',
    path: `${one}/restore`,
    action: 'change the roster',
    answers: person,
    run: (call) => apply(call, { kind: 'restored' }),
  }),
  endpoint({
    id: 'downloadData',
    method: 'GET',
    path: `${one}/data`,
    action: 'protect data',
    /** Everything that is kept of somebody, as the tables hold it; no key and no seed. */
    answers: z.object({
      course: z.string(),
      person: z.record(z.string(), z.unknown()),
      variants: list(z.record(z.string(), z.unknown())),
      audit: list(z.record(z.string(), z.unknown())),
      tables: z.record(z.string(), list(z.record(z.string(), z.unknown()))),
    }),
    run: async (call) => {
      const data = await downloadData(call.context, await call.member(), call.param('enrolmentId'));
      if (!data) throw new Refusal(404, 'notFound');
      return data;
    },
  }),
  endpoint({
    id: 'anonymisePerson',
    method: 'POST',
    path: `${one}/anonymise`,
    action: 'protect data',
    body: z.strictObject({ sure: z.literal(true) }),
    answers: nothing,
    run: async (call) => {
      const outcome = await forgetPerson(call.context, await call.member(), call.param('enrolmentId'));
      if (outcome === 'no-such-person') throw new Refusal(404, 'notFound');
      if (outcome !== 'erased') throw new Refusal(409, 'lastTeacherStays');
      return undefined;
    },
  }),
];
