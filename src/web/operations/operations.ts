/** What a running server needs to be looked after; main.ts makes it. */
import type { BackupMeans } from '../../classroom/take-backup.ts';
import type { Limits } from '../pace.ts';
import type { Log } from './log.ts';
import type { Metrics } from './metrics.ts';
import type { Tracing } from './tracing.ts';

export interface Operations {
  /** Of Chainmark. */
  readonly version: string;
  readonly log: Log;
  readonly metrics: Metrics;
  readonly tracing: Tracing;
  readonly limits: Limits;
  readonly backup: BackupMeans;
  /** Who reads /metrics from elsewhere; null: nobody. */
  readonly metricsToken: string | null;
}
