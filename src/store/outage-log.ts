/** Tells of an outage once, and once that it is over: everybody who comes meanwhile fails, and one line is enough. */
import type { Store } from './database.ts';
import { findOutage, type Outage } from './outage.ts';

export interface OutageLog {
  began(outage: Outage, reason: string): void;
  ended(seconds: number): void;
  /** Everything else. */
  report(error: unknown, requestId?: string): void;
}

const lookEveryMs = 1000;
/** A full disk answers, and so only time tells that it was said. */
const sayFullEveryMs = 60_000;

export function logOutages(
  { prisma }: Pick<Store, 'prisma'>,
  log: OutageLog,
): (error: unknown, requestId?: string) => void {
  let unreachableSince: number | undefined;
  let saidFullAt = Number.NEGATIVE_INFINITY;

  const lookAgain = async (): Promise<void> => {
    try {
      await prisma.$queryRaw`SELECT 1`;
      log.ended((performance.now() - (unreachableSince ?? 0)) / 1000);
      unreachableSince = undefined;
    } catch (error) {
      if (!findOutage(error)) log.report(error);
      setTimeout(lookAgain, lookEveryMs).unref();
    }
  };
  return (error, requestId) => {
    const outage = findOutage(error);
    if (!outage) return log.report(error, requestId);
    if (outage === 'full') {
      if (performance.now() - saidFullAt < sayFullEveryMs) return;
      saidFullAt = performance.now();
    } else {
      if (unreachableSince !== undefined) return;
      unreachableSince = performance.now();
      setTimeout(lookAgain, lookEveryMs).unref();
    }
    log.began(outage, error instanceof Error ? lastLine(error.message) : '');
  };
}

/** Prisma shows our source first. */
const lastLine = (message: string): string => message.trim().split('\n').at(-1)?.trim() ?? '';
