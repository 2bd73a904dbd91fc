/** What students did, for their teachers: finding attempts, a student's work, a variant with every attempt at it. */
import { type Request, type Response, Router } from 'express';
import * as z from 'zod';
import { findAttempts } from '../../classroom/find-attempts.ts';
import { findPrinted } from '../../classroom/find-printed.ts';
import { workOutMarks } from '../../classroom/list-marks.ts';
import { say } from '../../language/language.ts';
import { listAdjustments } from '../../store/adjustments.ts';
import { listAttempts } from '../../store/attempts.ts';
import { recordLook } from '../../store/audit.ts';
import { listComments } from '../../store/comments.ts';
import { type Enrolment, listEnrolments } from '../../store/enrolments.ts';
import { listVariantsOf, listVariantsOfSheet } from '../../store/find-attempts.ts';
import { listMarkChanges } from '../../store/mark-changes.ts';
import { listExtensionsOf } from '../../store/sittings.ts';
import { findVariant } from '../../store/variants.ts';
import { findSheetByCode } from '../../store/worksheets.ts';
import { nameIn } from '../access.ts';
import { Refusal } from '../failure.ts';
import { line, requireQuery } from '../forms.ts';
import { localeOf } from '../looks.ts';
import type { WebContext } from '../server.ts';
import { requireDefinition } from '../student/exercise-model.ts';
import { requireTeacher } from './course-routes.ts';
import { namesIn, namesOf } from './names-in.ts';
import { type SearchPageModel, searchPage } from './search-page.ts';
import { type StudentDraft, studentPage } from './student-page.ts';
import { type MarkDraft, variantPage } from './variant-page.ts';

export function attemptRoutes(context: WebContext): Router {
  const router = Router();
  const course = '/teach/courses/:courseId';
  router.get(`${course}/attempts`, (request, response) => search(context, request, response));
  router.get(`${course}/students/:enrolmentId`, (request, response) =>
    showStudent(context, request, response),
  );
  router.get(`${course}/variants/:variantId`, (request, response) =>
    showVariant(context, request, response, nameIn(request, 'variantId')),
  );
  return router;
}

const searchQuery = z.object({
  student: line(80).default(''),
  assignment: line(80).default(''),
  exercise: line(80).default(''),
  mistake: line(80).default(''),
  skill: line(80).default(''),
  place: line(80).default(''),
  code: line(80).default(''),
  numbers: line(300).default(''),
  before: line(80).default(''),
});

const attemptsOnPage = 50;

async function search(context: WebContext, request: Request, response: Response): Promise<void> {
  const { courseId } = await requireTeacher(context, request, response);
  const { before, ...asked } = requireQuery(searchQuery, request);
  const [names, printed] = await Promise.all([
    namesIn(context, courseId),
    findPrintedAsked(context, courseId, asked, say(localeOf(request)).tag),
  ]);
  const found = printed
    ? []
    : await findAttempts(context, {
        courseId,
        enrolmentId: asked.student || undefined,
        assignmentId: asked.assignment || undefined,
        exercise: asked.exercise || undefined,
        mistake: asked.mistake || undefined,
        skill: asked.skill || undefined,
        place: asked.place || undefined,
        before: before || undefined,
        most: attemptsOnPage + 1,
      });
  const attempts = found.slice(0, attemptsOnPage);
  const more = found.length > attemptsOnPage;
  context.views.send(request, response, (locale) =>
    searchPage({ ...names, locale, asked, printed, attempts, more }),
  );
}

async function findPrintedAsked(
  context: WebContext,
  courseId: string,
  { code, numbers }: { readonly code: string; readonly numbers: string },
  locale: string,
): Promise<SearchPageModel['printed']> {
  if (code === '') return numbers === '' ? undefined : findPrinted(context, courseId, numbers, locale);
  const sheet = await findSheetByCode(context.store, code.toLowerCase());
  if (sheet?.courseId !== courseId) return { kind: 'no-such-sheet' };
  const variants = await listVariantsOfSheet(context.store, sheet);
  return { kind: 'found', variants, sheets: [{ ...sheet, exercise: sheet.variant.exercise }] };
}

/** What names stand for in a course. */
export async function requireStudent(
  { store }: WebContext,
  request: Request,
  courseId: string,
): Promise<Enrolment> {
  const people = await listEnrolments(store, courseId);
  const found = people.find(({ id }) => id === nameIn(request, 'enrolmentId'));
  if (!found) throw new Refusal(404, 'notFound');
  return found;
}

export async function showStudent(
  context: WebContext,
  request: Request,
  response: Response,
  draft?: StudentDraft,
): Promise<void> {
  const viewer = await requireTeacher(context, request, response);
  const { courseId, role } = viewer;
  const student = await requireStudent(context, request, courseId);
  await noteLook(context, viewer, student.id);
  const names = await namesIn(context, courseId);
  const [variants, markOf, changes, extensions] = await Promise.all([
    listVariantsOf(context.store, courseId, student.id),
    workOutMarks(context.store, names.assignments, names.exercises, [student.id]),
    listMarkChanges(context.store, courseId, { enrolmentId: student.id }),
    listExtensionsOf(context.store, courseId, student.id),
  ]);
  const graded = names.assignments.filter(
    ({ id, mode }) => mode !== 'practice' || variants.some(({ assignmentId }) => assignmentId === id),
  );
  context.views.send(request, response, (locale) =>
    studentPage({
      role,
      ...names,
      assignments: graded,
      locale,
      student,
      variants,
      markOf: (assignment) => markOf(student.id, assignment),
      changes,
      extensions,
      draft,
    }),
  );
}

/** Who looked at whose work stands in the audit log. */
export function noteLook({ store, now }: WebContext, viewer: Enrolment, subjectId: string): Promise<void> {
  const { courseId, id: actorId } = viewer;
  return recordLook(store, {
    courseId,
    actorId,
    subjectId,
    action: 'work-seen',
    detail: {},
    createdAt: now(),
  });
}

export async function showVariant(
  context: WebContext,
  request: Request,
  response: Response,
  variantId: string,
  draft?: MarkDraft,
): Promise<void> {
  const viewer = await requireTeacher(context, request, response);
  const { courseId, role } = viewer;
  const stored = await findVariant(context.store, courseId, variantId);
  if (!stored) throw new Refusal(404, 'notFound');
  await noteLook(context, viewer, stored.enrolmentId);
  const [nameOf, attempts, definition, adjustments, comments] = await Promise.all([
    namesOf(context, courseId),
    listAttempts(context.store, courseId, variantId),
    requireDefinition(context, courseId, stored.variant.exercise),
    listAdjustments(context.store, courseId, stored.assignmentId),
    listComments(context.store, courseId, variantId),
  ]);
  const overrides = adjustments.overrides.filter(({ enrolmentId }) => enrolmentId === stored.enrolmentId);
  const student = nameOf(stored.enrolmentId);
  context.views.send(request, response, (locale) =>
    variantPage({ locale, role, student, stored, definition, attempts, overrides, comments, nameOf, draft }),
  );
}
