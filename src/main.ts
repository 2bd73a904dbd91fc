/** Composes the house and starts it: settings, port, database, web server; and stops it in the reverse order. */
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import packageJson from '../package.json' with { type: 'json' };
import { type FetchedBackup, fetchBackup, openBackupDoor } from './classroom/backup-door.ts';
import type { Classroom } from './classroom/classroom.ts';
import { makeElsewhere } from './classroom/elsewhere.ts';
import { performIn } from './classroom/job-kinds.ts';
import { addRepeatingJobs, type JobRunner, runJobs } from './classroom/run-jobs.ts';
import { makeThreads, type Threads } from './classroom/threads.ts';
import { type Config, readConfig, usualWorkers } from './config.ts';
import type { Definition } from './exercise/definition.ts';
import { say } from './language/language.ts';
import { makeLti, type Tool } from './lms/lti/lti.ts';
import { findKeyTrouble } from './lms/lti/tool-keys.ts';
import { startPassback } from './lms/passback/start-passback.ts';
import { dayMs } from './number/durations.ts';
import { readCollections } from './store/collection-files.ts';
import { type DatabaseAddress, type OpenOutcome, openStore, type Store } from './store/database.ts';
import { ladderOf, readExercises } from './store/exercise-files.ts';
import { saveOneTimeLink } from './store/one-time-links.ts';
import { logOutages, type OutageLog } from './store/outage-log.ts';
import { newToken } from './store/secret-token.ts';
import { hasSiteOwner } from './store/users.ts';
import { watchExercises } from './store/watch-exercises.ts';
import { makeMailer } from './web/account/mailer.ts';
import { makeFrontDoor } from './web/front-door.ts';
import { closeServer, makeHttpServer, makeStopping } from './web/http-server.ts';
import { gatherLines } from './web/operations/gather-lines.ts';
import { type Log, makeLog } from './web/operations/log.ts';
import { makeMetrics } from './web/operations/metrics.ts';
import { noTracing, startTracing } from './web/operations/tracing.ts';
import { makeServer } from './web/server.ts';

const sentences = say('en').terminal;

export interface Terminal {
  print(line: string): void;
  complain(line: string): void;
  /** Called once somebody wants the server to end. */
  onStop(stop: () => void): void;
}

/**
 * Resolves with the exit code: 1 where it cannot start, which it explains in a sentence; 0 once it was stopped.
 * The port is taken before the database is opened, so that a port in use leaves everything as it was.
 */
export async function start(
  variables: Readonly<Record<string, string | undefined>>,
  terminal: Terminal,
): Promise<number> {
  const fail = (sentence: string): number => {
    terminal.complain(sentence);
    return 1;
  };
  const outcome = readConfig(variables);
  if (outcome.kind === 'problems') {
    return fail(sentences.badConfiguration(outcome.problems.map((problem) => `  ${problem}`).join('\n')));
  }
  const { config } = outcome;
  const door = makeFrontDoor();
  const server = makeHttpServer(door.answer);
  const stopping = makeStopping();
  const problem = await listen(server, config);
  if (problem !== undefined) return fail(problem);

  terminal.print(sentences.opening(describe(config.database)));
  const opened = await openStore(config.database, { answerWithinMs });
  if (opened.kind !== 'open') {
    server.close();
    server.closeAllConnections();
    return fail(explain(opened, config.database));
  }
  if (opened.applied.length > 0) terminal.print(sentences.migrated(`${opened.applied.length}`));

  const log = logOf(config, terminal);
  const metrics = makeMetrics();
  const tracing = config.tracesTo ? await startTracing(config.tracesTo, packageJson.version) : noTracing;
  const store = tracing.watch(metrics.watch(opened.store));
  const report = logOutages(store, outageLog(log));
  const exercises = new Map<string, Definition>();
  await fillWithExercises(exercises, terminal);
  const collections = await readCollections(new Set(exercises.keys())).catch((error: Error) => {
    terminal.complain(error.message);
    return [];
  });
  const stopWatching = config.watchesExercises
    ? watchExercises(() => fillWithExercises(exercises, terminal).catch(report))
    : () => {};
  const publicUrl = config.publicUrl ?? addressOf(server, config.host);
  const classroom = { store, exercises, collections, now: () => new Date() };
  const sendMail = makeMailer(config.mail, terminal.print);
  const threads = makeThreads(classroom, report);
  const elsewhere = makeElsewhere(classroom, { threads, ended: metrics.countElsewhere });
  metrics.watchThreads(elsewhere.count);
  const tool = { ...classroom, elsewhere, publicUrl, lti: ltiOf(config, (line) => log.warn({}, line)) };
  if ((await findKeyTrouble(store, config.ltiSecret)) === 'other-secret') {
    terminal.complain(say('en').lti.keyTroubles['other-secret']);
  }
  const background = startBackground(tool, config.workers, { threads, report, ended: metrics.countJob });
  const { metricsToken, limits } = config;
  const folder = dataFolder(config.database);
  const backup = { version: packageJson.version, folder: folder ?? tmpdir() };
  const operations = { version: packageJson.version, log, metrics, tracing, metricsToken, limits, backup };
  const closeDoor = folder === undefined ? async () => {} : await openBackupDoor(tool, backup, report);
  const app = makeServer({
    ...tool,
    sendMail,
    report,
    operations,
    nudgeJobs: background.nudge,
    stopping: stopping.signal,
  });
  app.set('trust proxy', config.proxies);
  door.open(app);
  await welcome(store, publicUrl, terminal);
  await new Promise<void>((resolve) => terminal.onStop(resolve));
  stopping.abort();
  await background.stop();
  stopWatching();
  terminal.print(sentences.stopping);
  await Promise.all([closeServer(server), closeDoor()]);
  await threads.close();
  await store.close();
  await tracing.end();
  return 0;
}

