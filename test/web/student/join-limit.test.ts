import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeCourse, stranger } from '../people.ts';
import { startTestServer, type TestServer } from '../test-server.ts';

let now = new Date('2026-11-24T10:00:00Z');
let server: TestServer;
beforeAll(async () => {
  server = await startTestServer('embedded', () => now);
});
afterAll(() => server.close());

describe('a join code', () => {
  it('is not found by trying: after a hundred wrong ones from one address none is taken for a while', async () => {
    const { classroom, courseId } = await makeCourse(server);
    const course = await classroom.store.prisma.course.findUniqueOrThrow({ where: { id: courseId } });
    const join = async (code: string) =>
      (await stranger(server).post('/join', { code, name: 'Guess', number: '' })).status;
    const wrong = await Promise.all(Array.from({ length: 100 }, (_, i) => join(`wrong-${i}`)));
    expect(new Set(wrong)).toEqual(new Set([422]));
    expect(await join(course.joinCode ?? '')).toBe(429);
    now = new Date(now.getTime() + 15 * 60 * 1000);
    expect(await join(course.joinCode ?? '')).toBe(303);
  });
});
