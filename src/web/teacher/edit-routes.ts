/** Changing an assignment, grading it again, undoing that, copying it, and extending it for one student. */
import { type Request, type Response, Router } from 'express';
import * as z from 'zod';
import { changeAssignment } from '../../classroom/change-assignment.ts';
import { copyAssignments } from '../../classroom/copy-assignments.ts';
import type { Foreseen } from '../../classroom/foresee-change.ts';
import { giveExtension } from '../../classroom/give-extension.ts';
import { type PayloadOf, resultOf } from '../../classroom/job-kinds.ts';
import { may } from '../../classroom/permissions.ts';
import { partIdsOf } from '../../exercise/definition.ts';
import { say } from '../../language/language.ts';
import type { Assignment } from '../../store/assignments.ts';
import { findCoursesOf } from '../../store/courses.ts';
import { findJob } from '../../store/jobs.ts';
import { listRegrades } from '../../store/regrades.ts';
import { hasVariants } from '../../store/variants.ts';
import { nameIn, requireAssignment } from '../access.ts';
import { Refusal } from '../failure.ts';
import { line, requireForm, requireQuery } from '../forms.ts';
import { localeOf } from '../looks.ts';
import type { WebContext } from '../server.ts';
import { requireUser } from '../session.ts';
import { studentAddress } from './addresses.ts';
import { requireStudent } from './attempt-routes.ts';
import { requireTeacher } from './course-routes.ts';
import { type EditContext, type EditFields, editForm, fieldsOf, readEdit, readInstant } from './edit-form.ts';
import { assignmentAddress, changePage, type EditPageModel, editPage } from './edit-page.ts';
import { doneAtOnce, doneForPage } from './job-routes.ts';
import { namesIn } from './names-in.ts';
import { regradePage } from './regrade-page.ts';

export function editRoutes(context: WebContext): Router {
  const router = Router();
  const address = '/teach/courses/:courseId/assignments/:assignmentId';
  router.get(`${address}/edit`, (request, response) => showEditOrChange(context, request, response));
  router.post(`${address}/edit`, (request, response) => edit(context, request, response));
  router.post(`${address}/copy`, (request, response) => copy(context, request, response));
  router.get(`${address}/regrade`, (request, response) => showRegrade(context, request, response));
  router.post(`${address}/regrade`, (request, response) => regrade(context, request, response));
  router.post(`${address}/regrade/:regradeId/undo`, (request, response) => undo(context, request, response));
  router.post(`${address}/students/:enrolmentId/extension`, (request, response) =>
    extend(context, request, response),
  );
  return router;
}

async function here(context: WebContext, request: Request, response: Response) {
  const teacher = await requireTeacher(context, request, response);
  const assignment = await requireAssignment(context, request);
  return { teacher, assignment };
}

async function showEdit(
  context: WebContext,
  request: Request,
  response: Response,
  shown: Partial<Pick<EditPageModel, 'fields' | 'problems' | 'copyProblem'>> = {},
): Promise<void> {
  const { assignment } = await here(context, request, response);
  const { exercises } = await namesIn(context, assignment.courseId);
  const beforeStart = !(await hasVariants(context.store, assignment));
  const all = await findCoursesOf(context.store, requireUser(response).id);
  const courses = all.flatMap(({ course, role }) =>
    may(role, 'set assignments') && course.kind === 'course' && course.id !== assignment.courseId
      ? [course]
      : [],
  );
  const { fields = fieldsOf(assignment), problems = {}, copyProblem = '' } = shown;
  context.views.send(request, response, (locale) =>
    editPage({ locale, assignment, exercises, beforeStart, fields, problems, courses, copyProblem }),
  );
}

const confirmForm = z.object({
  confirm: z.enum(['regrade', 'from-now-on']).optional(),
  digest: line(80).default(''),
  reason: line(500).default(''),
  student: z.union([z.array(line(80)), line(80).transform((one) => [one])]).default([]),
});

