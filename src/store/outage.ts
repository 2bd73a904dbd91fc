/** Why the database takes nothing at the moment, where it is that: no fault of ours, and over some time. */
import { z } from 'zod';

export type Outage =
  /** It does not answer, or it ended our connection. */
  | 'unreachable'
  /** There is no room left to write. */
  | 'full';

/** Prisma's codes, PostgreSQL's (appendix A of its manual), and those of the operating system. */
const outageOf: ReadonlyMap<string, Outage> = new Map([
  ...['P1001', 'P1002', 'P1008', 'P1017', 'P2024', 'P2037'].map((code) => [code, 'unreachable'] as const),
  ...['57P01', '57P02', '57P03', '53300', '08000', '08001', '08003', '08004', '08006', '25006'].map(
    (code) => [code, 'unreachable'] as const,
  ),
  ...['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'EAI_AGAIN', 'EHOSTUNREACH'].map(
    (code) => [code, 'unreachable'] as const,
  ),
  ...['DatabaseNotReachable', 'ConnectionClosed', 'TooManyConnections', 'SocketTimeout'].map(
    (kind) => [kind, 'unreachable'] as const,
  ),
  ...['53100', 'ENOSPC'].map((code) => [code, 'full'] as const),
]);

/** node-postgres says these without a code; Prisma has one code (P2028) for all that may happen to a transaction. */
const lostConnection =
  /^(?:Connection terminated|Client has encountered a connection error|timeout exceeded when trying to connect|Query read timeout)|Unable to start a transaction in the given time/;

const cause = z.object({ kind: z.string().optional(), originalCode: z.string().optional() });
const failure = z.object({
  /** Found in another thread, from which an error comes without its codes. */
  outage: z.enum(['unreachable', 'full']).optional(),
  code: z.string().optional(),
  meta: z.object({ driverAdapterError: z.object({ cause }) }).optional(),
  cause: cause.optional(),
});

/** A new connection to a server without room ends with this, as an internal error (XX000). */
const noRoomToConnect = /could not write init file/;

export function findOutage(error: unknown): Outage | undefined {
  if (!(error instanceof Error)) return undefined;
  if (noRoomToConnect.test(error.message)) return 'full';
  if (lostConnection.test(error.message)) return 'unreachable';
  const read = failure.safeParse(error);
  if (!read.success) return undefined;
  const { outage, code, meta, cause: own } = read.data;
  if (outage) return outage;
  const inner = meta?.driverAdapterError.cause ?? own;
  const named = [inner?.originalCode, inner?.kind, code].flatMap((each) => outageOf.get(each ?? '') ?? []);
  return named[0];
}
