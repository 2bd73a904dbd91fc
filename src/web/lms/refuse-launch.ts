/** Whoever is not let in is told why in a sentence, the log in one line without secrets. */
import type { Request, RequestHandler, Response } from 'express';
import { type LaunchProblem, launchProblems } from '../../lms/lti/problems.ts';
import { findKeyTrouble } from '../../lms/lti/tool-keys.ts';
import type { WebContext } from '../server.ts';
import { allowAnyFrame } from './framing.ts';
import { launchRefusedPage } from './launch-pages.ts';

export function refuse(
  context: WebContext,
  request: Request,
  response: Response,
  { problem, who }: { readonly problem: LaunchProblem; readonly who: string },
): void {
  const { status, sentence } = launchProblems[problem];
  context.lti.log(`LTI ${request.path} refused: ${status} ${problem} ${who}`);
  response.status(status);
  allowAnyFrame(response);
  context.views.send(request, response, (locale) => launchRefusedPage({ locale, sentence, problem }));
}

/** Before everything that needs a key of ours: without the secret there is none. */
export const needsKeys =
  (context: WebContext): RequestHandler =>
  async (request, response, next) => {
    const problem = await findKeyTrouble(context.store, context.lti.secret);
    if (problem === undefined) return next();
    refuse(context, request, response, { problem, who: '-' });
  };
