/** Dynamic registration: the owner makes a link that works once, an administrator of the LMS opens it there. */
import { type Request, type Response, Router } from 'express';
import * as z from 'zod';
import { registerPlatform } from '../../lms/lti/register-platform.ts';
import { weekMs } from '../../number/durations.ts';
import { isOneTimeLinkOpen, saveOneTimeLink, useOneTimeLink } from '../../store/one-time-links.ts';
import { newToken } from '../../store/secret-token.ts';
import { nameIn } from '../access.ts';
import { Refusal } from '../failure.ts';
import { requireQuery } from '../forms.ts';
import type { WebContext } from '../server.ts';
import { allow } from './framing.ts';
import { needsKeys } from './refuse-launch.ts';
import { invitationPage, registeredPage } from './registration-pages.ts';

export function registrationRoutes(context: WebContext): Router {
  const router = Router();
  const keyed = needsKeys(context);
  router.post('/lti/invitations', keyed, (request, response) => invite(context, request, response));
  router.get('/lti/register/:token', keyed, (request, response) => register(context, request, response));
  return router;
}

const purpose = 'lti-registration';

async function invite(context: WebContext, request: Request, response: Response): Promise<void> {
  const [token, createdAt] = [newToken(), context.now()];
  const expiresAt = new Date(createdAt.getTime() + weekMs);
  await saveOneTimeLink(context.store, { token, purpose, createdAt, expiresAt });
  const address = `${context.publicUrl}/lti/register/${token}`;
  context.views.send(request, response, (locale) => invitationPage({ locale, address }));
}

const asked = z.object({
  openid_configuration: z.url({ protocol: /^https?$/ }).max(2000),
  registration_token: z.string().min(1).max(8000).nullish(),
});

/** The link is used up only by a registration that came about, so that a slip can be mended. */
async function register(context: WebContext, request: Request, response: Response): Promise<void> {
  const link = { token: nameIn(request, 'token'), purpose, now: context.now() } as const;
  if (!(await isOneTimeLinkOpen(context.store, link))) throw new Refusal(410, 'linkUsed');
  const { openid_configuration: configurationUrl, registration_token } = requireQuery(asked, request);
  allow(response, 'frame-ancestors', [configurationUrl]);
  const registrationToken = registration_token ?? null;
  const registered = await registerPlatform(context, { configurationUrl, registrationToken });
  if (registered.kind === 'registered') await useOneTimeLink(context.store, link);
  else {
    context.lti.log(`LTI registration refused: ${registered.problem} at ${new URL(configurationUrl).host}`);
    response.status(422);
  }
  context.views.send(request, response, (locale) => registeredPage({ locale, registered }));
}
