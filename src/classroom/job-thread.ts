/** Does one job after the other in a thread of its own, on the database of the thread that sends them. */
import { type MessagePort, parentPort, workerData } from 'node:worker_threads';
import type { Job } from '../store/jobs.ts';
import { findOutage, type Outage } from '../store/outage.ts';
import { openRemoteStore } from '../store/remote-database.ts';
import type { Classroom } from './classroom.ts';
import { performJob } from './job-kinds.ts';

export interface SentJob extends Pick<Classroom, 'exercises' | 'collections'> {
  readonly job: Job;
}
export interface JobNews {
  /** How far it is, from 0 to 1. */
  readonly progress?: number;
  readonly done?: { readonly result: unknown };
  readonly failed?: { readonly message: string; readonly stack: string; readonly outage?: Outage };
}

const store = await openRemoteStore(workerData as MessagePort);
const send = (news: JobNews): void => parentPort?.postMessage(news);

parentPort?.on('message', ({ job, ...content }: SentJob) => {
  const tell = (progress: number): void => send({ progress });
  performJob({ ...content, store, tell, now: () => new Date() }, job)
    .then((result) => send({ done: { result } }))
    .catch((error: unknown) => {
      const { message, stack = '' } = error instanceof Error ? error : new Error(String(error));
      const outage = findOutage(error);
      send({ failed: { message, stack, ...(outage && { outage }) } });
    });
});
