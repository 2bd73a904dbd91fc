import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import express from 'express';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { claimAccount } from '../../../src/classroom/claim-account.ts';
import { restoreBackupFile } from '../../../src/store/backup-file.ts';
import { addJob } from '../../../src/store/jobs.ts';
import { newId } from '../../../src/store/new-id.ts';
import { addReadyVariants } from '../../../src/store/ready-variants.ts';
import { readSiteFacts } from '../../../src/store/site-facts.ts';
import { countRows } from '../../../src/store/stored-tables.ts';
import { createUser } from '../../../src/store/users.ts';
import { healthRoutes } from '../../../src/web/operations/health-routes.ts';
import { makeLog } from '../../../src/web/operations/log.ts';
import { makeMetrics } from '../../../src/web/operations/metrics.ts';
import { startTracing } from '../../../src/web/operations/tracing.ts';
import { sampleVariant } from '../../store/sample.ts';
import { openTestStore } from '../../store/test-store.ts';
import { makeCourse, makePerson, type Person, signedIn } from '../people.ts';
import { operationsForTests, startTestServer, type TestServer } from '../test-server.ts';
import { readExposition } from './exposition.ts';

let server: TestServer;
let student: Person;
beforeAll(async () => {
  server = await startTestServer('embedded');
  student = await makePerson(server, 'Student');
});
afterAll(() => server.close());

const get = (path: string, headers: Record<string, string> = {}) =>
  fetch(`${server.url}${path}`, { headers });

