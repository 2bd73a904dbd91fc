/** A teacher chooses exercises in a frame of the LMS. There is no session in it: a token in the form stands for one. */
import { type Request, type Response, Router } from 'express';
import * as z from 'zod';
import { admitFromLms, arriveFromLms } from '../../classroom/arrive-from-lms.ts';
import { listExercises } from '../../classroom/find-exercise.ts';
import { setAssignment } from '../../classroom/set-assignment.ts';
import { settleLmsCourse } from '../../classroom/settle-lms-course.ts';
import { say } from '../../language/language.ts';
import { arrivalOf } from '../../lms/lti/arrival.ts';
import { type Choosing, deepLinkingAnswer, readChoosing } from '../../lms/lti/deep-linking.ts';
import type { Launch } from '../../lms/lti/receive-launch.ts';
import { hourMs } from '../../number/durations.ts';
import { type Assignment, withoutSchedule } from '../../store/assignments.ts';
import { findContext } from '../../store/lti-contexts.ts';
import { findIdentityUser } from '../../store/lti-identities.ts';
import { findArrival, keepArrival, useArrival } from '../../store/lti-logins.ts';
import { findPlatform, type Platform } from '../../store/lti-platforms.ts';
import { newToken } from '../../store/secret-token.ts';
import { Refusal } from '../failure.ts';
import { line, requireForm } from '../forms.ts';
import { localeOf } from '../looks.ts';
import type { WebContext } from '../server.ts';
import { choosePage, givePage } from './deep-linking-pages.ts';
import { allow, allowAnyFrame } from './framing.ts';
import { needsKeys } from './refuse-launch.ts';

export function deepLinkingRoutes(context: WebContext): Router {
  const router = Router();
  router.post('/lti/deep-linking', needsKeys(context), (request, response) =>
    choose(context, request, response),
  );
  return router;
}

/** Choosing may take longer than a launch. */
const lifetimeMs = hourMs;

export async function offerChoice(
  context: WebContext,
  request: Request,
  response: Response,
  launch: Launch,
): Promise<void> {
  const { platform, login, message } = launch;
  if (message.asks.kind !== 'deep-linking') throw new Error('nobody asked to choose');
  const token = newToken();
  const arrival = arrivalOf(launch, say(localeOf(request)).lti.hiddenName);
  const expiresAt = new Date(context.now().getTime() + lifetimeMs);
  const choosing = { arrival, asks: message.asks };
  await keepArrival(context.store, login, { token, arrival: choosing, expiresAt });
  frame(response, platform, message.asks.returnUrl);
  show(context, request, response, { token, choosing });
}

function frame(response: Response, platform: Platform, returnUrl: string): void {
  const addresses = [platform.issuer, platform.authorizationUrl, returnUrl];
  allow(response, 'frame-ancestors', addresses);
  allow(response, 'form-action', [returnUrl]);
}

function show(
  context: WebContext,
  request: Request,
  response: Response,
  asked: { readonly token: string; readonly choosing: Choosing; readonly problem?: string },
): void {
  const { token, problem = '' } = asked;
  const { name, context: course } = asked.choosing.arrival;
  const { exercises, collections } = context;
  const offered = { exercises: [...exercises.values()], collections };
  context.views.send(request, response, (locale) =>
    choosePage({ locale, token, problem, name, course: course.title, ...offered }),
  );
}

const form = z.object({
  token: z.string().max(100),
  collection: line(80).default(''),
  exercise: z.union([z.array(line(80)), line(80).transform((one) => [one])]).default([]),
});

async function choose(context: WebContext, request: Request, response: Response): Promise<void> {
  const { token, collection, exercise } = requireForm(form, request);
  const choosing = readChoosing(await findArrival(context.store, token, context.now()));
  const platform = choosing && (await findPlatform(context.store, choosing.arrival.identity.platformId));
  if (!choosing || platform?.state !== 'active') throw over(response);
  frame(response, platform, choosing.asks.returnUrl);
  const chosen = context.collections.find(({ id }) => id === collection);
  const exercises = exercise.filter((id) => context.exercises.has(id));
  if (!chosen && exercises.length === 0) {
    response.status(422);
    const problem = say(localeOf(request)).lti.nothingChosen;
    return show(context, request, response, { token, choosing, problem });
  }
  if (!(await useArrival(context.store, token))) throw over(response);
  const locale = localeOf(request);
  const wholes = chosen ? [{ title: chosen.title[locale], exercises: chosen.exercises }] : [];
  const singles = exercises.map((id) => ({
    title: context.exercises.get(id)?.title[locale] ?? id,
    exercises: [id],
  }));
  const sets = choosing.asks.several ? [...wholes, ...singles] : [together([...wholes, ...singles])];
  const assignments = await setAll(context, choosing, sets);
  const jwt = await deepLinkingAnswer(context, platform, { choosing, assignments });
  const { returnUrl } = choosing.asks;
  const titles = assignments.map(({ title }) => title);
  context.views.send(request, response, (language) => givePage({ locale: language, returnUrl, jwt, titles }));
}

function over(response: Response): Refusal {
  allowAnyFrame(response);
  return new Refusal(410, 'launchOver');
}

interface Set {
  readonly title: string;
  readonly exercises: readonly string[];
}

/** For a platform that takes one link only. */
const together = (sets: readonly Set[]): Set => ({
  title: sets[0]?.title ?? '',
  exercises: [...new Set(sets.flatMap(({ exercises }) => exercises))],
});

/** In the course that belongs to theirs; the first choice makes a new one where there is none. */
async function setAll(
  context: WebContext,
  { arrival }: Choosing,
  sets: readonly Set[],
): Promise<readonly Assignment[]> {
  const known = await findIdentityUser(context.store, arrival.identity);
  const user = known ?? (await admitFromLms(context, arrival));
  const first = await arriveFromLms(context, user, arrival);
  if (first.kind === 'no-course') {
    const lms = await findContext(context.store, first.contextId);
    const title = arrival.context.title || sets[0]?.title || arrival.name;
    if (lms) await settleLmsCourse(context, user, lms, { kind: 'new', title });
  }
  const arrived = first.kind === 'no-course' ? await arriveFromLms(context, user, arrival) : first;
  if (arrived.kind === 'removed') throw new Refusal(403, 'removedFromCourse');
  if (arrived.kind === 'no-course' || arrived.enrolment.role !== 'teacher')
    throw new Refusal(403, 'forbidden');
  const { courseId } = arrived.enrolment;
  const exercises = await listExercises(context, courseId);
  return Promise.all(
    sets.map(({ title, exercises: chosen }) => {
      const tries = chosen.length === 1 ? exercises.get(chosen[0] ?? '')?.policy : undefined;
      const policy = withoutSchedule(tries ?? { tries: 3, penalty: '0' });
      return setAssignment(context, { courseId, title, exercises: chosen, policy });
    }),
  );
}