/** Before the start a change is made at once; after it, only when what it does was shown. */
async function edit(context: WebContext, request: Request, response: Response): Promise<void> {
  const { teacher, assignment } = await here(context, request, response);
  const fields = requireForm(editForm, request);
  const { confirm, digest, reason, student } = requireForm(confirmForm, request);
  const beforeStart = !(await hasVariants(context.store, assignment));
  const outcome = readEdit(fields, await editContext(context, request, { assignment, beforeStart }));
  if (outcome.kind === 'problems') {
    response.status(422);
    return showEdit(context, request, response, { fields, problems: outcome.problems });
  }
  const { proposed } = outcome;
  const by = { byId: teacher.id, reason: reason || say(localeOf(request)).teacher.marks.edit.title };
  if (beforeStart || confirm === 'from-now-on') await changeAssignment(context, proposed, by);
  else {
    const change = { ...placeOf(assignment), proposed, form: fields };
    if (confirm !== 'regrade') return foresee(context, request, response, { assignment, change });
    const payload = { ...change, digest, students: student, ...by };
    const job = await doneAtOnce(context, response, { kind: 'regrade', payload });
    if (!job) return;
    if (resultOf('regrade', job) === 'stale')
      return foresee(context, request, response, { assignment, change: asStale(change) });
  }
  response.redirect(303, assignmentAddress(assignment));
}

const placeOf = ({ courseId, id }: Assignment) => ({ courseId, assignmentId: id });

/** What a page is to say of a change, or of a regrade without one. */
type Change = PayloadOf<'foresee-change'>;

/** Something has changed since it was shown before. */
const asStale = (change: Change): Change => ({ ...change, form: { ...change.form, stale: 'yes' } });
const isStale = ({ form }: Pick<Change, 'form'>): boolean => form.stale === 'yes';

/** What a change would do, once it is worked out. */
async function foresee(
  context: WebContext,
  request: Request,
  response: Response,
  { assignment, change }: { readonly assignment: Assignment; readonly change: Change },
): Promise<void> {
  const job = await doneAtOnce(context, response, { kind: 'foresee-change', payload: change });
  if (!job) return;
  const foreseen = resultOf('foresee-change', job);
  const fields = editForm.parse(change.form);
  await showChange(context, request, response, { assignment, fields, foreseen, stale: isStale(change) });
}

const jobQuery = z.object({ job: line(80).default(''), stale: line(80).default('') });

/** The form; or the change that somebody waited for, and the one that was overtaken while they did. */
async function showEditOrChange(context: WebContext, request: Request, response: Response): Promise<void> {
  const { assignment } = await here(context, request, response);
  const { job: done, stale } = requireQuery(jobQuery, request);
  const job = await findJob(context.store, { courseId: assignment.courseId, id: done || stale });
  const payload = job?.payload as Change | undefined;
  if (!job || payload?.assignmentId !== assignment.id || payload.proposed === null)
    return showEdit(context, request, response);
  const { proposed, form } = payload;
  const change = { ...placeOf(assignment), proposed, form };
  if (stale !== '') return foresee(context, request, response, { assignment, change: asStale(change) });
  const fields = editForm.parse(form);
  const foreseen = resultOf('foresee-change', job);
  await showChange(context, request, response, { assignment, fields, foreseen, stale: isStale(change) });
}

interface ShownChange {
  readonly assignment: Assignment;
  readonly fields: EditFields;
  readonly foreseen: Foreseen;
  /** Something has changed since it was shown before. */
  readonly stale: boolean;
}

async function showChange(
  context: WebContext,
  request: Request,
  response: Response,
  { stale, ...shown }: ShownChange,
): Promise<void> {
  if (stale) response.status(409);
  const { nameOf } = await namesIn(context, shown.assignment.courseId);
  context.views.send(request, response, (locale) =>
    changePage({ ...shown, locale, nameOf, notice: noticeOf(stale, locale) }),
  );
}

const noticeOf = (stale: boolean, locale: Parameters<typeof say>[0]): string =>
  stale ? say(locale).teacher.marks.regrade.stale : '';

async function editContext(
  context: WebContext,
  request: Request,
  place: Pick<EditContext, 'assignment' | 'beforeStart'>,
): Promise<EditContext> {
  const { exercises } = await namesIn(context, place.assignment.courseId);
  const partsOf = (exercise: string) => {
    const definition = exercises.get(exercise);
    return definition && partIdsOf(definition);
  };
  return { ...place, partsOf, locale: localeOf(request) };
}

