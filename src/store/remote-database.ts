/**
 * The database of one thread, used by another: the embedded one lives in the thread that opened it. Queries go over a
 * port and their rows come back as they are; reading them is the other thread's work.
 */
import type { MessagePort } from 'node:worker_threads';
import {
  DriverAdapterError,
  type IsolationLevel,
  isDriverAdapterError,
  type SqlDriverAdapter,
  type SqlDriverAdapterFactory,
  type Transaction,
} from '@prisma/driver-adapter-utils';
import type { Store } from './database.ts';
import { makeStore } from './make-store.ts';
import { findOutage } from './outage.ts';

interface Call {
  readonly id: number;
  /** A transaction; 0 for the database itself. */
  readonly on: number;
  readonly method: string;
  readonly args: readonly unknown[];
}
interface Answer {
  readonly id: number;
  readonly value?: unknown;
  /** What the database refused. */
  readonly cause?: DriverAdapterError['cause'];
  /** What else went wrong. */
  readonly message?: string;
}

/** Answers the other thread. What is returned ends that, and takes back whatever it had not committed. */
export function serveQueries({ adapter: factory }: Pick<Store, 'adapter'>, port: MessagePort) {
  const connecting = factory.connect();
  const open = new Map<number, Transaction>();
  let ended = false;
  const perform = async ({ id, on, method, args }: Call): Promise<unknown> => {
    const adapter = await connecting;
    if (method === 'describe') return descriptionOf(adapter);
    if (method === 'startTransaction') {
      const started = await adapter.startTransaction(...(args as [IsolationLevel?]));
      if (ended) await endTransaction(started);
      else open.set(id, started);
      return started.options;
    }
    const target = on === 0 ? adapter : open.get(on);
    if (method === 'commit' || method === 'rollback') open.delete(on);
    const found: unknown = Reflect.get(target ?? {}, method);
    if (typeof found !== 'function') throw new Error(`there is no ${method}`);
    return Reflect.apply(found, target, args);
  };
  port.on('message', (call: Call) => {
    perform(call)
      .then((value): Answer => ({ id: call.id, value }))
      .catch((error: unknown): Answer => ({ id: call.id, ...failureOf(error) }))
      .then((answer) => port.postMessage(answer));
  });
  return async (): Promise<void> => {
    ended = true;
    port.close();
    for (const transaction of open.values()) await endTransaction(transaction);
  };
}

const descriptionOf = (adapter: SqlDriverAdapter) => ({
  provider: adapter.provider,
  adapterName: adapter.adapterName,
  info: adapter.getConnectionInfo?.(),
});

/** As Prisma does it: the adapter only lets go of the connection, the statement is ours to send. */
async function endTransaction(transaction: Transaction): Promise<void> {
  if (!transaction.options.usePhantomQuery)
    await transaction.executeRaw({ sql: 'ROLLBACK', args: [], argTypes: [] });
  await transaction.rollback();
}

/** A lost connection keeps its name on the way; by its text alone the other thread would not know it. */
function failureOf(error: unknown): Pick<Answer, 'cause' | 'message'> {
  if (isDriverAdapterError(error)) return { cause: error.cause };
  if (findOutage(error) === 'unreachable') return { cause: { kind: 'ConnectionClosed' } };
  return { message: error instanceof Error ? `${error.stack}` : String(error) };
}

/** The store of the thread that serves this port. */
export async function openRemoteStore(port: MessagePort): Promise<Store> {
  return makeStore({ adapter: await remoteAdapter(port) }, async () => port.close());
}

type Ask = (on: number, method: string, args: readonly unknown[]) => Promise<Answer>;

async function remoteAdapter(port: MessagePort): Promise<SqlDriverAdapterFactory> {
  const waiting = new Map<number, (answer: Answer) => void>();
  let asked = 0;
  const ask: Ask = async (on, method, args) => {
    const id = ++asked;
    port.postMessage({ id, on, method, args } satisfies Call);
    const answer = await new Promise<Answer>((resolve) => waiting.set(id, resolve));
    if (answer.cause) throw new DriverAdapterError(answer.cause);
    if (answer.message !== undefined) throw new Error(answer.message);
    return answer;
  };
  port.on('message', (answer: Answer) => {
    waiting.get(answer.id)?.(answer);
    waiting.delete(answer.id);
  });
  const { info, ...named } = (await ask(0, 'describe', [])).value as ReturnType<typeof descriptionOf>;
  const adapter: SqlDriverAdapter = {
    ...named,
    ...methodsOn(ask, 0, ['queryRaw', 'executeRaw', 'executeScript']),
    startTransaction: async (level) => transactionOn(ask, named, await ask(0, 'startTransaction', [level])),
    ...(info && { getConnectionInfo: () => info }),
    dispose: async () => {},
  };
  return { ...named, connect: async () => adapter };
}

const transactionOn = (
  ask: Ask,
  named: Pick<Transaction, 'provider' | 'adapterName'>,
  { id, value }: Answer,
): Transaction => ({
  ...named,
  options: value as Transaction['options'],
  ...methodsOn(ask, id, ['queryRaw', 'executeRaw', 'commit', 'rollback']),
});

const methodsOn = <M extends keyof Transaction | keyof SqlDriverAdapter>(
  ask: Ask,
  on: number,
  methods: readonly M[],
) =>
  Object.fromEntries(
    methods.map((method) => [
      method,
      async (...args: readonly unknown[]) => (await ask(on, method, args)).value,
    ]),
  ) as Pick<Transaction & SqlDriverAdapter, M>;
