/**
 * What an endpoint is: one row of the table (endpoints.ts) from which routes, permissions, the OpenAPI document and the
 * page that explains it all follow. Only what the schema of the answer names leaves the server.
 */
import type { Request, Response } from 'express';
import * as z from 'zod';
import { type LongWork, workElsewhere } from '../../classroom/long-work.ts';
import type { Action } from '../../classroom/permissions.ts';
import type { Catalogue, Locale } from '../../language/language.ts';
import type { TokenOwner } from '../../store/api-tokens.ts';
import type { Enrolment } from '../../store/enrolments.ts';
import type { User } from '../../store/users.ts';
import { nameIn, requireEnrolment } from '../access.ts';
import { localeOf } from '../looks.ts';
import { noteSecurity, type SecurityDetail, type SecurityEvent } from '../operations/security-log.ts';
import { bufferOver, goneOf } from '../send-made.ts';
import type { WebContext } from '../server.ts';
import { requireUser } from '../session.ts';
import { requireBody, requireQuery } from './read-request.ts';
import { requireToken } from './recognise-token.ts';

export type OperationId = keyof Catalogue['api']['operations'];
export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

export interface Endpoint {
  readonly id: OperationId;
  readonly method: Method;
  /** Below /api/v1, as Express writes it: '/courses/:courseId'. */
  readonly path: string;
  readonly action: Action;
  readonly status: number;
  readonly query: z.ZodType | undefined;
  readonly body: z.ZodType | undefined;
  /** The largest body that is read. */
  readonly limit: string;
  /** Of JSON; `nothing` for 204. undefined: the answer is a file. */
  readonly answers: z.ZodType | undefined;
  /** Media types of a file. */
  readonly files: readonly string[];
  serve(context: WebContext, request: Request, response: Response): Promise<void>;
}

/** One request, read. */
export interface Call<Q, B> {
  readonly context: WebContext;
  readonly user: User;
  readonly token: TokenOwner['token'];
  readonly locale: Locale;
  readonly query: Q;
  readonly body: B;
  /** A name in the address. */
  param(name: string): string;
  /** Who asks, in the course that the address names. */
  member(): Promise<Enrolment>;
  /** Into the log of security. */
  note(event: SecurityEvent, detail: SecurityDetail): void;
  /** Aborted once nobody waits for the answer any more. */
  readonly gone: AbortSignal;
  /** What it makes of this, while somebody waits for it. */
  elsewhere<Asked, Made>(work: LongWork<Asked, Made>, asked: Asked): Promise<Made>;
}

interface Asked<Q extends z.ZodType, B extends z.ZodType> {
  readonly id: OperationId;
  readonly method: Method;
  readonly path: string;
  readonly action: Action;
  readonly query?: Q;
  readonly body?: B;
  readonly limit?: string;
}

export const nothing = z.undefined();

/** Answers with JSON. */
export const endpoint = <
  A extends z.ZodType,
  Q extends z.ZodType = typeof nothing,
  B extends z.ZodType = typeof nothing,
>(
  spec: Asked<Q, B> & {
    readonly status?: number;
    readonly answers: A;
    run(call: Call<z.output<Q>, z.output<B>>): Promise<z.output<A>> | z.output<A>;
  },
): Endpoint => ({
  ...rowOf(spec),
  status: spec.status ?? (spec.answers instanceof z.ZodUndefined ? 204 : 200),
  answers: spec.answers,
  files: [],
  serve: async (context, request, response) => {
    const value = await spec.run(await read(spec, context, request, response));
    const body = z.encode(spec.answers, value);
    if (body === undefined) response.status(204).end();
    else response.status(spec.status ?? 200).json(body);
  },
});

export interface FileAnswer {
  readonly name: string;
  readonly mediaType: string;
  readonly content: string | Uint8Array;
}

/** Answers with a file. */
export const fileEndpoint = <Q extends z.ZodType = typeof nothing, B extends z.ZodType = typeof nothing>(
  spec: Asked<Q, B> & {
    readonly files: readonly string[];
    run(call: Call<z.output<Q>, z.output<B>>): Promise<FileAnswer>;
  },
): Endpoint => ({
  ...rowOf(spec),
  status: 200,
  answers: undefined,
  files: spec.files,
  serve: async (context, request, response) => {
    const { name, mediaType, content } = await spec.run(await read(spec, context, request, response));
    response.type(mediaType).attachment(name).type(mediaType);
    response.send(typeof content === 'string' ? content : bufferOver(content));
  },
});

const rowOf = ({ id, method, path, action, query, body, limit = '100kb' }: Asked<z.ZodType, z.ZodType>) => ({
  ...{ id, method, path, action, query, body, limit },
});

async function read<Q extends z.ZodType, B extends z.ZodType>(
  { query, body }: Asked<Q, B>,
  context: WebContext,
  request: Request,
  response: Response,
): Promise<Call<z.output<Q>, z.output<B>>> {
  const gone = goneOf(response);
  return {
    context,
    gone,
    user: requireUser(response),
    token: requireToken(response),
    locale: localeOf(request),
    query: requireQuery(query, request),
    body: requireBody(body, request),
    param: (name) => nameIn(request, name),
    note: (event, detail) => noteSecurity(context, response, event, detail),
    member: () => requireEnrolment(context, request, response),
    elsewhere: (work, asked) => workElsewhere(context, work, asked, gone),
  };
}
