import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { makeSiteOwner } from '../../../src/store/users.ts';
import { makeCourse, makePerson, signedIn } from '../people.ts';
import { startTestServer, type TestServer } from '../test-server.ts';
import { type Caller, makeCaller } from './caller.ts';

let server: TestServer;
let course: Awaited<ReturnType<typeof makeCourse>>;
let owner: Caller;
let teacher: Caller;
beforeAll(async () => {
  server = await startTestServer('embedded');
  course = await makeCourse(server);
  const { user } = await makePerson(server, 'Olga');
  await makeSiteOwner(server.store, user.id);
  owner = await makeCaller(server, user);
  teacher = await makeCaller(server, course.teacher.user);
});
afterAll(async () => {
  expect(server.reported).toEqual([]);
  await server.close();
});

const anything = z.record(z.string(), z.any());
const jsonOf = async (response: Response) => anything.parse(await response.json());
const statusOf = async (caller: Caller, method: string, path: string, body?: unknown) =>
  (await caller.ask(method, path, body)).status;

describe('the owner of a site', () => {
  it('reads how it is', async () => {
    const status = await jsonOf(await owner.ask('GET', '/status'));
    expect(status).toMatchObject({ node: process.version, connections: null, lastBackup: null, work: [] });
    expect(status.facts).toMatchObject({ courses: 2, people: 4, postgres: expect.stringMatching(/^\d+/) });
    expect(await statusOf(teacher, 'GET', '/status')).toBe(403);
  });

  it('invites a teacher by a link that works once', async () => {
    const made = await owner.ask('POST', '/teachers/invitations');
    expect(made.status).toBe(201);
    const { address } = await jsonOf(made);
    const emmy = await makePerson(server, '');
    const path = address.replace(server.url, '');
    expect((await emmy.post(path, { name: 'Emmy' })).status).toBe(303);
    const sofia = await makePerson(server, '');
    expect((await sofia.post(path, { name: 'Sofia' })).status).toBe(410);
    const { items } = await jsonOf(await owner.ask('GET', '/teachers'));
    expect(items.map(({ name }: { name: string }) => name).toSorted()).toEqual([
      'Ada',
      'Edith',
      'Emmy',
      'Olga',
    ]);
    expect(items).toContainEqual(expect.objectContaining({ name: 'Emmy', mayTeach: true, courses: 0 }));
    expect(await statusOf(teacher, 'POST', '/teachers/invitations')).toBe(403);
  });

  it('says who may start courses, and signs somebody out everywhere', async () => {
    const { user } = await makePerson(server, 'Maryam');
    const [maryam, device] = [await makeCaller(server, user), await signedIn(server, user)];
    expect(await statusOf(owner, 'PATCH', `/teachers/${user.id}`, { mayTeach: true })).toBe(204);
    expect(await statusOf(maryam, 'POST', '/courses', { title: 'Algebra' })).toBe(201);
    expect(await statusOf(owner, 'POST', `/teachers/${user.id}/sign-out`)).toBe(204);
    expect(await statusOf(maryam, 'GET', '/me')).toBe(401);
    expect((await device.get('/teach')).status).toBe(403);
    for (const [method, path, body] of [
      ['PATCH', '/teachers/nobody', { mayTeach: true }],
      ['POST', '/teachers/nobody/sign-out', undefined],
    ] as const)
      expect(await statusOf(owner, method, path, body)).toBe(404);
    expect(await statusOf(teacher, 'POST', `/teachers/${user.id}/sign-out`)).toBe(403);
  });

  it('ends every token, its own too', async () => {
    expect(await statusOf(teacher, 'POST', '/sign-out')).toBe(403);
    expect(await statusOf(teacher, 'GET', '/me')).toBe(200);
    expect(await statusOf(owner, 'POST', '/sign-out')).toBe(204);
    for (const caller of [teacher, owner]) expect(await statusOf(caller, 'GET', '/me')).toBe(401);
  });
});
