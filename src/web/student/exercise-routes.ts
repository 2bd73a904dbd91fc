/**
 * Exercises as students meet them: a variant's page, answers, hints, another one like it. The address names
 * the variant, so that it leads back to the same state; nobody but its student can open it.
 */
import { type Request, type Response, Router } from 'express';
import * as z from 'zod';
import { drawVariant } from '../../classroom/draw-variant.ts';
import { practise, welcomeVisitor } from '../../classroom/practise.ts';
import { submitAnswer } from '../../classroom/submit-answer.ts';
import type { StoredVariant } from '../../store/variants.ts';
import { requireOwnVariant } from '../access.ts';
import { Refusal } from '../failure.ts';
import { line, requireForm, requireQuery } from '../forms.ts';
import { localeOf } from '../looks.ts';
import type { WebContext } from '../server.ts';
import { findUser, signIn } from '../session.ts';
import { echoOf } from './echo.ts';
import { type Draft, modelOf } from './exercise-model.ts';
import { exercisePage } from './exercise-page.ts';

export function exerciseRoutes(context: WebContext): Router {
  const router = Router();
  router.post('/practise', (request, response) => startPractice(context, request, response));
  router.get('/exercise/:courseId/:variantId', (request, response) => show(context, request, response));
  router.post('/exercise/:courseId/:variantId', (request, response) => answer(context, request, response));
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

const practiceForm = z.object({ exercise: line(80).optional() });

async function startPractice(context: WebContext, request: Request, response: Response): Promise<void> {
  const { exercise } = requireForm(practiceForm, request);
  const [first] = context.exercises.keys();
  const chosen = exercise ?? first ?? '';
  if (!context.exercises.has(chosen)) throw new Refusal(404, 'notFound');
  let user = findUser(response);
  if (!user) {
    user = await welcomeVisitor(context);
    await signIn(context, response, user);
  }
  response.redirect(303, exerciseAddress(await practise(context, user, chosen)));
}

async function show(context: WebContext, request: Request, response: Response): Promise<void> {
  const stored = await requireOwnVariant(context, request, response);
  await sendExercise(context, request, response, stored);
}

async function sendExercise(
  context: WebContext,
  request: Request,
  response: Response,
  stored: StoredVariant,
  draft?: Draft,
): Promise<void> {
  const model = await modelOf(context, stored, localeOf(request), draft);
  context.views.send(request, response, () => exercisePage(model));
}

export const answerForm = z
  .object({
    submission: line(80),
    action: z.enum(['check', 'hint']).default('check'),
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

/** Checking stores an attempt and comes back by the page's own address; a hint keeps what was typed. */
async function answer(context: WebContext, request: Request, response: Response): Promise<void> {
  const stored = await requireOwnVariant(context, request, response);
  const { submission, action, hints, ...fields } = requireForm(answerForm, request);
  const typed = Object.fromEntries(stored.variant.parts.map(({ id }) => [id, fields[`answer.${id}`] ?? '']));
  if (action === 'hint') {
    return sendExercise(context, request, response, stored, { typed, hintLevel: Math.min(hints + 1, 3) });
  }
  if (Object.values(typed).some((text) => text.trim() !== '')) {
    await submitAnswer(context, {
      variant: stored,
      submissionKey: submission,
      typed,
      locale: localeOf(request),
    });
  }
  response.redirect(303, exerciseAddress(stored));
}

async function another(context: WebContext, request: Request, response: Response): Promise<void> {
  const { courseId, enrolmentId, assignmentId, position, number, variant } = await requireOwnVariant(
    context,
    request,
    response,
  );
  const place = { courseId, enrolmentId, assignmentId, position };
  const drawn = await drawVariant(context, place, variant.exercise, number + 1);
  response.redirect(303, exerciseAddress(drawn));
}
