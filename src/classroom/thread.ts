/** Does one thing after the other in a thread of its own, on the database of the thread that asks for them. */
import { type MessagePort, parentPort, workerData } from 'node:worker_threads';
import { findOutage, type Outage } from '../store/outage.ts';
import { openRemoteStore } from '../store/remote-database.ts';
import type { Classroom } from './classroom.ts';
import type { LongWork } from './long-work.ts';

export type Content = Pick<Classroom, 'exercises' | 'collections'>;

export interface Sent extends Pick<LongWork<unknown, unknown>, 'at' | 'name'> {
  readonly asked: unknown;
  /** Where it is not what was sent before. */
  readonly content?: Content | undefined;
}
export interface News {
  /** How far it is, from 0 to 1. */
  readonly progress?: number;
  readonly done?: { readonly made: unknown };
  readonly failed?: { readonly message: string; readonly stack: string; readonly outage?: Outage };
}

const store = await openRemoteStore(workerData as MessagePort);
const send = (news: News, moved: readonly ArrayBuffer[] = []): void =>
  parentPort?.postMessage(news, [...moved]);
let content: Content = { exercises: new Map(), collections: [] };

parentPort?.on('message', (sent: Sent) => {
  content = sent.content ?? content;
  perform(sent)
    .then((made) => send({ done: { made } }, bufferOf(made)))
    .catch((error: unknown) => {
      const { message, stack = '' } = error instanceof Error ? error : new Error(String(error));
      const outage = findOutage(error);
      send({ failed: { message, stack, ...(outage && { outage }) } });
    });
});

async function perform({ at, name, asked }: Sent): Promise<unknown> {
  const found: Readonly<Record<string, LongWork<unknown, unknown>>> = await import(at);
  const tell = (progress: number): void => send({ progress });
  const work = found[name];
  if (!work) throw new Error(`there is no ${name} in ${at}`);
  return work.run({ ...content, store, tell, now: () => new Date() }, asked);
}

/** Bytes that are all of their buffer move to the other thread; anything else is copied. */
const bufferOf = (made: unknown): readonly ArrayBuffer[] =>
  made instanceof Uint8Array &&
  made.buffer instanceof ArrayBuffer &&
  made.buffer.byteLength === made.byteLength
    ? [made.buffer]
    : [];
