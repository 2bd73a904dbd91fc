/** The site's owner registers learning management systems, and approves where in them Chainmark was installed. */
import { type Request, type Response, Router } from 'express';
import * as z from 'zod';
import { toolAddresses } from '../../lms/lti/lti.ts';
import { currentKeys, findKeyTrouble, keyParts } from '../../lms/lti/tool-keys.ts';
import {
  approveDeployment,
  createPlatform,
  findPlatform,
  listPlatforms,
  setPlatformState,
  systems,
} from '../../store/lti-platforms.ts';
import { newId } from '../../store/new-id.ts';
import { nameIn } from '../access.ts';
import { Refusal } from '../failure.ts';
import { line, requireForm } from '../forms.ts';
import type { WebContext } from '../server.ts';
import { type PlatformProblem, platformsPage, type RegistrationForm } from './platform-pages.ts';

export function platformRoutes(context: WebContext): Router {
  const router = Router();
  router.get('/lti/platforms', (request, response) => showPlatforms(context, request, response));
  router.post('/lti/platforms', (request, response) => register(context, request, response));
  router.post('/lti/platforms/:platformId/state', (request, response) =>
    changeState(context, request, response),
  );
  router.post('/lti/platforms/:platformId/deployments', (request, response) =>
    approve(context, request, response),
  );
  return router;
}

const nothingTyped: RegistrationForm = {
  system: 'moodle',
  name: '',
  issuer: '',
  clientId: '',
  authorizationUrl: '',
  tokenUrl: '',
  tokenAudience: '',
  jwksUrl: '',
  deploymentId: '',
};

export async function showPlatforms(
  context: WebContext,
  request: Request,
  response: Response,
  typed: { readonly form: RegistrationForm; readonly problems: readonly PlatformProblem[] } = {
    form: nothingTyped,
    problems: [],
  },
): Promise<void> {
  const { publicUrl, lti, store } = context;
  const [platforms, trouble] = await Promise.all([listPlatforms(store), findKeyTrouble(store, lti.secret)]);
  const keys = trouble ? [] : await currentKeys(keyParts(context));
  context.views.send(request, response, (locale) =>
    platformsPage({
      locale,
      addresses: toolAddresses(publicUrl),
      ...{ trouble, keys, now: context.now() },
      secure: publicUrl.startsWith('https:'),
      platforms,
      ...typed,
    }),
  );
}

const registration = z.object({
  system: z.enum(systems),
  name: line(200),
  issuer: line(500),
  clientId: line(300),
  authorizationUrl: line(1000),
  tokenUrl: line(1000),
  tokenAudience: line(1000).default(''),
  jwksUrl: line(1000),
  deploymentId: line(255).default(''),
});

const addressFields = ['authorizationUrl', 'tokenUrl', 'jwksUrl'] as const;

/** https, or http where the server itself has no TLS: on a developer's own machine. */
function problemsIn(form: RegistrationForm, secure: boolean): readonly PlatformProblem[] {
  const allowed = secure ? /^https:$/ : /^https?:$/;
  const isAddress = (text: string): boolean => URL.canParse(text) && allowed.test(new URL(text).protocol);
  return [
    ...(['name', 'issuer', 'clientId'] as const).filter((field) => form[field] === ''),
    ...addressFields.filter((field) => !isAddress(form[field])),
  ];
}

async function register(context: WebContext, request: Request, response: Response): Promise<void> {
  const form = requireForm(registration, request);
  const problems = problemsIn(form, context.publicUrl.startsWith('https:'));
  if (problems.length > 0) {
    response.status(422);
    return showPlatforms(context, request, response, { form, problems });
  }
  const { deploymentId, ...rest } = form;
  const platform = await createPlatform(context.store, {
    ...rest,
    tokenAudience: rest.tokenAudience || rest.tokenUrl,
    id: newId(),
    state: 'active',
    createdAt: context.now(),
  });
  if (!platform) {
    response.status(422);
    return showPlatforms(context, request, response, { form, problems: ['known'] });
  }
  if (deploymentId !== '') {
    const place = { platformId: platform.id, deploymentId };
    await approveDeployment(context.store, { ...place, createdAt: context.now() });
  }
  response.redirect(303, '/lti/platforms');
}

async function requirePlatform({ store }: WebContext, request: Request): Promise<string> {
  const platform = await findPlatform(store, nameIn(request, 'platformId'));
  if (!platform) throw new Refusal(404, 'notFound');
  return platform.id;
}

const stateForm = z.object({ state: z.enum(['active', 'closed']) });

async function changeState(context: WebContext, request: Request, response: Response): Promise<void> {
  const { state } = requireForm(stateForm, request);
  await setPlatformState(context.store, await requirePlatform(context, request), state);
  response.redirect(303, '/lti/platforms');
}

const deploymentForm = z.object({ deployment: line(255).pipe(z.string().min(1)) });

async function approve(context: WebContext, request: Request, response: Response): Promise<void> {
  const { deployment: deploymentId } = requireForm(deploymentForm, request);
  const platformId = await requirePlatform(context, request);
  await approveDeployment(context.store, { platformId, deploymentId, createdAt: context.now() });
  response.redirect(303, '/lti/platforms');
}