const staleQuery = z.object({ stale: line(80).default('') });

async function showRegrade(
  context: WebContext,
  request: Request,
  response: Response,
  overtaken = requireQuery(staleQuery, request).stale !== '',
): Promise<void> {
  const { assignment } = await here(context, request, response);
  const { courseId, id } = assignment;
  const payload = { ...placeOf(assignment), proposed: null, form: overtaken ? { stale: 'yes' } : {} };
  const key = overtaken ? undefined : `foresee-change ${id}`;
  const asked = { kind: 'foresee-change', payload, ...(key && { key }) } as const;
  const job = await doneForPage(context, request, response, asked);
  if (!job) return;
  const { plan } = resultOf('foresee-change', job);
  const stale = isStale(job.payload as Change);
  const [{ nameOf }, regrades] = await Promise.all([
    namesIn(context, courseId),
    listRegrades(context.store, courseId, id),
  ]);
  if (stale) response.status(409);
  context.views.send(request, response, (locale) =>
    regradePage({ locale, assignment, plan, regrades, nameOf, notice: noticeOf(stale, locale) }),
  );
}

async function regrade(context: WebContext, request: Request, response: Response): Promise<void> {
  const { teacher, assignment } = await here(context, request, response);
  const { digest, reason, student: students } = requireForm(confirmForm, request);
  const order = { proposed: null, digest, students, byId: teacher.id, reason, form: {} };
  const payload = { ...placeOf(assignment), ...order };
  const job = await doneAtOnce(context, response, { kind: 'regrade', payload });
  if (!job) return;
  if (resultOf('regrade', job) === 'stale') return showRegrade(context, request, response, true);
  response.redirect(303, `${assignmentAddress(assignment)}/regrade`);
}

async function undo(context: WebContext, request: Request, response: Response): Promise<void> {
  const { teacher, assignment } = await here(context, request, response);
  const regradeId = nameIn(request, 'regradeId');
  const { regrade: words } = say(localeOf(request)).teacher.marks;
  const payload = { ...placeOf(assignment), regradeId, byId: teacher.id, reason: words.undo };
  const job = await doneAtOnce(context, response, { kind: 'undo-regrade', payload });
  if (job) response.redirect(303, `${assignmentAddress(assignment)}/regrade`);
}

const copyForm = z.object({ course: line(80).default('') });

async function copy(context: WebContext, request: Request, response: Response): Promise<void> {
  const { assignment } = await here(context, request, response);
  const { course } = requireForm(copyForm, request);
  const own = await findCoursesOf(context.store, requireUser(response).id);
  const to = own.find((each) => each.course.id === course && may(each.role, 'set assignments'));
  if (!to) throw new Refusal(400, 'notUnderstood');
  const made = await copyAssignments(context, { assignments: [assignment], courseId: course, weeks: null });
  if (made.kind === 'other-exercises') {
    response.status(422);
    const copyProblem = say(localeOf(request)).teacher.rest.otherExercises(made.exercises.join(', '));
    return showEdit(context, request, response, { copyProblem });
  }
  const [copied = assignment] = made.assignments;
  response.redirect(303, assignmentAddress(copied));
}

const extensionForm = z.object({
  due: line(30).default(''),
  minutes: z.coerce.number().int().min(0).max(1440).catch(0),
});

async function extend(context: WebContext, request: Request, response: Response): Promise<void> {
  const { teacher, assignment } = await here(context, request, response);
  const student = await requireStudent(context, request, assignment.courseId);
  const { due, minutes } = requireForm(extensionForm, request);
  const dueAt = readInstant(due);
  if (dueAt === undefined) throw new Refusal(400, 'notUnderstood');
  const { courseId, id: assignmentId } = assignment;
  const place = { courseId, enrolmentId: student.id, assignmentId };
  const extension = { dueAt: dueAt === null ? null : new Date(dueAt), extraMinutes: minutes };
  await giveExtension(context, teacher, place, extension);
  response.redirect(303, studentAddress(courseId, student.id));
}
