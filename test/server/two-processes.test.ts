/**
 * Two server processes on one PostgreSQL database, started at the same moment while it is empty. Students hop between
 * them at every step; what one process was told, the other knows.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listAttempts } from '../../src/store/attempts.ts';
import { openStore, type Store } from '../../src/store/database.ts';
import { findVariant } from '../../src/store/variants.ts';
import { makeServerDatabase, opened } from '../store/test-store.ts';

interface Server {
  readonly process: ChildProcess;
  readonly exit: Promise<unknown>;
  readonly url: string;
  text(): string;
}

let servers: readonly [Server, Server];
let store: Store;
let drop: () => Promise<void>;

async function start(databaseUrl: string): Promise<Server> {
  const script = new URL('../../src/cli/chainmark.mjs', import.meta.url).pathname;
  const { PATH = '' } = process.env;
  const env = { PATH, PORT: '0', DATABASE_URL: databaseUrl, DATABASE_CONNECTIONS: '5' };
  const child = spawn(process.execPath, [script, 'start'], { env });
  const exit = once(child, 'close');
  let text = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (chunk: string) => {
      text += chunk;
    });
  for (;;) {
    const [, url] = /running at (\S+)\n[\s\S]*Ctrl-C/.exec(text) ?? [];
    if (url) return { process: child, exit, url, text: () => text };
    if (child.exitCode !== null) throw new Error(`ended:\n${text}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

beforeAll(async () => {
  const database = await makeServerDatabase();
  drop = database.drop;
  servers = await Promise.all([start(database.url), start(database.url)]);
  store = opened(await openStore({ kind: 'server', url: database.url, connections: 2 }));
});
afterAll(async () => {
  for (const { process: child } of servers) child.kill('SIGTERM');
  expect(await Promise.all(servers.map(({ exit }) => exit))).toEqual([
    [0, null],
    [0, null],
  ]);
  await store.close();
  await drop();
});

/** A browser whose every request goes to the other process than the one before, unless one is named. */
function hopping() {
  let cookie = '';
  let turn = 0;
  const ask = async (path: string, on: 0 | 1 | undefined, init: RequestInit = {}): Promise<Response> => {
    const server = servers[on ?? (turn++ % 2 === 0 ? 0 : 1)];
    const response = await fetch(server.url + path, {
      ...init,
      headers: { cookie, origin: server.url },
      redirect: 'manual',
    });
    for (const set of response.headers.getSetCookie()) {
      const [pair = ''] = set.split(';');
      if (pair.startsWith('chainmark=')) cookie = pair;
    }
    return response;
  };
  return {
    get: (path: string, on?: 0 | 1) => ask(path, on),
    post: (path: string, fields: Readonly<Record<string, string>> = {}, on?: 0 | 1) =>
      ask(path, on, { method: 'POST', body: new URLSearchParams(fields) }),
  };
}
type Browser = ReturnType<typeof hopping>;

const leadsTo = (response: Response): string => {
  const to = response.headers.get('location') ?? '';
  return to.startsWith('http') ? new URL(to).pathname + new URL(to).search : to;
};

/** The first teacher, by the link of either process; and the course's way in. */
async function makeClass() {
  const teacher = hopping();
  const [, link = ''] = /(\/first-teacher\/[\w-]{43})\n/.exec(servers[0].text()) ?? [];
  await teacher.post(link, { name: 'Ada' });
  const course = leadsTo(await teacher.post('/teach/courses', { title: 'Nets' }));
  const row = await store.prisma.course.findFirst({ where: { id: course.split('/').at(-1) ?? '' } });
  return { teacher, course, joinCode: row?.joinCode ?? '', courseId: row?.id ?? '' };
}

async function assign(teacher: Browser, course: string, mode: 'homework' | 'exam'): Promise<string> {
  const form = { title: mode, mode, tries: '3', exercise: 'dw-linear', minutes: '30' };
  return leadsTo(await teacher.post(`${course}/assignments`, form));
}

