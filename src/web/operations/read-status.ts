/** How the site is, as of now: for its owner. */
import { findMilestone } from '../../store/milestones.ts';
import { countWork, readSiteFacts, type SiteFacts, type Work } from '../../store/site-facts.ts';
import type { WebContext } from '../server.ts';

export interface Status {
  readonly version: string;
  readonly node: string;
  readonly upSeconds: number;
  readonly memoryBytes: number;
  /** In seconds. */
  readonly eventLoopDelay: { readonly median: number; readonly p99: number };
  /** Of this process; undefined for the embedded database. */
  readonly connections: Readonly<Record<'busy' | 'idle' | 'waiting', number>> | undefined;
  readonly facts: SiteFacts;
  readonly lastBackup: Date | null;
  readonly work: readonly Work[];
}

export async function readStatus({ store, operations }: WebContext): Promise<Status> {
  return {
    version: operations.version,
    node: process.version,
    upSeconds: process.uptime(),
    memoryBytes: process.memoryUsage.rss(),
    eventLoopDelay: await operations.metrics.eventLoopDelay(),
    connections: store.pool?.(),
    facts: await readSiteFacts(store),
    lastBackup: await findMilestone(store, 'backup'),
    work: await countWork(store),
  };
}
