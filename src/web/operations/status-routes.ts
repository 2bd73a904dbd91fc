/** The owner's page of status, as of now, and the backup that it hands out. */
import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { type Request, type Response, Router } from 'express';
import * as z from 'zod';
import { takeBackup } from '../../classroom/take-backup.ts';
import { mustProve, proof } from '../account/account-routes.ts';
import { passwordField } from '../account/credentials.ts';
import { requireForm } from '../forms.ts';
import type { WebContext } from '../server.ts';
import { requireUser } from '../session.ts';
import { readStatus } from './read-status.ts';
import { noteSecurity } from './security-log.ts';
import { statusPage } from './status-page.ts';

export function statusRoutes(context: WebContext): Router {
  const router = Router();
  router.get('/status', (request, response) => show(context, request, response));
  router.post('/status/backup', (request, response) => backUp(context, request, response));
  return router;
}

async function show(context: WebContext, request: Request, response: Response, problem = ''): Promise<void> {
  const status = {
    ...(await readStatus(context)),
    asksPassword: await mustProve(context, request, requireUser(response)),
    problem,
  };
  if (problem !== '') response.status(422);
  context.views.send(request, response, (locale) => statusPage(status, locale));
}

const backupForm = z.object({ current: passwordField.default('') });

/** It holds everything, and so the password is asked for again, and the file is gone once it was sent. */
async function backUp(context: WebContext, request: Request, response: Response): Promise<void> {
  const user = requireUser(response);
  const { current } = requireForm(backupForm, request);
  const { current: unproven } = await proof(context, response, user, current);
  if (unproven !== undefined) return show(context, request, response, unproven);
  noteSecurity(context, response, 'backup taken', { user: user.id });
  const day = context.now().toISOString().slice(0, 10);
  await takeBackup(context, context.operations.backup, user.id, async (file) => {
    response.attachment(`chainmark-${day}.chainmark`);
    response.set({ 'cache-control': 'no-store', 'content-type': 'application/gzip' });
    // Whoever goes away in the middle has no backup, and may ask again.
    await pipeline(createReadStream(file), response).catch(() => response.destroy());
  });
}
