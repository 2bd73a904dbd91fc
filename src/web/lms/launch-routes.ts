/** Launches: what a platform's own pages send here, which carries its key itself. */
import { type Request, type Response, Router } from 'express';
import * as z from 'zod';
import { beginLogin, type KnownLogin, readLogin } from '../../lms/lti/begin-login.ts';
import { toolAddresses } from '../../lms/lti/lti.ts';
import { receiveLaunch } from '../../lms/lti/receive-launch.ts';
import { sentText } from '../../lms/lti/sent-text.ts';
import { keyParts, publishedKeys } from '../../lms/lti/tool-keys.ts';
import type { WebContext } from '../server.ts';
import { enterLaunch } from './arrival-routes.ts';
import { offerChoice } from './deep-linking-routes.ts';
import { allow, isFramed } from './framing.ts';
import { browserOf, tieToBrowser, untie } from './launch-cookie.ts';
import { newWindowPage } from './launch-pages.ts';
import { needsKeys, refuse } from './refuse-launch.ts';

export function launchRoutes(context: WebContext): Router {
  const router = Router();
  const keyed = needsKeys(context);
  router.get('/lti/jwks', keyed, async (_request, response) => {
    const keys = await publishedKeys(keyParts(context));
    response.set('cache-control', 'public, max-age=3600').json({ keys });
  });
  router.get('/lti/login', keyed, (request, response) => login(context, request, response, request.query));
  router.post('/lti/login', keyed, (request, response) => login(context, request, response, request.body));
  router.post('/lti/launch', keyed, (request, response) => launch(context, request, response));
  return router;
}

/** Only letters and signs that end no line: what others sent stands in a log. */
const harmless = (text: unknown): string =>
  typeof text === 'string' ? text.replace(/[^\x21-\x7e]/g, '?').slice(0, 120) : '-';

async function login(
  context: WebContext,
  request: Request,
  response: Response,
  fields: unknown,
): Promise<void> {
  const known = await readLogin(context, fields);
  if (known.kind === 'refused') {
    const { iss, client_id } = z.looseObject({}).catch({}).parse(fields);
    const who = `issuer=${harmless(iss)} client=${harmless(client_id)}`;
    return refuse(context, request, response, { problem: known.problem, who });
  }
  const framed = isFramed(request.get('sec-fetch-dest'));
  if (framed && !staysInFrame(context, known)) return offerWindow(context, request, response, known);
  const begun = await beginLogin(context, known, { framed });
  tieToBrowser(response, context.publicUrl, begun);
  response.redirect(302, begun.url);
}

/** Choosing exercises ends with a form to the frame around us, so it must stay in it. */
const staysInFrame = ({ publicUrl }: WebContext, { request }: KnownLogin): boolean =>
  request.target_link_uri.startsWith(toolAddresses(publicUrl).deepLinking);

/** In a frame of another site browsers keep no session of ours; in a window they do. Nothing has begun yet. */
function offerWindow(context: WebContext, request: Request, response: Response, known: KnownLogin): void {
  const { platform } = known;
  allow(response, 'frame-ancestors', [platform.issuer, platform.authorizationUrl]);
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(known.request)) if (value !== undefined) query.set(name, value);
  const address = `/lti/login?${query}`;
  context.views.send(request, response, (locale) => newWindowPage({ locale, address }));
}

const posted = z.object({ id_token: z.string().min(1), state: sentText(200) });

async function launch(context: WebContext, request: Request, response: Response): Promise<void> {
  const read = posted.safeParse(request.body);
  if (!read.success) {
    const { error } = z.looseObject({}).catch({}).parse(request.body);
    const problem = typeof error === 'string' ? 'platform-said-no' : 'malformed-launch';
    return refuse(context, request, response, { problem, who: `error=${harmless(error)}` });
  }
  const { id_token: token, state } = read.data;
  const browser = browserOf(request, context.publicUrl, state);
  const received = await receiveLaunch(context, { token, state, browser });
  if (received.kind === 'refused')
    return refuse(context, request, response, { ...received, who: received.who });
  untie(response, context.publicUrl, state);
  if (received.message.asks.kind === 'resource-link')
    return enterLaunch(context, request, response, received);
  if (received.message.role === 'teacher') return offerChoice(context, request, response, received);
  refuse(context, request, response, { problem: 'no-role', who: `platform=${received.platform.id}` });
}
