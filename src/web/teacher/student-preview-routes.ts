/** A whole assignment as a student would meet it, moment by moment. What is typed there is graded and forgotten. */
import { randomBytes } from 'node:crypto';
import { type Request, type Response, Router } from 'express';
import * as z from 'zod';
import { findExercise, listExercises } from '../../classroom/find-exercise.ts';
import {
  type Moment,
  momentNames,
  momentsOf,
  pretendAnswer,
  pretendDraft,
  pretendVariant,
} from '../../classroom/preview-work.ts';
import { accessTo } from '../../grading/schedule.ts';
import { rungs } from '../../learning/steps-shown.ts';
import type { Assignment } from '../../store/assignments.ts';
import type { StoredVariant } from '../../store/variants.ts';
import { nameIn, requireAssignment } from '../access.ts';
import { Refusal } from '../failure.ts';
import { requireForm } from '../forms.ts';
import { localeOf } from '../looks.ts';
import type { WebContext } from '../server.ts';
import { modelOf } from '../student/exercise-model.ts';
import { answerForm } from '../student/exercise-routes.ts';
import { rungBeside } from '../student/step-models.ts';
import { typedIn } from '../student/typed-answers.ts';
import { requireTeacher } from './course-routes.ts';
import { requireVariant } from './require-variant.ts';
import {
  assignmentPreview,
  exercisePreview,
  type PreviewState,
  previewAddress,
} from './student-preview-page.ts';

const path = '/teach/courses/:courseId/assignments/:assignmentId/preview';

export function studentPreviewRoutes(context: WebContext): Router {
  const router = Router();
  router.get(path, (request, response) => showAssignment(context, request, response));
  router.post(path, async (request, response) => {
    const { assignment, state } = await here(context, request, response);
    response.redirect(303, previewAddress(assignment, state));
  });
  router.get(`${path}/:position`, async (request, response) => {
    const pretended = await pretend(context, request, response);
    await send(context, request, response, pretended, pretended.stored);
  });
  router.post(`${path}/:position`, (request, response) => answer(context, request, response));
  return router;
}

const query = z.object({
  as: z.enum(momentNames).optional().catch(undefined),
  seed: z.string().min(1).max(80).catch('1'),
  steps: z.enum(rungs).optional().catch(undefined),
  another: z.literal('1').optional().catch(undefined),
});

/** The assignment at the moment that is asked, else while it is open. */
async function here(context: WebContext, request: Request, response: Response) {
  await requireTeacher(context, request, response);
  const assignment = await requireAssignment(context, request);
  const { as, another, ...rest } = query.parse(request.query);
  const moments = momentsOf(assignment, context.now());
  const moment = moments.find(({ name }) => name === as) ?? moments.find(({ name }) => name === 'open');
  if (!moment) throw new Error('every assignment is open at some moment');
  const state: PreviewState = { as: moment.name, ...rest };
  return { assignment, moments, moment, state, another: another === '1' };
}

async function showAssignment(context: WebContext, request: Request, response: Response): Promise<void> {
  const { assignment, moments, moment, state } = await here(context, request, response);
  const exercises = await listExercises(context, assignment.courseId);
  context.views.send(request, response, (locale) =>
    assignmentPreview({ locale, assignment, moments, moment, state, exercises }),
  );
}

interface PretendedHere {
  readonly assignment: Assignment;
  readonly moments: readonly Moment[];
  readonly moment: Moment;
  readonly state: PreviewState;
  readonly another: boolean;
  readonly stored: StoredVariant;
}

async function pretend(context: WebContext, request: Request, response: Response): Promise<PretendedHere> {
  const found = await here(context, request, response);
  const { assignment, moment, state } = found;
  const place = assignment.exercises.find(({ position }) => `${position}` === nameIn(request, 'position'));
  const definition = place && (await findExercise(context, assignment.courseId, place.exercise));
  if (!definition) throw new Refusal(404, 'notFound');
  const drawn = await requireVariant(context, request, response, { definition, seed: state.seed });
  const stored = pretendVariant({ assignment, position: place.position, drawn, moment });
  const draft = {
    typed: {},
    locale: localeOf(request),
    steps: state.steps ?? null,
    savedAt: moment.at,
    hints: 0,
  };
  return { ...found, stored: pretendDraft(stored, draft) };
}

const posted = answerForm.extend({ submission: z.string().max(80).default('') });

async function answer(context: WebContext, request: Request, response: Response): Promise<void> {
  const pretended = await pretend(context, request, response);
  const { assignment, moment, state, stored, another } = pretended;
  if (another) {
    const seed = randomBytes(6).toString('hex');
    return response.redirect(303, previewAddress(assignment, { ...state, seed }, stored.position));
  }
  const { submission: _, action, hints, ...fields } = requireForm(posted, request);
  const typed = typedIn(stored, fields);
  const locale = localeOf(request);
  const draft = { typed, locale, steps: state.steps ?? null, savedAt: moment.at };
  const { phase } = accessTo(moment.work, moment.at);
  const isTyped = Object.values(typed).some((text) => text.trim() !== '');
  if (phase !== 'open') return send(context, request, response, pretended, stored);
  if (action === 'check' && moment.work.mode !== 'exam' && isTyped) {
    const answered = pretendAnswer(stored, { typed, locale, at: moment.at });
    return send(context, request, response, pretended, answered);
  }
  const steps = action === 'fewer' || action === 'more' ? rungBeside(stored, action) : state.steps;
  const level = action === 'hint' ? Math.min(hints + 1, mostHints) : hints;
  const kept = pretendDraft(stored, { ...draft, steps: steps ?? null, hints: level });
  await send(
    context,
    request,
    response,
    { ...pretended, state: { ...state, ...(steps && { steps }) } },
    kept,
  );
}

const mostHints = 3;

async function send(
  context: WebContext,
  request: Request,
  response: Response,
  { assignment, moments, moment, state }: Omit<PretendedHere, 'stored'>,
  stored: StoredVariant,
): Promise<void> {
  const then = { ...context, now: () => moment.at };
  const model = await modelOf(then, stored, localeOf(request));
  context.views.send(request, response, () =>
    exercisePreview({ assignment, moments, moment, state, stored, model }),
  );
}
