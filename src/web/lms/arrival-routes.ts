/** The last step of a launch: into a session of our own, and to where the link leads. */
import { type Request, type Response, Router } from 'express';
import * as z from 'zod';
import { type Arrival, type Arrived, admitFromLms, arriveFromLms } from '../../classroom/arrive-from-lms.ts';
import { say } from '../../language/language.ts';
import { arrivalOf, readArrival } from '../../lms/lti/arrival.ts';
import type { Launch } from '../../lms/lti/receive-launch.ts';
import { findIdentityUser, listSubjects } from '../../store/lti-identities.ts';
import { findArrival, keepArrival, useArrival } from '../../store/lti-logins.ts';
import { findPlatform } from '../../store/lti-platforms.ts';
import { newToken } from '../../store/secret-token.ts';
import type { User } from '../../store/users.ts';
import { Refusal } from '../failure.ts';
import { requireForm } from '../forms.ts';
import { localeOf } from '../looks.ts';
import { noteSecurity } from '../operations/security-log.ts';
import type { WebContext } from '../server.ts';
import { findUser, signIn } from '../session.ts';
import { arrivalToken, dropArrivalCookie, keepArrivalCookie } from './launch-cookie.ts';
import { notReadyPage, welcomePage } from './launch-pages.ts';

export function arrivalRoutes(context: WebContext): Router {
  const router = Router();
  router.get('/lti/welcome', (request, response) => welcome(context, request, response));
  router.post('/lti/welcome', (request, response) => answer(context, request, response));
  return router;
}

/**
 * Whom we know goes straight in. Somebody new comes back by a redirect, since only then the browser brings the
 * session that it may have: perhaps they are here already, from another LMS.
 */
export async function enterLaunch(
  context: WebContext,
  request: Request,
  response: Response,
  launch: Launch,
): Promise<void> {
  const arrival = arrivalOf(launch, say(localeOf(request)).lti.hiddenName);
  const user = await findIdentityUser(context.store, arrival.identity);
  if (user) return enter(context, request, response, { user, arrival });
  const token = newToken();
  await keepArrival(context.store, launch.login, { token, arrival });
  keepArrivalCookie(response, context.publicUrl, token);
  response.redirect(303, '/lti/welcome');
}

async function requireArrival(context: WebContext, request: Request) {
  const token = arrivalToken(request, context.publicUrl);
  const found = token === undefined ? undefined : await findArrival(context.store, token, context.now());
  if (token === undefined || found === undefined) throw new Refusal(410, 'launchOver');
  return { token, arrival: readArrival(found) };
}

async function welcome(context: WebContext, request: Request, response: Response): Promise<void> {
  const { token, arrival } = await requireArrival(context, request);
  const signedIn = await whoMightBe(context, response, arrival);
  if (!signedIn) return admit(context, request, response, { token, arrival });
  const platform = await findPlatform(context.store, arrival.identity.platformId);
  context.views.send(request, response, (locale) =>
    welcomePage({ locale, name: signedIn.name, nameThere: arrival.name, platform: platform?.name ?? '' }),
  );
}

/** Somebody with a name who is signed in here, and is nobody else on this platform. */
async function whoMightBe(
  { store }: WebContext,
  response: Response,
  { identity }: Arrival,
): Promise<User | undefined> {
  const user = findUser(response);
  if (!user || user.name === '') return undefined;
  return (await listSubjects(store, identity.platformId, [user.id])).size === 0 ? user : undefined;
}

const form = z.object({ who: z.enum(['me', 'someone-else']) });

async function answer(context: WebContext, request: Request, response: Response): Promise<void> {
  const { who } = requireForm(form, request);
  const { token, arrival } = await requireArrival(context, request);
  const claimed = who === 'me' ? await whoMightBe(context, response, arrival) : undefined;
  await admit(context, request, response, { token, arrival, ...(claimed && { claimed }) });
}

interface Coming {
  readonly token: string;
  readonly arrival: Arrival;
  readonly claimed?: User;
}

async function admit(
  context: WebContext,
  request: Request,
  response: Response,
  { token, arrival, claimed }: Coming,
): Promise<void> {
  if (!(await useArrival(context.store, token))) throw new Refusal(410, 'launchOver');
  dropArrivalCookie(response, context.publicUrl);
  const user = await admitFromLms(context, arrival, claimed);
  await enter(context, request, response, { user, arrival });
}

async function enter(
  context: WebContext,
  request: Request,
  response: Response,
  { user, arrival }: { readonly user: User; readonly arrival: Arrival },
): Promise<void> {
  const arrived = await arriveFromLms(context, user, arrival);
  await signIn(context, response, user);
  noteSecurity(context, response, 'signed in', { by: 'LMS', user: user.id });
  if (arrived.kind === 'removed') throw new Refusal(403, 'removedFromCourse');
  const address = addressFor(arrived);
  if (address !== undefined) return response.redirect(303, address);
  response.status(409);
  context.views.send(request, response, notReadyPage);
}

/** undefined: there is no course yet, and no teacher asks. */
function addressFor(arrived: Exclude<Arrived, { kind: 'removed' }>): string | undefined {
  if (arrived.kind === 'no-course') {
    return arrived.role === 'teacher' ? `/lti/contexts/${arrived.contextId}` : undefined;
  }
  const { enrolment, link } = arrived;
  const course = `/courses/${enrolment.courseId}`;
  const home = enrolment.role === 'student' ? course : `/teach${course}`;
  if (link?.assignmentId) return `${home}/assignments/${link.assignmentId}`;
  return link && enrolment.role === 'teacher' ? `${home}/lti` : home;
}