/** People who wait for a page are told after this time that the database does not answer. */
const answerWithinMs = 8_000;

/** The classroom without a server, for a command: what the environment names is opened for as long as `use` takes. */
export async function withClassroom(
  variables: Readonly<Record<string, string | undefined>>,
  { complain }: Pick<Terminal, 'complain'>,
  use: (classroom: Classroom, version: string, config: Config) => Promise<number>,
): Promise<number> {
  const outcome = readConfig(variables);
  if (outcome.kind === 'problems') {
    for (const problem of outcome.problems) complain(problem);
    return 1;
  }
  const { database } = outcome.config;
  const opened = await openStore(database);
  if (opened.kind !== 'open') {
    complain(explain(opened, database));
    return 1;
  }
  const { store } = opened;
  try {
    const exercises = ladderOf((await readExercises()).definitions);
    const classroom = { store, exercises, collections: [], now: () => new Date() };
    return await use(classroom, packageJson.version, outcome.config);
  } finally {
    await store.close();
  }
}

/** From the server that runs on the embedded database which the environment names, if there is one. */
export async function backupOfRunning(
  variables: Readonly<Record<string, string | undefined>>,
  file: string,
): Promise<FetchedBackup> {
  const outcome = readConfig(variables);
  const folder = outcome.kind === 'config' ? dataFolder(outcome.config.database) : undefined;
  return folder === undefined ? { kind: 'nobody' } : fetchBackup(folder, file);
}

const dataFolder = (database: DatabaseAddress): string | undefined =>
  database.kind === 'embedded' ? database.folder : undefined;

/** Jobs alone, without a port: for a machine of its own beside replicas that have WORKERS=0. */
export async function work(
  variables: Readonly<Record<string, string | undefined>>,
  terminal: Terminal,
): Promise<number> {
  return withClassroom(variables, terminal, async (classroom, _version, config) => {
    const log = logOf(config, terminal);
    const report = logOutages(classroom.store, outageLog(log));
    const tool = {
      ...classroom,
      publicUrl: config.publicUrl ?? '',
      lti: ltiOf(config, (line) => log.warn({}, line)),
    };
    const threads = makeThreads(classroom, report);
    const background = startBackground(tool, config.workers || usualWorkers, { threads, report });
    terminal.print(sentences.working(describe(config.database)));
    await new Promise<void>((resolve) => terminal.onStop(resolve));
    await background.stop();
    await threads.close();
    terminal.print(sentences.stopping);
    return 0;
  });
}

