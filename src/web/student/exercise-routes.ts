/**
 * Exercises as students meet them: a variant's page, answers, hints, another one like it. The address names
 * the variant, so that it leads back to the same state; nobody but its student can open it.
 */
import { type Request, type Response, Router } from 'express';
import * as z from 'zod';
import { drawVariant } from '../../classroom/draw-variant.ts';
import { handInIfOver } from '../../classroom/hand-in.ts';
import { keepDraft } from '../../classroom/keep-draft.ts';
import { practise, practiseAgain, welcomeVisitor } from '../../classroom/practise.ts';
import { answerVariant } from '../../classroom/submit-answer.ts';
import { takeHint } from '../../classroom/take-hint.ts';
import { hintPauseSeconds } from '../../grading/hint-pause.ts';
import { accessTo } from '../../grading/schedule.ts';
import { type Catalogue, say } from '../../language/language.ts';
import type { Rung } from '../../learning/steps-shown.ts';
import type { StoredVariant } from '../../store/variants.ts';
import { requireOwnVariant } from '../access.ts';
import { Refusal } from '../failure.ts';
import { line, requireForm, requireQuery } from '../forms.ts';
import { localeOf } from '../looks.ts';
import type { WebContext } from '../server.ts';
import { findUser, signIn } from '../session.ts';
import { boardView } from './board.ts';
import { echoOf } from './echo.ts';
import { boardModelOf, modelOf } from './exercise-model.ts';
import { exercisePage } from './exercise-page.ts';
import { rungBeside, stepsAnnounced } from './step-models.ts';
import { keptWith, tooLate, typedIn } from './typed-answers.ts';

export function exerciseRoutes(context: WebContext): Router {
  const router = Router();
  router.post('/practise', (request, response) => startPractice(context, request, response));
  router.get('/exercise/:courseId/:variantId', (request, response) => show(context, request, response));
  router.post('/exercise/:courseId/:variantId', (request, response) => answer(context, request, response));
  router.post('/exercise/:courseId/:variantId/draft', (request, response) =>
    draft(context, request, response),
  );
  router.post('/exercise/:courseId/:variantId/another', (request, response) =>
    another(context, request, response),
  );
  router.get('/exercise/:courseId/:variantId/echo', async (request, response) => {
    const { variant } = await requireOwnVariant(context, request, response);
    const typing = requireQuery(echoQuery, request);
    response.type('html').send(echoOf(typing, variant, localeOf(request)));
  });
  return router;
}

const echoQuery = z.object({
  text: z.string().max(100_000).default(''),
  part: z.string().max(80).optional(),
});

export const exerciseAddress = (variant: { readonly courseId: string; readonly id: string }): string =>
  `/exercise/${variant.courseId}/${variant.id}`;

/** `next`: with new numbers, where the latest ones are done. */
const practiceForm = z.object({ exercise: line(80).optional(), next: line(80).optional() });

async function startPractice(context: WebContext, request: Request, response: Response): Promise<void> {
  const { exercise, next } = requireForm(practiceForm, request);
  const [first] = context.exercises.keys();
  const chosen = next ?? exercise ?? first ?? '';
  if (!context.exercises.has(chosen)) throw new Refusal(404, 'notFound');
  let user = findUser(response);
  if (!user) {
    user = await welcomeVisitor(context);
    await signIn(context, response, user);
  }
  const open = next === undefined ? practise : practiseAgain;
  response.redirect(303, exerciseAddress(await open(context, user, chosen)));
}

async function show(context: WebContext, request: Request, response: Response): Promise<void> {
  await sendExercise(context, request, response, await requireSettled(context, request, response));
}

/** An exam whose time is up is handed in before its page is shown. */
async function requireSettled(
  context: WebContext,
  request: Request,
  response: Response,
): Promise<StoredVariant> {
  const stored = await requireOwnVariant(context, request, response);
  const handedIn = await handInIfOver(context, stored, stored.work);
  return handedIn ? requireOwnVariant(context, request, response) : stored;
}

async function sendExercise(
  context: WebContext,
  request: Request,
  response: Response,
  stored: StoredVariant,
  { notice, announced }: Saying = {},
): Promise<void> {
  const locale = localeOf(request);
  const model = await modelOf(context, stored, locale);
  const notices = notice ? [notice(say(locale)), ...model.notices] : model.notices;
  const told = announced && { announced: announced(say(locale)) };
  context.views.send(request, response, () => exercisePage({ ...model, notices, ...told }));
}

