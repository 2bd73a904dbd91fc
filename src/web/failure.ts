/** The one place where a failure becomes a page: a Refusal is the person's, everything else is ours. */
import type { ErrorRequestHandler, RequestHandler } from 'express';
import { type Catalogue, say } from '../language/language.ts';
import type { WebContext } from './server.ts';

export type RefusalSentence = Exclude<keyof Catalogue['refusals'], 'title' | 'backToStart'>;

/** Thrown by `require…`: the status, and the sentence that tells the person. */
export class Refusal extends Error {
  readonly status: number;
  readonly sentence: RefusalSentence;

  constructor(status: number, sentence: RefusalSentence) {
    super(`${status} ${sentence}`);
    this.status = status;
    this.sentence = sentence;
  }
}

export const answerNotFound: RequestHandler = (_request, _response, next) =>
  next(new Refusal(404, 'notFound'));

export function answerFailure(context: WebContext): ErrorRequestHandler {
  return (error, request, response, next) => {
    const refusal = refusalOf(error);
    if (refusal.status >= 500) context.report(error);
    if (response.headersSent) return next(error);
    response.status(refusal.status);
    context.views.send(request, response, (locale) => {
      const { refusals } = say(locale);
      const view = { ...refusals, sentence: refusals[refusal.sentence] };
      return { template: 'failure', title: refusals.title, view };
    });
  };
}

/** Express and its parsers mark what the request caused with a status from 400 to 499. */
function refusalOf(error: unknown): Refusal {
  if (error instanceof Refusal) return error;
  const status = error instanceof Error && 'status' in error ? Number(error.status) : 500;
  if (status === 413) return new Refusal(413, 'tooLarge');
  return status >= 400 && status < 500 ? new Refusal(status, 'notUnderstood') : new Refusal(500, 'ours');
}