describe('two processes on one database', () => {
  let group: Awaited<ReturnType<typeof makeClass>>;
  const students = Array.from({ length: 6 }, hopping);

  it('migrate it once, though both found it empty', async () => {
    const migrated = servers.filter(({ text }) => /migration/i.test(text()));
    expect(migrated).toHaveLength(1);
    group = await makeClass();
    expect(group.courseId).not.toBe('');
  });

  it('let students join by either, each once', async () => {
    const { joinCode, courseId } = group;
    await Promise.all(
      students.map(async (student, index) => {
        const join = { code: joinCode, name: `Student ${index}` };
        await student.post('/join', join);
        await student.post('/join', join);
      }),
    );
    expect(await store.prisma.enrolment.count({ where: { courseId, role: 'student' } })).toBe(
      students.length,
    );
  });

  it('share drafts and attempts in the middle of an exercise; nothing is lost, nothing is counted twice', async () => {
    const { teacher, course, courseId } = group;
    const assignment = await assign(teacher, course, 'homework');
    const at = assignment.replace('/teach', '');
    await Promise.all(
      students.map(async (student, index) => {
        const page = leadsTo(await student.post(`${at}/1`));
        expect(leadsTo(await student.post(`${at}/1`))).toBe(page);
        await student.post(`${page}/draft`, { submission: 'x', 'answer.p1': `${index}17` });
        expect(await (await student.get(page)).text()).toContain(`value="${index}17"`);
        const answer = { submission: `first ${index}`, action: 'check', 'answer.p1': `${index}17.5` };
        await Promise.all([student.post(page, answer), student.post(page, answer)]);
        await student.post(page, { ...answer, submission: `second ${index}`, 'answer.p1': `${index}18.5` });
        const [, , , variantId = ''] = page.split('/');
        const attempts = await listAttempts(store, courseId, variantId);
        expect(attempts.map(({ number, typed }) => [number, typed.p1])).toEqual([
          [1, `${index}17.5`],
          [2, `${index}18.5`],
        ]);
      }),
    );
    const assignmentId = assignment.split('/').at(-1) ?? '';
    const counted = await store.prisma.partCount.aggregate({
      where: { courseId, assignmentId },
      _sum: { firstTries: true },
    });
    expect(counted._sum.firstTries).toBe(students.length);
  });

  it('run one clock for an exam, and hand it in once', async () => {
    const { teacher, course, courseId } = group;
    const [student = hopping()] = students;
    const at = (await assign(teacher, course, 'exam')).replace('/teach', '');
    await student.post(`${at}/start`);
    const sitting = () => store.prisma.sitting.findFirst({ where: { courseId } });
    const startedAt = (await sitting())?.startedAt;
    await student.post(`${at}/start`);
    expect((await sitting())?.startedAt).toEqual(startedAt);
    const page = leadsTo(await student.post(`${at}/1`));
    await student.post(`${page}/draft`, { submission: 'x', 'answer.p1': '12345' });
    await store.prisma.sitting.updateMany({
      where: { courseId },
      data: { startedAt: new Date(Date.now() - 31 * 60_000) },
    });
    const [, , , variantId = ''] = page.split('/');
    await Promise.all(Array.from({ length: 4 }, () => student.get(page)));
    const stored = await findVariant(store, courseId, variantId);
    expect(stored?.work.sitting?.handedInAt).not.toBeNull();
    expect((await listAttempts(store, courseId, variantId)).map(({ typed }) => typed)).toEqual([
      { p1: '12345' },
    ]);
  });

  it('show on one the live dashboard of what was answered on the other', async () => {
    const { teacher, course, courseId } = group;
    const assignment = await assign(teacher, course, 'homework');
    const stream = await teacher.get(`${assignment}/dashboard/events`, 0);
    const reader = stream.body?.pipeThrough(new TextDecoderStream()).getReader();
    const versions = async (count: number, seen: string[] = []): Promise<readonly string[]> => {
      const { value = '', done } = (await reader?.read()) ?? { done: true };
      seen.push(...[...value.matchAll(/data: (\S+)/g)].map(([, version = '']) => version));
      return seen.length >= count || done ? seen : versions(count, seen);
    };
    const [before] = await versions(1);
    const [student = hopping()] = students;
    const page = leadsTo(await student.post(`${assignment.replace('/teach', '')}/1`));
    const answer = { submission: 'live', action: 'check', 'answer.p1': '4.25' };
    await student.post(page, answer, 1);
    const [after] = await versions(1);
    expect(after).not.toBe(before);
    await reader?.cancel();
    expect(await store.prisma.attempt.count({ where: { courseId, submissionKey: 'live' } })).toBe(1);
  });

  it('have one of each job that is never over', async () => {
    const jobs = await store.prisma.job.groupBy({ by: ['kind'], _count: true, where: { endedAt: null } });
    expect(jobs.length).toBeGreaterThanOrEqual(3);
    expect(jobs.every(({ _count }) => _count === 1)).toBe(true);
  });
});
