/**
 * What somebody who looks into an attack asks for: who signed in, by what, and who was refused what. Ids alone; the
 * line of the request with the same id says where and when.
 */
import type { Response } from 'express';
import type { WebContext } from '../server.ts';
import { requestIdOf } from './request-log.ts';

export type SecurityEvent =
  | 'signed in'
  | 'sign-in refused'
  | 'signed out'
  | 'account made'
  | 'password changed'
  | 'address changed'
  | 'token made'
  | 'token revoked'
  | 'session ended'
  | 'became owner'
  | 'became teacher'
  | 'may teach changed'
  | 'backup taken'
  | 'refused';

/** `user`: the id of who did it, where it is known. */
export type SecurityDetail = Readonly<Record<string, string | number | undefined>>;

export function noteSecurity(
  { operations }: Pick<WebContext, 'operations'>,
  response: Response,
  event: SecurityEvent,
  detail: SecurityDetail = {},
): void {
  operations.log.info({ requestId: requestIdOf(response), event, ...detail }, 'security');
}