describe('the addresses for machines', () => {
  it('say that the process answers, and that the database does', async () => {
    expect(await (await get('/healthz')).json()).toEqual({ status: 'ok' });
    const ready = await get('/readyz');
    expect([ready.status, await ready.json()]).toEqual([200, { status: 'ready' }]);
  });

  it('say so while it stops, and when the database does not answer', async () => {
    const store = await openTestStore('embedded');
    const operations = operationsForTests([], makeMetrics(), {});
    const ready = async (stopping: AbortSignal) => {
      const app = express().use(healthRoutes({ store, operations, stopping })).listen(0, '127.0.0.1');
      await once(app, 'listening');
      const answer = await fetch(`http://127.0.0.1:${(app.address() as AddressInfo).port}/readyz`);
      app.close();
      return [answer.status, await answer.json()];
    };
    expect(await ready(AbortSignal.abort())).toEqual([503, { status: 'stopping' }]);
    await store.close();
    expect(await ready(new AbortController().signal)).toEqual([503, { status: 'no database' }]);
  });

  it('give figures of requests by pattern, of verdicts, of the event loop', async () => {
    await student.get('/courses/nobody-has-this-course');
    const text = await (await get('/metrics')).text();
    expect(text).toMatch(
      /chainmark_http_request_duration_seconds_count\{method="GET",route="\/courses\/:courseId",status="404"\} 1/,
    );
    expect(text).toContain('# TYPE chainmark_verdicts_total counter');
    expect(text).toMatch(/nodejs_eventloop_lag_p99_seconds \d/);
    expect(text).not.toContain('nobody-has-this-course');
  });

  it('write no number as Prometheus does: the mean of a delay that nobody has measured since the last scrape', async () => {
    const metrics = makeMetrics();
    await expect.poll(metrics.text).toMatch(/^nodejs_eventloop_lag_mean_seconds NaN$/m);
    expect(() => readExposition('# HELP a b\n# TYPE a gauge\na Nan\n')).toThrow('no number');
  });

  it('are in the format of Prometheus, and name the queue, its age, durations, connections and the event loop', async () => {
    const [course, now] = [await makeCourse(server), Date.now()];
    await addJob(
      server.store,
      { kind: 'of a newer "version"', courseId: course.courseId, key: null, payload: {} },
      new Date(now - 90_000),
    );
    await addJob(server.store, { kind: 'sweep-jobs', courseId: null, key: null, payload: {} }, new Date(now));
    const ended = () => get('/metrics').then((answer) => answer.text());
    await expect
      .poll(ended, { timeout: 20_000 })
      .toMatch(/chainmark_job_duration_seconds_count\{kind="sweep-jobs"/);
    const job = {
      id: 'ended',
      kind: 'regrade',
      payload: {},
      createdAt: new Date(now - 5000),
      endedAt: new Date(now),
    };
    await server.store.prisma.job.create({ data: job });
    const answer = await get('/metrics');
    expect(answer.headers.get('content-type')).toContain('text/plain; version=0.0.4');
    const families = new Map(readExposition(await answer.text()).map((family) => [family.name, family]));
    const value = (name: string, labels: Record<string, string>): number | undefined =>
      families
        .get(name)
        ?.samples.find((sample) => Object.entries(labels).every(([key, is]) => sample.labels.get(key) === is))
        ?.value;
    const newer = { kind: 'of a newer \\"version\\"' };
    expect(value('chainmark_work', { ...newer, state: 'waiting' })).toBe(1);
    expect(value('chainmark_work_due', newer)).toBe(1);
    expect(value('chainmark_work_oldest_seconds', newer)).toBeGreaterThanOrEqual(90);
    expect(value('chainmark_work_oldest_seconds', newer)).toBeLessThan(600);
    expect(value('chainmark_job_turnaround_seconds', { kind: 'regrade', stat: 'longest' })).toBe(5);
    for (const name of ['chainmark_http_request_duration_seconds', 'chainmark_job_duration_seconds'])
      expect(families.get(name)?.type).toBe('histogram');
    for (const name of ['nodejs_eventloop_lag_p99_seconds', 'process_resident_memory_bytes'])
      expect(value(name, {})).toBeGreaterThanOrEqual(0);
    expect(families.get('chainmark_verdicts_total')?.type).toBe('counter');
  });

  it('count a verdict once its attempt is recorded', async () => {
    const opened = await student.post('/practise', { exercise: 'dw-linear' });
    const address = opened.headers.get('location') ?? '';
    await student.post(address, { submission: 'one', action: 'check', 'answer.p1': '123456' });
    expect(await (await get('/metrics')).text()).toMatch(/chainmark_verdicts_total\{verdict="\w+"\} [1-9]/);
  });

  it('count the variants that are ready, those of teachers together', async () => {
    const createdAt = new Date();
    const own = (id: string) => ({ ...sampleVariant, exercise: `own-${id}` });
    await addReadyVariants(server.store, 'one', [own('first'), own('second'), sampleVariant], createdAt);
    const text = await (await get('/metrics')).text();
    expect(text).toContain('chainmark_ready_variants{exercise="own"} 2');
    expect(text).toContain(`chainmark_ready_variants{exercise="${sampleVariant.exercise}"} 1`);
  });

  it('keep the figures from whom a proxy speaks for, and from whoever lacks the token', async () => {
    expect((await get('/metrics', { 'x-forwarded-for': '203.0.113.7' })).status).toBe(404);
    const closed = await startTestServer('embedded', undefined, { metricsToken: 'a token of the tests' });
    const ask = (authorization: string) => fetch(`${closed.url}/metrics`, { headers: { authorization } });
    expect((await ask('Bearer another')).status).toBe(404);
    expect((await ask('Bearer a token of the tests')).status).toBe(200);
    await closed.close();
  });
});

describe('the log', () => {
  it('holds one JSON line a request: id, pattern, status, and nothing personal', async () => {
    const lines: string[] = [];
    const log = makeLog({ kind: 'json', level: 'info' }, (line) => lines.push(line));
    const logged = await startTestServer('embedded', undefined, { log });
    const person = await makePerson(logged, 'Ali Rezaei');
    const id = 'given-by-a-proxy';
    const response = await person.get('/courses/secret-course?e=ali@example.org', { 'x-request-id': id });
    expect(response.headers.get('x-request-id')).toBe(id);
    await logged.close();
    const line = JSON.parse(
      lines.find((each) => each.includes(id) && each.includes('"msg":"request"')) ?? '{}',
    );
    expect(line).toMatchObject({ level: 'info', method: 'GET', route: '/courses/:courseId', status: 404 });
    for (const secret of ['secret-course', 'ali@', 'Rezaei', person.cookie, '127.0.0.1'])
      expect(lines.join('\n')).not.toContain(secret);
  });

  it('takes no id from outside that could break a line', async () => {
    const response = await get('/healthz', { 'x-request-id': '"}{"level":"error"' });
    expect(response.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('hides addresses that an error quotes', () => {
    const lines: string[] = [];
    const log = makeLog({ kind: 'json', level: 'info' }, (line) => lines.push(line));
    log.error({ err: new Error('Key (email)=(ali@example.org) already exists') }, 'failed');
    expect(lines[0]).toContain('Key (email)=([address]) already exists');
    expect(lines[0]).not.toContain('ali@example.org');
  });

  it('is text for a terminal: errors with their stack, and no requests', () => {
    const lines: string[] = [];
    const log = makeLog({ kind: 'text' }, (line) => lines.push(line));
    log.info({}, 'request');
    log.warn({}, 'a launch was refused');
    log.error({ err: new Error('broken') }, 'failed');
    expect(lines[0]).toBe('a launch was refused');
    expect(lines[1]).toMatch(/^Error: broken\n {4}at /);
  });
});

describe('a failure of ours', () => {
  it('gives its number on the page, in the header and to whoever hears of errors', async () => {
    const broken = await startTestServer('embedded', () => {
      throw new Error('the clock is broken');
    });
    const person = await makePerson(broken, 'Student');
    const response = await person.get('/me');
    const number = response.headers.get('x-request-id') ?? 'none';
    expect(response.status).toBe(500);
    expect(await response.text()).toContain(number);
    // The queue looks at the clock, too, twice a second.
    expect(new Set(broken.reported.map(String))).toEqual(new Set(['Error: the clock is broken']));
    await broken.close();
  });
});

describe('tracing', () => {
  it('sends a span for a request, within the trace of who asked', async () => {
    const bodies: string[] = [];
    const collector = createServer((request, response) => {
      request.setEncoding('utf8').on('data', (chunk: string) => bodies.push(chunk));
      request.on('end', () => response.end('{}'));
    });
    await new Promise<void>((resolve) => collector.listen(0, '127.0.0.1', resolve));
    const { port } = collector.address() as AddressInfo;
    const tracing = await startTracing(`http://127.0.0.1:${port}`, '1.2.3');
    const traced = await startTestServer('embedded', undefined, { tracing });
    const traceId = '0af7651916cd43dd8448eb211c80319c';
    await fetch(`${traced.url}/sign-in`, { headers: { traceparent: `00-${traceId}-b7ad6b7169203331-01` } });
    await traced.close();
    await tracing.end();
    const [resource] = JSON.parse(bodies.join('')).resourceSpans;
    const [span] = resource.scopeSpans[0].spans;
    expect([span.name, span.traceId]).toEqual(['GET /sign-in', traceId]);
    expect(JSON.stringify(resource.resource)).toContain('"chainmark"');
    await new Promise((resolve) => collector.close(resolve));
  });
});

describe('the page of status', () => {
  it('is for owners: version, database, size, what waits', async () => {
    const owner = await signedIn(
      server,
      await createUser(server.store, { id: newId(), name: 'Owner', siteOwner: true, createdAt: new Date() }),
    );
    const page = await (await owner.get('/status')).text();
    expect(page).toMatch(/PostgreSQL \d+[\s\S]*embedded in this process/);
    expect(page).toContain(`${(await readSiteFacts(server.store)).latestMigration}`);
    expect((await student.get('/status')).status).toBe(403);
  });

  it('hands out a backup once the password is given, which every course notes', async () => {
    const { courseId, classroom } = await makeCourse(server);
    const user = await createUser(server.store, {
      id: newId(),
      name: 'O',
      siteOwner: true,
      createdAt: new Date(),
    });
    const claim = { name: 'O', email: 'owner@school.example', password: 'four words of mine' };
    await claimAccount(classroom, user, { claim, mail: null });
    const owner = await signedIn(server, user);
    const refused = await owner.post('/status/backup', { current: 'a guess' });
    expect([refused.status, await refused.text()]).toEqual([
      422,
      expect.stringContaining('not your password'),
    ]);
    expect((await student.post('/status/backup', {})).status).toBe(403);
    const answer = await owner.post('/status/backup', { current: claim.password });
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-disposition')).toMatch(
      /filename="?chainmark-\d{4}-\d\d-\d\d\.chainmark"?/,
    );
    expect(answer.headers.get('cache-control')).toBe('no-store');
    const folder = await mkdtemp(join(tmpdir(), 'chainmark-status-'));
    const file = join(folder, 'site.chainmark');
    await writeFile(file, new Uint8Array(await answer.arrayBuffer()));
    const other = await openTestStore('embedded');
    expect(await restoreBackupFile(other, file)).toMatchObject({ kind: 'restored' });
    expect(await countRows(other, 'User')).toBe(await countRows(server.store, 'User'));
    await Promise.all([other.close(), rm(folder, { recursive: true })]);
    const noted = await server.store.prisma.auditEntry.findMany({ where: { courseId, action: 'backed-up' } });
    expect(noted.map(({ detail }) => detail)).toEqual([{ by: user.id }]);
    expect(await (await owner.get('/status')).text()).not.toContain('none yet');
  });
});
