/** A database that keeps its connections and does not answer: nobody waits for ever, and nothing is lost or doubled. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openStore, type Store } from '../../src/store/database.ts';
import { findOutage } from '../../src/store/outage.ts';
import { countRows } from '../../src/store/stored-tables.ts';
import { makeServerDatabase, opened } from '../store/test-store.ts';
import { makePerson } from '../web/people.ts';
import { startTestServer, type TestServer } from '../web/test-server.ts';
import { type StallingProxy, stallingProxy } from './stalling-proxy.ts';

const answerWithinMs = 700;
/** Some statements one after the other, and a connection that is asked for in vain (5 s). */
const boundMs = 7_000;

let drop: () => Promise<void>;
let proxy: StallingProxy;
let store: Store;
let server: TestServer;
beforeAll(async () => {
  const database = await makeServerDatabase();
  drop = database.drop;
  proxy = await stallingProxy(database.url);
  store = opened(await openStore({ kind: 'server', url: proxy.url, connections: 3 }, { answerWithinMs }));
  server = await startTestServer(store);
});
afterAll(async () => {
  await server.close();
  await proxy.close();
  await drop();
});

async function timed<T>(work: Promise<T>): Promise<readonly [T, number]> {
  const began = performance.now();
  return [await work, performance.now() - began];
}

describe('a database that stops answering', () => {
  it('is told on a page that keeps what was typed, in bounded time, and the answer counts once when it is back', async () => {
    const student = await makePerson(server, 'Ada');
    const address =
      (await student.post('/practise', { exercise: 'dw-linear' })).headers.get('location') ?? '';
    const page = await (await student.get(address)).text();
    const [, submission = ''] = /name="submission" value="(\w+)"/.exec(page) ?? [];
    const form = { submission, 'answer.p1': '3/7' };
    proxy.stall();
    const [refused, tookMs] = await timed(
      Promise.all(Array.from({ length: 30 }, () => student.post(address, form))),
    );
    expect(refused.map(({ status }) => status)).toEqual(Array(30).fill(503));
    expect(tookMs).toBeLessThan(boundMs);
    const told = await refused[0]?.text();
    expect(told).toContain('The database does not answer just now');
    expect(told).toContain('<li><bdi>3/7</bdi></li>');
    const [other, otherMs] = await timed(student.get('/account'));
    expect(other.status).toBe(503);
    expect(otherMs).toBeLessThan(boundMs);
    expect((await fetch(`${server.url}/healthz`)).status).toBe(200);
    proxy.resume();
    expect((await student.post(address, form)).status).toBe(303);
    expect((await student.post(address, form)).status).toBe(303);
    expect(await countRows(store, 'Attempt')).toBe(1);
  });

  it('in the middle of a transaction lets go of it, and is used again afterwards', async () => {
    const connecting = store.prisma.$transaction(async (transaction) => {
      await transaction.$queryRaw`SELECT 1`;
      proxy.stall();
      await transaction.$queryRaw`SELECT 1`;
    });
    const [error, tookMs] = await timed(connecting.catch((reason: unknown) => reason));
    expect(findOutage(error)).toBe('unreachable');
    expect(tookMs).toBeLessThan(boundMs);
    proxy.resume();
    await expect
      .poll(() => store.prisma.$queryRaw`SELECT 1 AS "one"`.catch(() => 'not yet'), { timeout: 10_000 })
      .toEqual([{ one: 1 }]);
    expect(store.pool?.().waiting).toBe(0);
  });
});
