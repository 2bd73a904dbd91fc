/** Composes the house and starts it: settings, port, database, web server; and stops it in the reverse order. */
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import packageJson from '../package.json' with { type: 'json' };
import { type Config, readConfig } from './config.ts';
import type { Definition } from './exercise/definition.ts';
import { say } from './language/language.ts';
import { readCollections } from './store/collection-files.ts';
import { type DatabaseAddress, type OpenOutcome, openStore, type Store } from './store/database.ts';
import { ladderOf, readExercises } from './store/exercise-files.ts';
import { saveOneTimeLink } from './store/one-time-links.ts';
import { newToken } from './store/secret-token.ts';
import { hasSiteOwner } from './store/users.ts';
import { watchExercises } from './store/watch-exercises.ts';
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
  const report = (error: unknown): void =>
    terminal.complain(error instanceof Error ? `${error.stack}` : String(error));
  const fail = (sentence: string): number => {
    terminal.complain(sentence);
    return 1;
  };
  const outcome = readConfig(variables);
  if (outcome.kind === 'problems') {
    return fail(sentences.badConfiguration(outcome.problems.map((problem) => `  ${problem}`).join('\n')));
  }
  const { config } = outcome;
  const server = createServer(answerStarting);
  const problem = await listen(server, config);
  if (problem !== undefined) return fail(problem);

  terminal.print(sentences.opening(describe(config.database)));
  const opened = await openStore(config.database);
  if (opened.kind !== 'open') {
    server.close();
    return fail(explain(opened, config.database));
  }
  if (opened.applied.length > 0) terminal.print(sentences.migrated(`${opened.applied.length}`));

  const { store } = opened;
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
  const app = makeServer({
    store,
    exercises,
    collections,
    publicUrl,
    now: () => new Date(),
    report,
  });
  server.off('request', answerStarting).on('request', app);
  await welcome(store, publicUrl, terminal);
  await new Promise<void>((resolve) => terminal.onStop(resolve));
  stopWatching();
  terminal.print(sentences.stopping);
  await stop(server, store);
  return 0;
}

/** What is read takes the place of what was there; whoever holds the map sees it at once. */
async function fillWithExercises(exercises: Map<string, Definition>, terminal: Terminal): Promise<void> {
  const { definitions, problems } = await readExercises();
  for (const { file, line, at, expected } of problems) {
    terminal.complain(sentences.exerciseLeftOut(file, `${line}`, at, expected));
  }
  exercises.clear();
  for (const [id, definition] of ladderOf(definitions)) exercises.set(id, definition);
}

function answerStarting(_request: unknown, response: ServerResponse): void {
  response.writeHead(503, { 'content-type': 'text/plain; charset=utf-8', 'retry-after': '2' });
  response.end(`${say('en').refusals.starting}\n`);
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

const dayMs = 24 * 60 * 60 * 1000;

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

/** How long requests under way may take before their connections are cut. */
const patienceMs = 10_000;

async function stop(server: Server, store: Store): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  const cut = setTimeout(() => server.closeAllConnections(), patienceMs);
  await closed;
  clearTimeout(cut);
  await store.close();
}