/** Jobs and grades on their way to LMSs; nothing of it where there are no workers. */
function startBackground(
  tool: Tool,
  workers: number,
  { threads, report, ended }: Pick<JobRunner, 'report' | 'ended'> & { readonly threads: Threads },
) {
  if (workers === 0) return { nudge: () => {}, stop: async () => {} };
  const stopping = new AbortController();
  const jobs = runJobs({
    ...tool,
    atOnce: workers,
    perform: performIn(threads, tool, stopping.signal),
    report,
    ...(ended && { ended }),
  });
  void addRepeatingJobs(tool).catch(report);
  const stopPassback = startPassback(tool, report);
  return {
    nudge: jobs.nudge,
    stop: async () => {
      const ended = jobs.stop();
      stopping.abort(new Error('the server was stopped'));
      await Promise.all([ended, stopPassback()]);
    },
  };
}

function logOf({ log }: Config, { print, complain }: Terminal): Log {
  if (log.kind === 'text') return makeLog(log, complain);
  const { write, flush } = gatherLines(print);
  process.once('exit', flush);
  return makeLog(log, write);
}

const ltiOf = ({ ltiSecret, ltiLoopback }: Config, log: (line: string) => void) =>
  makeLti({ secret: ltiSecret, guard: { allowsLoopback: ltiLoopback }, log });

/** What is read takes the place of what was there; whoever holds the map sees it at once. */
async function fillWithExercises(exercises: Map<string, Definition>, terminal: Terminal): Promise<void> {
  const { definitions, problems } = await readExercises();
  for (const { file, line, at, expected } of problems) {
    terminal.complain(sentences.exerciseLeftOut(file, `${line}`, at, expected));
  }
  exercises.clear();
  for (const [id, definition] of ladderOf(definitions)) exercises.set(id, definition);
}

/** The sentence to fail with, or undefined once the server listens. */
function listen(server: Server, { host, port }: Config): Promise<string | undefined> {
  return new Promise((resolve) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const inUse = error.code === 'EADDRINUSE';
      resolve(
        inUse ? sentences.portInUse(host, `${port}`) : sentences.cannotListen(host, `${port}`, error.message),
      );
    });
    server.listen(port, host, () => resolve(undefined));
  });
}

function addressOf(server: Server, host: string): string {
  const { port } = server.address() as AddressInfo;
  const everywhere = host === '0.0.0.0' || host === '::';
  return `http://${everywhere ? 'localhost' : host.includes(':') ? `[${host}]` : host}:${port}`;
}

/** Never with the password. */
function describe(database: DatabaseAddress): string {
  if (database.kind === 'embedded') return database.folder;
  const { host, pathname } = new URL(database.url);
  return `${host}${pathname}`;
}

function explain(outcome: Exclude<OpenOutcome, { kind: 'open' }>, database: DatabaseAddress): string {
  const where = describe(database);
  switch (outcome.kind) {
    case 'unreachable':
      return sentences.unreachable(where, outcome.reason);
    case 'folder-in-use':
      return sentences.folderInUse(where, `${outcome.pid}`);
    case 'folder-not-usable':
      return sentences.folderNotUsable(where, outcome.reason);
    case 'other-postgres':
      return sentences.otherPostgres(where, outcome.found, outcome.expected);
    case 'newer':
      return sentences.newer(where, outcome.migration);
    case 'damaged':
      return sentences.damaged(where, outcome.migration);
  }
}

async function welcome(store: Store, publicUrl: string, terminal: Terminal): Promise<void> {
  const lines = [
    sentences.running(packageJson.version, publicUrl),
    sentences.practiseAt(`${publicUrl}/practise`),
  ];
  if (!(await hasSiteOwner(store))) {
    const token = newToken();
    const now = new Date();
    const expiresAt = new Date(now.getTime() + dayMs);
    await saveOneTimeLink(store, { token, purpose: 'first-teacher', createdAt: now, expiresAt });
    lines.push(sentences.firstTeacherAt(`${publicUrl}/first-teacher/${token}`));
  }
  for (const line of [...lines, sentences.howToStop]) terminal.print(line);
}

const outageLog = (log: Log): OutageLog => ({
  began: (outage, reason) => log.warn({ outage }, say('en').outage.began[outage](reason)),
  ended: (seconds) => log.warn({}, say('en').outage.ended(seconds.toFixed(0))),
  report: (err, requestId) => log.error({ err, requestId }, 'failed'),
});
