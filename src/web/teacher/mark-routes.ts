/**
 * Changing marks: a mark set by hand and taken back, a comment, a part that weighs differently; the gradebook, and
 * answers that fit another's variant.
 */
import { type Request, type Response, Router } from 'express';
import * as z from 'zod';
import { commentOnWork } from '../../classroom/comment-on-work.ts';
import { resultOf } from '../../classroom/job-kinds.ts';
import { overrideMark, withdrawOverride } from '../../classroom/override-mark.ts';
import { weighPart } from '../../classroom/weigh-part.ts';
import { say } from '../../language/language.ts';
import { listAdjustments } from '../../store/adjustments.ts';
import type { Assignment } from '../../store/assignments.ts';
import { listMarkChanges } from '../../store/mark-changes.ts';
import { findVariant } from '../../store/variants.ts';
import { nameIn, requireAssignment } from '../access.ts';
import { Refusal } from '../failure.ts';
import { line, paragraphs, requireForm } from '../forms.ts';
import { localeOf } from '../looks.ts';
import { sendMade } from '../send-made.ts';
import type { WebContext } from '../server.ts';
import { studentAddress, variantAddress } from './addresses.ts';
import { requireStudent, showStudent, showVariant } from './attempt-routes.ts';
import { requireTeacher } from './course-routes.ts';
import { gradebookWork } from './gradebook-work.ts';
import { integrityPage } from './integrity-page.ts';
import { doneForPage } from './job-routes.ts';
import { namesIn } from './names-in.ts';
import { readPercent, readWeight } from './read-mark.ts';
import { type WeightDraft, weightsPage } from './weights-page.ts';

export function markRoutes(context: WebContext): Router {
  const router = Router();
  const course = '/teach/courses/:courseId';
  const assignment = `${course}/assignments/:assignmentId`;
  router.get(`${course}/gradebook`, (request, response) => showGradebook(context, request, response));
  router.post(`${course}/variants/:variantId/comments`, (request, response) =>
    comment(context, request, response),
  );
  router.post(`${assignment}/students/:enrolmentId/mark`, (request, response) =>
    setMark(context, request, response),
  );
  router.get(`${assignment}/integrity`, (request, response) => showIntegrity(context, request, response));
  router.get(`${assignment}/weights`, (request, response) => showWeights(context, request, response));
  router.post(`${assignment}/weights`, (request, response) => changeWeight(context, request, response));
  return router;
}

async function showGradebook(context: WebContext, request: Request, response: Response): Promise<void> {
  const { courseId } = await requireTeacher(context, request, response);
  await sendMade(context, request, response, gradebookWork, { courseId });
}

async function showIntegrity(context: WebContext, request: Request, response: Response): Promise<void> {
  const { courseId } = await requireTeacher(context, request, response);
  const assignment = await requireAssignment(context, request);
  const payload = { courseId, assignmentId: assignment.id };
  const asked = { kind: 'find-coincidences', key: `find-coincidences ${assignment.id}`, payload } as const;
  const job = await doneForPage(context, request, response, asked);
  if (!job) return;
  const coincidences = resultOf('find-coincidences', job);
  const { exercises, nameOf } = await namesIn(context, courseId);
  context.views.send(request, response, (locale) =>
    integrityPage({ locale, assignment, exercises, nameOf, coincidences }),
  );
}

const commentForm = z.object({ text: paragraphs(2000) });

async function comment(context: WebContext, request: Request, response: Response): Promise<void> {
  const teacher = await requireTeacher(context, request, response);
  const { text } = requireForm(commentForm, request);
  const variant = await findVariant(context.store, teacher.courseId, nameIn(request, 'variantId'));
  if (!variant) throw new Refusal(404, 'notFound');
  if (text !== '') await commentOnWork(context, teacher, variant, text);
  response.redirect(303, variantAddress(teacher.courseId, variant.id));
}

const markForm = z.object({
  action: z.enum(['set', 'withdraw']).default('set'),
  position: z.coerce.number().int().min(0).max(1000).default(0),
  part: z
    .string()
    .regex(/^(p\d{1,3})?$/)
    .default(''),
  percent: line(40).default(''),
  reason: line(500).default(''),
  /** Where the form stands; '' on the page of the student. */
  variant: line(80).default(''),
});

async function setMark(context: WebContext, request: Request, response: Response): Promise<void> {
  const { courseId, id: byId } = await requireTeacher(context, request, response);
  const assignment = await requireAssignment(context, request);
  const student = await requireStudent(context, request, courseId);
  const { action, position, part, percent, reason, variant } = requireForm(markForm, request);
  const { tag, teacher } = say(localeOf(request));
  requirePlace(assignment, { position, part });
  const mark = readPercent(percent, tag);
  const place = { courseId, assignmentId: assignment.id, enrolmentId: student.id, position, part };
  if (action === 'withdraw') await withdrawOverride(context, { ...place, reason, byId });
  else if (mark !== undefined && reason !== '') await overrideMark(context, { ...place, mark, reason, byId });
  else {
    response.status(422);
    const draft = { percent, reason, problem: teacher.marks.notAMark };
    return variant === ''
      ? showStudent(context, request, response, { ...draft, assignmentId: assignment.id })
      : showVariant(context, request, response, variant, { ...draft, part });
  }
  response.redirect(
    303,
    variant === '' ? studentAddress(courseId, student.id) : variantAddress(courseId, variant),
  );
}

/** A part of an exercise of the assignment, or the whole of it. */
function requirePlace(
  { exercises }: Assignment,
  { position, part }: { position: number; part: string },
): void {
  const whole = position === 0 && part === '';
  if (!whole && (part === '' || !exercises.some((each) => each.position === position)))
    throw new Refusal(400, 'notUnderstood');
}

async function showWeights(
  context: WebContext,
  request: Request,
  response: Response,
  draft?: WeightDraft,
): Promise<void> {
  const { courseId, role } = await requireTeacher(context, request, response);
  const assignment = await requireAssignment(context, request);
  const [names, adjustments, changes] = await Promise.all([
    namesIn(context, courseId),
    listAdjustments(context.store, courseId, assignment.id),
    listMarkChanges(context.store, courseId, { assignmentId: assignment.id }),
  ]);
  context.views.send(request, response, (locale) =>
    weightsPage({ ...names, locale, role, assignment, partWeights: adjustments.partWeights, changes, draft }),
  );
}

const weightForm = z.object({
  position: z.coerce.number().int().min(1).max(1000),
  part: z.string().regex(/^p\d{1,3}$/),
  weight: line(40).default(''),
  reason: line(500).default(''),
});

async function changeWeight(context: WebContext, request: Request, response: Response): Promise<void> {
  const { courseId, id: byId } = await requireTeacher(context, request, response);
  const assignment = await requireAssignment(context, request);
  const { position, part, weight: typed, reason } = requireForm(weightForm, request);
  requirePlace(assignment, { position, part });
  const { tag, teacher } = say(localeOf(request));
  const weight = readWeight(typed, tag);
  if (weight === undefined || reason === '') {
    response.status(422);
    const draft = { position, part, weight: typed, reason, problem: teacher.marks.notAWeight };
    return showWeights(context, request, response, draft);
  }
  await weighPart(context, { courseId, assignmentId: assignment.id, position, part, weight, reason, byId });
  response.redirect(303, `/teach/courses/${courseId}/assignments/${assignment.id}/weights`);
}
