/** The real server on a port of its own, over a fresh database. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { type Bounds, makeElsewhere } from '../../src/classroom/elsewhere.ts';
import { runJobs } from '../../src/classroom/run-jobs.ts';
import { makeThreads } from '../../src/classroom/threads.ts';
import { makeLti, type Tool } from '../../src/lms/lti/lti.ts';
import { readCollections } from '../../src/store/collection-files.ts';
import type { Store } from '../../src/store/database.ts';
import type { Mail } from '../../src/web/account/mailer.ts';
import { listRoutes, type Route } from '../../src/web/guard.ts';
import { makeStopping } from '../../src/web/http-server.ts';
import { type Metrics, makeMetrics } from '../../src/web/operations/metrics.ts';
import type { Operations } from '../../src/web/operations/operations.ts';
import { noTracing } from '../../src/web/operations/tracing.ts';
import { makeServer } from '../../src/web/server.ts';
import { definitions } from '../exercise/catalogue.ts';
import { openTestStore } from '../store/test-store.ts';

export interface TestServer {
  readonly url: string;
  readonly store: Store;
  /** Errors that were ours, in order; a test that expects none says so. */
  readonly reported: readonly unknown[];
  /** What was sent, in order. */
  readonly mails: readonly Mail[];
  /** Lines about launches that were refused. */
  readonly logged: readonly string[];
  /** What the ledger works with; nothing is sent by itself. */
  readonly tool: Tool;
  /** All that Express knows. */
  readonly routes: readonly Route[];
  close(): Promise<void>;
}

export const exercisesForTests = new Map(definitions.map((each) => [each.id, each]));

export async function startTestServer(
  database: 'embedded' | 'server' | Store,
  now: () => Date = () => new Date(),
  { publicUrl: reachedAt, ...operated }: Partial<Operations> & { readonly publicUrl?: string } = {},
  /** Of long work in threads; without them it is done here. */
  bounds?: Bounds,
): Promise<TestServer> {
  const store = typeof database === 'string' ? await openTestStore(database) : database;
  const reported: unknown[] = [];
  const mails: Mail[] = [];
  const logged: string[] = [];
  // A test on a busy machine may be slow between two requests.
  const server = createServer({ keepAliveTimeout: 60_000 });
  const stopping = makeStopping();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const lti = makeLti({
    secret: 'a secret of the tests, long enough',
    guard: { allowsLoopback: true },
    log: (line) => logged.push(line),
  });
  const collections = await readCollections(new Set(exercisesForTests.keys()));
  const metrics = makeMetrics();
  const watched = metrics.watch(store);
  const publicUrl = reachedAt ?? url;
  const report = (error: unknown): void => {
    reported.push(error);
  };
  const classroom = { store: watched, exercises: exercisesForTests, collections, now };
  const threads = makeThreads(classroom, report);
  const elsewhere = bounds && makeElsewhere(classroom, { threads, bounds, ended: metrics.countElsewhere });
  if (elsewhere) metrics.watchThreads(elsewhere.count);
  const tool = { ...classroom, ...(elsewhere && { elsewhere }), publicUrl, lti };
  const jobs = runJobs({ ...tool, atOnce: 1, report, ended: metrics.countJob });
  const app = makeServer({
    ...tool,
    sendMail: async (mail) => {
      mails.push(mail);
    },
    nudgeJobs: jobs.nudge,
    report,
    stopping: stopping.signal,
    operations: operationsForTests(logged, metrics, operated),
  });
  server.on('request', app);
  return {
    url,
    store,
    reported,
    mails,
    logged,
    tool,
    routes: listRoutes(app.router),
    close: async () => {
      stopping.abort();
      await jobs.stop();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await threads.close();
      await store.close();
    },
  };
}

export const operationsForTests = (
  logged: string[],
  metrics: Metrics,
  operated: Partial<Operations>,
): Operations => ({
  version: '0.0.0-test',
  log: {
    info: () => {},
    warn: (_fields, line) => logged.push(line),
    error: (_fields, line) => logged.push(line),
  },
  metrics,
  tracing: noTracing,
  metricsToken: null,
  backup: { version: '0.0.0-test', folder: tmpdir() },
  limits: { submissionsPerMinute: Number.POSITIVE_INFINITY, apiCallsPerMinute: Number.POSITIVE_INFINITY },
  ...operated,
});
