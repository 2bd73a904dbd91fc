/** The one place where a failure becomes a page: a Refusal is the person's, everything else is ours. */
import type { ErrorRequestHandler, RequestHandler, Response } from 'express';
import { ThreadsBusy, TookTooLong } from '../classroom/elsewhere.ts';
import { type Catalogue, say } from '../language/language.ts';
import { findOutage } from '../store/outage.ts';
import { hasAccount } from '../store/users.ts';
import { requestIdOf } from './operations/request-log.ts';
import { noteSecurity } from './operations/security-log.ts';
import { sendAgain } from './send-again.ts';
import type { WebContext } from './server.ts';
import { findUser } from './session.ts';

export type RefusalSentence = Exclude<
  keyof Catalogue['refusals'],
  'title' | 'backToStart' | 'signInToSee' | 'tellNumber'
>;

/** Thrown by `require…`: the status, and the sentence that tells the person. */
export class Refusal extends Error {
  readonly status: number;
  readonly sentence: RefusalSentence;
  /** When to come again. */
  readonly retryAfterSeconds: number | undefined;
  /** What more there is to say, in the reader's language. */
  readonly detail: string;

  constructor(
    status: number,
    sentence: RefusalSentence,
    {
      retryAfterSeconds,
      detail = '',
    }: { readonly retryAfterSeconds?: number; readonly detail?: string } = {},
  ) {
    super(`${status} ${sentence}`);
    this.status = status;
    this.sentence = sentence;
    this.retryAfterSeconds = retryAfterSeconds;
    this.detail = detail;
  }
}

/** Whoever asked has left. */
export class ClientGone extends Error {}

export const answerNotFound: RequestHandler = (_request, _response, next) =>
  next(new Refusal(404, 'notFound'));

export function answerFailure(context: WebContext): ErrorRequestHandler {
  return (error, request, response, next) => {
    const refusal = refusalOf(error);
    if (isOurs(error, refusal)) context.report(error, requestIdOf(response));
    noteRefusal(context, response, refusal);
    if (response.headersSent) return next(error);
    response.status(refusal.status);
    const { retryAfterSeconds: later } = refusal;
    if (later !== undefined) response.set('retry-after', `${later}`);
    context.views.send(request, response, (locale) => {
      const { refusals, outage } = say(locale);
      const view = {
        ...refusals,
        outage,
        again: later !== undefined ? sendAgain(request) : undefined,
        sentence: refusals[refusal.sentence],
        detail: refusal.detail,
        number: refusal.status === 500 ? refusals.tellNumber(requestIdOf(response)) : '',
        signIn: mayHelp(refusal, response) ? `/sign-in?next=${encodeURIComponent(request.originalUrl)}` : '',
      };
      return { template: 'failure', title: refusals.title, view };
    });
  };
}

const suspicious: ReadonlySet<number> = new Set([401, 403, 404, 429]);

/** Of what a person may not have, or asks for too often; a stranger who mistyped an address is no event. */
export function noteRefusal(
  context: WebContext,
  response: Response,
  { status, sentence }: { readonly status: number; readonly sentence: string },
): void {
  const user = findUser(response)?.id;
  if (suspicious.has(status) && (status !== 404 || user !== undefined))
    noteSecurity(context, response, 'refused', { user, status, why: sentence });
}

/** When whoever met an outage, or a queue that is full, should come again. */
const outageSeconds = 5;
const longSeconds = 60;
/** nginx's status for who left; nobody reads it. */
const goneStatus = 499;

/** A queue that is full is told by the metrics: it would fill the log as well. */
export const isOurs = (error: unknown, { status }: Pick<Refusal, 'status'>): boolean =>
  status >= 500 && !(error instanceof ThreadsBusy);

/** What is closed, or not to be seen, may open for who signs in. */
function mayHelp({ status }: Refusal, response: Response): boolean {
  const user = findUser(response);
  return (status === 403 || status === 404) && response.req.method === 'GET' && !(user && hasAccount(user));
}

/** Express and its parsers mark what the request caused with a status from 400 to 499. */
export function refusalOf(error: unknown): Refusal {
  if (error instanceof Refusal) return error;
  const outage = findOutage(error);
  if (outage) return new Refusal(503, outage, { retryAfterSeconds: outageSeconds });
  if (error instanceof ThreadsBusy) return new Refusal(503, 'busy', { retryAfterSeconds: outageSeconds });
  if (error instanceof TookTooLong)
    return new Refusal(503, 'tookTooLong', { retryAfterSeconds: longSeconds });
  if (error instanceof ClientGone) return new Refusal(goneStatus, 'notUnderstood');
  const status = error instanceof Error && 'status' in error ? Number(error.status) : 500;
  if (status === 413) return new Refusal(413, 'tooLarge');
  return status >= 400 && status < 500 ? new Refusal(status, 'notUnderstood') : new Refusal(500, 'ours');
}
