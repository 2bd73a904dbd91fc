import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openStore } from '../src/store/database.ts';
import { enrol } from '../src/store/enrolments.ts';
import { newId } from '../src/store/new-id.ts';
import { newToken } from '../src/store/secret-token.ts';
import { startSession } from '../src/store/sessions.ts';
import { createUser } from '../src/store/users.ts';
import { makeClass } from './store/sample.ts';
import { makeDataFolder, opened } from './store/test-store.ts';

interface Running {
  readonly process: ChildProcess;
  /** Everything printed so far. */
  text(): string;
  readonly exit: Promise<number | null>;
}

function start(variables: Record<string, string>): Running {
  const script = new URL('../src/cli/chainmark.mjs', import.meta.url).pathname;
  const { PATH = '' } = process.env;
  const child = spawn(process.execPath, [script, 'start'], { env: { PATH, PORT: '0', ...variables } });
  let text = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (chunk: string) => {
      text += chunk;
    });
  }
  return { process: child, text: () => text, exit: once(child, 'close').then(([code]) => code) };
}

/** The address it serves at, once it says so. */
async function addressOf(running: Running): Promise<string> {
  for (;;) {
    const [, address] = /running at (\S+)\n[\s\S]*Ctrl-C/.exec(running.text()) ?? [];
    if (address) return address;
    if (running.process.exitCode !== null) throw new Error(`ended:\n${running.text()}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

describe('a started server', () => {
  let folder: string;
  let environment: Record<string, string>;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'chainmark-start-'));
    environment = { DATA_DIR: folder };
    await makeDataFolder(folder);
  });
  afterAll(() => rm(folder, { recursive: true }));

  it('serves, keeps a second one out of its folder, and stops cleanly', async () => {
    const first = start(environment);
    const address = await addressOf(first);
    expect(await (await fetch(`${address}/healthz`)).json()).toEqual({ status: 'ok' });
    expect((await fetch(address)).status).toBe(200);
    expect(first.text()).toMatch(/first-teacher\/[\w-]{43}\n/);

    const second = start(environment);
    expect(await second.exit).toBe(1);
    expect(second.text()).toContain(`in use by another Chainmark (process ${first.process.pid})`);

    first.process.kill('SIGINT');
    expect(await first.exit).toBe(0);
    expect(first.text()).toMatch(/Stopping: finishing what is under way …\n$/);
    expect(existsSync(join(folder, 'lock'))).toBe(false);
  });

  it('starts again after kill -9', async () => {
    const killed = start(environment);
    await addressOf(killed);
    killed.process.kill('SIGKILL');
    await killed.exit;
    const next = start(environment);
    expect((await fetch(`${await addressOf(next)}/healthz`)).status).toBe(200);
    next.process.kill('SIGTERM');
    expect(await next.exit).toBe(0);
  });

  it('finishes a request that is under way when it is stopped', async () => {
    const running = start(environment);
    const { hostname, port } = new URL(await addressOf(running));
    const connection = connect(Number(port), hostname).setEncoding('utf8');
    const form = 'Host: h\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 3';
    connection.write(`POST /nothing-here HTTP/1.1\r\n${form}\r\n\r\na`);
    await new Promise((resolve) => setTimeout(resolve, 200));
    running.process.kill('SIGTERM');
    while (!running.text().includes('Stopping')) await new Promise((resolve) => setTimeout(resolve, 20));
    connection.write('=1');
    const [answer] = await once(connection, 'data');
    expect(answer).toMatch(/^HTTP\/1\.1 404 Not Found\r\n/);
    expect(await running.exit).toBe(0);
  });

  it('ends open event streams at once when it is stopped', async () => {
    const streaming = await mkdtemp(join(tmpdir(), 'chainmark-streaming-'));
    await makeDataFolder(streaming);
    const store = opened(await openStore({ kind: 'embedded', folder: streaming }));
    const course = await makeClass(store);
    const user = await createUser(store, { id: newId(), name: 'Ada', createdAt: new Date() });
    const { courseId, assignmentId } = course;
    const [token, createdAt, expiresAt] = [newToken(), new Date(), new Date(Date.now() + 600_000)];
    await enrol(store, {
      courseId,
      id: newId(),
      userId: user.id,
      role: 'teacher',
      displayName: '',
      createdAt,
    });
    await startSession(store, { token, userId: user.id, createdAt, expiresAt });
    await store.close();

    const running = start({ DATA_DIR: streaming });
    const events = `/teach/courses/${courseId}/assignments/${assignmentId}/dashboard/events`;
    const headers = { cookie: `chainmark=${token}` };
    const streams = await Promise.all(
      [1, 2, 3].map(async () => fetch(`${await addressOf(running)}${events}`, { headers })),
    );
    expect(streams.map(({ status }) => status)).toEqual([200, 200, 200]);
    running.process.kill('SIGTERM');
    expect(await running.exit).toBe(0);
    // A connection that is cut off after the server's patience would reject.
    for (const stream of streams) expect(await stream.text()).toContain('data: ');
    await rm(streaming, { recursive: true });
  });

  it('refuses the folder of a newer version in one sentence', async () => {
    const newer = await mkdtemp(join(tmpdir(), 'chainmark-newer-'));
    await makeDataFolder(newer);
    const pglite = await PGlite.create(join(newer, 'database'));
    await pglite.exec(`UPDATE _prisma_migrations SET migration_name = '29991231235959_later'`);
    await pglite.close();
    const refused = start({ DATA_DIR: newer });
    expect(await refused.exit).toBe(1);
    expect(refused.text()).toContain(
      'belongs to a newer Chainmark: it has the migration 29991231235959_later',
    );
    expect(existsSync(join(newer, 'lock'))).toBe(false);
    await rm(newer, { recursive: true });
  });
});

describe('a server that cannot start', () => {
  it('says that the port is in use, and has not touched the data folder', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const port = `${(other.address() as AddressInfo).port}`;
    const folder = join(tmpdir(), 'chainmark-never-made');
    const refused = start({ PORT: port, DATA_DIR: folder });
    expect(await refused.exit).toBe(1);
    expect(refused.text()).toBe(
      `Port ${port} on 127.0.0.1 is in use. Stop what uses it, or choose another: PORT=3001 npm start\n`,
    );
    expect(existsSync(folder)).toBe(false);
    other.close();
  });

  it('says that the database cannot be reached, without the password', async () => {
    const refused = start({ DATABASE_URL: 'postgresql://ada:secret@127.0.0.1:9/chainmark' });
    expect(await refused.exit).toBe(1);
    expect(refused.text()).toContain('The database at 127.0.0.1:9/chainmark cannot be reached');
    expect(refused.text()).not.toContain('secret');
  });

  it('says all that is wrong with its settings', async () => {
    const refused = start({ PORT: 'x', DATABASE_URL: 'y' });
    expect(await refused.exit).toBe(1);
    expect(refused.text()).toMatch(/PORT is a number[\s\S]*DATABASE_URL is like/);
  });
});