const sayings: Readonly<Record<'saved' | 'taken' | 'early' | 'none', Saying>> = {
  saved: { notice: ({ student }) => student.schedule.saved },
  early: { announced: ({ student }) => student.steps.hintsApart(hintPauseSeconds) },
  taken: {},
  none: {},
};

/** What the page says besides: above the exercise, or to those who hear it. */
interface Saying {
  readonly notice?: (words: Catalogue) => string;
  readonly announced?: (words: Catalogue) => string;
}

export const answerForm = z
  .object({
    submission: line(80),
    action: z.enum(['check', 'hint', 'save', 'fewer', 'more']).default('check'),
    /** The pieces that the page shows, by name. */
    shown: z
      .union([z.string().max(400), z.array(z.string().max(400)).max(50)])
      .default([])
      .transform((names) => new Set([names].flat())),
    hints: z.coerce.number().int().min(0).max(3).catch(0),
  })
  .catchall(
    z.union([
      z.string().max(100_000),
      z
        .array(z.string().max(80))
        .max(100)
        .transform((chosen) => chosen.filter(Boolean).join()),
    ]),
  );

/**
 * Checking stores an attempt and comes back by the page's own address; a hint, more or fewer steps, and an exam keep
 * what was typed.
 */
async function answer(context: WebContext, request: Request, response: Response): Promise<void> {
  const stored = await requireSettled(context, request, response);
  const { submission, action, shown, hints: _, ...fields } = requireForm(answerForm, request);
  const typed = typedIn(stored, fields);
  if (accessTo(stored.work, context.now()).phase !== 'open') {
    response.status(409);
    const late = tooLate(stored, typed);
    return sendExercise(
      context,
      request,
      response,
      stored,
      late === '' ? {} : { notice: ({ student }) => student.schedule.tooLate(late) },
    );
  }
  if (action === 'fewer' || action === 'more') {
    await keep(context, request, { stored, typed, steps: rungBeside(stored, action) });
    const now = await requireOwnVariant(context, request, response);
    return sendExercise(context, request, response, now, { announced: stepsAnnounced(now) });
  }
  if (action !== 'check' || stored.work.mode === 'exam') {
    await keep(context, request, { stored, typed });
    const hinted = action === 'hint' && stored.work.mode !== 'exam';
    const outcome = hinted ? await takeHint(context, stored) : 'saved';
    const now = await requireOwnVariant(context, request, response);
    return sendExercise(context, request, response, now, sayings[outcome]);
  }
  const empty = Object.values(typed).every((text) => text.trim() === '');
  const submitted = { variant: stored, submissionKey: submission, typed, locale: localeOf(request) };
  const now = empty ? stored : await answerVariant(context, submitted);
  if (request.get('prefer') !== inPlace) return response.redirect(303, exerciseAddress(stored));
  const board = await boardModelOf(context, now, localeOf(request));
  context.views.sendPart(request, response, () => ({
    template: 'student/board',
    view: boardView(board, shown),
  }));
}

/** What the page's own script says (RFC 7240): it puts the new board where the old one was. */
const inPlace = 'return=representation';

/** Sent while somebody types: 204 once it is kept, 409 when nothing is taken any more. */
async function draft(context: WebContext, request: Request, response: Response): Promise<void> {
  const stored = await requireOwnVariant(context, request, response);
  const {
    submission: _submission,
    action: _action,
    shown: _shown,
    hints: _hints,
    ...fields
  } = requireForm(answerForm, request);
  const kept = await keep(context, request, { stored, typed: typedIn(stored, fields) });
  response.status(kept === 'kept' ? 204 : 409).end();
}

function keep(
  context: WebContext,
  request: Request,
  { stored, typed, steps }: Keeping,
): Promise<'kept' | 'over'> {
  const draft = { typed: keptWith(stored, typed), locale: localeOf(request) };
  return keepDraft(context, stored, { ...draft, ...(steps && { steps }) });
}

interface Keeping {
  readonly stored: StoredVariant;
  readonly typed: Readonly<Record<string, string>>;
  readonly steps?: Rung | undefined;
}

async function another(context: WebContext, request: Request, response: Response): Promise<void> {
  const stored = await requireOwnVariant(context, request, response);
  const { courseId, enrolmentId, assignmentId, position, number, variant, work } = stored;
  if (work.mode === 'exam' || accessTo(work, context.now()).phase !== 'open')
    throw new Refusal(403, 'forbidden');
  const place = { courseId, enrolmentId, assignmentId, position };
  const drawn = await drawVariant(context, place, variant.exercise, number + 1);
  const steps = stored.draft?.steps;
  if (steps) await keepDraft(context, drawn, { typed: {}, locale: localeOf(request), steps });
  response.redirect(303, exerciseAddress(drawn));
}
