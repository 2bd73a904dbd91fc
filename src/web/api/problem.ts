/** What an endpoint answers when it refuses or fails: problem details (RFC 9457), in the language of who asks. */
import type { ErrorRequestHandler } from 'express';
import { type Catalogue, type Locale, say } from '../../language/language.ts';
import { isOurs, noteRefusal, Refusal, refusalOf } from '../failure.ts';
import { localeOf } from '../looks.ts';
import { requestIdOf } from '../operations/request-log.ts';
import type { WebContext } from '../server.ts';

export type ProblemSentence = Exclude<keyof Catalogue['api']['problems'], 'title'>;

/** What does not fit, and where: a JSON pointer into the body, or the name of a parameter. */
export interface Misfit {
  readonly in: 'body' | 'query' | 'path';
  readonly at: string;
  readonly detail: string;
}

/** Thrown where an endpoint refuses; `detail` where the sentence is made already. */
export class Problem extends Error {
  readonly status: number;
  readonly sentence: ProblemSentence;
  readonly misfits: readonly Misfit[];
  /** Places of the body to which the sentence applies. */
  readonly pointers: readonly string[];
  readonly detail: string | undefined;

  constructor(
    status: number,
    sentence: ProblemSentence,
    more: Partial<Pick<Problem, 'misfits' | 'pointers' | 'detail'>> = {},
  ) {
    super(`${status} ${sentence}`);
    this.status = status;
    this.sentence = sentence;
    this.misfits = more.misfits ?? [];
    this.pointers = more.pointers ?? [];
    this.detail = more.detail;
  }
}

/** The one place where a failure below /api/v1 becomes an answer. */
export function answerProblem(context: WebContext): ErrorRequestHandler {
  return (error, request, response, next) => {
    const locale = localeOf(request);
    const { status, detail, misfits } = told(error, locale);
    if (isOurs(error, { status })) context.report(error, requestIdOf(response));
    const { sentence } = error instanceof Problem ? error : refusalOf(error);
    noteRefusal(context, response, { status, sentence });
    if (response.headersSent) return next(error);
    const { retryAfterSeconds } = refusalOf(error);
    if (retryAfterSeconds !== undefined) response.set('retry-after', `${retryAfterSeconds}`);
    if (status === 401) response.set('www-authenticate', 'Bearer realm="chainmark"');
    const problem = {
      type: `${context.publicUrl}/api/v1/docs#status-${status}`,
      title: say(locale).api.statuses[statusNames[status] ?? 'other'],
      status,
      detail,
      ...(misfits.length > 0 && { errors: misfits }),
    };
    response.status(status).set({ 'cache-control': 'no-store', 'content-language': say(locale).tag });
    response.type('application/problem+json; charset=utf-8').send(JSON.stringify(problem));
  };
}

/** What each status says, in the catalogue. */
export const statusNames: Readonly<Record<number, keyof Catalogue['api']['statuses']>> = {
  400: 'unread',
  401: 'unknown',
  403: 'forbidden',
  404: 'notFound',
  409: 'conflict',
  413: 'tooLarge',
  415: 'notJson',
  422: 'misfit',
  424: 'lms',
  429: 'tooOften',
  500: 'ours',
};

interface Told {
  readonly status: number;
  readonly detail: string;
  readonly misfits: readonly Misfit[];
}

/** Refusals that sound different where a program asks. */
const isOwn = (sentence: string): sentence is 'forbidden' | 'tooOften' =>
  sentence === 'forbidden' || sentence === 'tooOften';

function told(error: unknown, locale: Locale): Told {
  const { api, refusals } = say(locale);
  if (error instanceof Problem) {
    const detail = error.detail ?? api.problems[error.sentence];
    const pointed = error.pointers.map((at): Misfit => ({ in: 'body', at, detail }));
    return { status: error.status, detail, misfits: [...error.misfits, ...pointed] };
  }
  const { status, sentence } = refusalOf(error);
  const own = isOwn(sentence) ? api.problems[sentence] : refusals[sentence];
  const detail = error instanceof Refusal || status >= 500 ? own : api.problems.unread;
  return { status, detail: status === 413 ? api.problems.tooLarge : detail, misfits: [] };
}
