/** The owner makes new keys: one more in good time, or both at once where the old ones are lost or known to others. */
import { type Request, type Response, Router } from 'express';
import * as z from 'zod';
import { addKey, keyParts, replaceKeys } from '../../lms/lti/tool-keys.ts';
import { requireForm } from '../forms.ts';
import type { WebContext } from '../server.ts';
import { showPlatforms } from './platform-routes.ts';
import { refuse } from './refuse-launch.ts';

export function keyRoutes(context: WebContext): Router {
  const router = Router();
  router.post('/lti/keys', (request, response) => renew(context, request, response));
  return router;
}

const form = z.object({ keys: z.enum(['one', 'both']) });

async function renew(context: WebContext, request: Request, response: Response): Promise<void> {
  const { keys } = requireForm(form, request);
  if (context.lti.secret === null) {
    return refuse(context, request, response, { problem: 'no-secret', who: '-' });
  }
  const parts = keyParts(context);
  if (keys === 'both') {
    await replaceKeys(parts);
    context.lti.tokens.clear();
  } else if (!(await addKey(parts))) {
    response.status(409);
    return showPlatforms(context, request, response);
  }
  response.redirect(303, '/lti/platforms');
}
