import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { nextOf } from '../../src/lms/lti/members.ts';
import { listEnrolments } from '../../src/store/enrolments.ts';
import { linkContext, noteContext } from '../../src/store/lti-contexts.ts';
import { saveIdentity } from '../../src/store/lti-identities.ts';
import { newId } from '../../src/store/new-id.ts';
import { makeCourse, makePerson } from '../web/people.ts';
import { startTestServer, type TestServer } from '../web/test-server.ts';
import { registerPlatform } from './browser.ts';
import { keepGrades } from './grade-book.ts';
import { instructor, learner, sendJson, startPlatform, type TestPlatform } from './platform.ts';

let server: TestServer;
let platform: TestPlatform;
let platformId: string;

beforeAll(async () => {
  server = await startTestServer('embedded');
  platform = await startPlatform();
  platformId = (await registerPlatform(server, platform)).id;
  keepGrades(platform, server.url);
});
afterAll(async () => {
  expect(server.reported).toEqual([]);
  await platform.close();
  await server.close();
});

const pages = [
  [
    { user_id: 'grace', name: 'Grace', roles: [learner], status: 'Active' },
    { user_id: 'edith', given_name: 'Edith', family_name: 'Clarke', roles: ['Learner'] },
  ],
  [
    { user_id: 'hidden', roles: [learner] },
    { user_id: 'left', name: 'Left', roles: [learner], status: 'Inactive' },
    { user_id: 'ada', name: 'Ada', roles: [instructor] },
  ],
];
let next: (page: number) => string;
beforeEach(() => {
  next = (page) => `<${platform.issuer}/members?page=${page}>; rel="next"`;
  platform.handlers.set('/members', (request, response) => {
    const page = Number(new URL(request.url ?? '', platform.issuer).searchParams.get('page') ?? '1');
    if (page < pages.length) response.setHeader('link', `<x>; rel="differences", ${next(page + 1)}`);
    sendJson(response, { id: 'x', members: pages[page - 1] });
  });
});

/** A course with Grace and Mary, both from the platform. */
async function course() {
  const { courseId, teacher, student } = await makeCourse(server);
  const [id, createdAt] = [newId(), new Date()];
  const place = { platformId, deploymentId: '1', contextId: id };
  const services = { membershipsUrl: `${platform.issuer}/members`, lineItemsUrl: null, scopes: '' };
  await noteContext(server.store, { ...place, ...services, id, title: 'Nets', askedBy: 'x', createdAt });
  await linkContext(server.store, id, courseId);
  await server.store.prisma.ltiIdentity.deleteMany({ where: { platformId } });
  await saveIdentity(server.store, { platformId, subject: 'mary', userId: student.user.id, createdAt });
  await saveIdentity(server.store, { platformId, subject: 'ada', userId: teacher.user.id, createdAt });
  return { courseId, teacher, student, address: `/teach/courses/${courseId}/lti/people/${id}` };
}

describe('the people of the LMS', () => {
  it('are read page by page and compared; nobody is changed by looking', async () => {
    const { courseId, teacher, address } = await course();
    const page = await (await teacher.get(address)).text();
    for (const name of ['Grace', 'Edith Clarke', 'Student hidden'])
      expect(page).toContain(`<bdi>${name}</bdi>`);
    expect(page).not.toContain('Left');
    expect(page).toMatch(/name="remove" value="\w+"> <bdi>Grace/);
    expect(await listEnrolments(server.store, courseId)).toHaveLength(2);
  });

  it('are shown with another role there, and keep the one they have here', async () => {
    const { courseId, teacher, student, address } = await course();
    await server.store.prisma.ltiIdentity.updateMany({
      where: { platformId, userId: student.user.id },
      data: { subject: 'promoted' },
    });
    platform.handlers.set('/members', (_request, response) =>
      sendJson(response, { id: 'x', members: [{ user_id: 'promoted', name: 'P', roles: [instructor] }] }),
    );
    const page = await (await teacher.get(address)).text();
    expect(page).toMatch(/: student here, teacher there/);
    expect(page).toContain(`href="/teach/courses/${courseId}/people"`);
    const roles = (await listEnrolments(server.store, courseId)).map(({ role }) => role);
    expect(roles.toSorted()).toEqual(['student', 'teacher']);
  });

  it('come in and go out only where they were ticked', async () => {
    const { courseId, teacher, address } = await course();
    const [gone] = (await listEnrolments(server.store, courseId)).filter(({ role }) => role === 'student');
    const fields = new URLSearchParams({ remove: gone?.id ?? '' });
    for (const subject of ['edith', 'hidden', 'left']) fields.append('add', subject);
    expect((await teacher.post(address, fields)).status).toBe(303);
    const names = (await listEnrolments(server.store, courseId)).map(({ displayName }) => displayName);
    expect(names.toSorted()).toEqual(['Ada', 'Edith Clarke', 'Student hidden']);
  });

  it('are not told where a page is missing, or leads to another host', async () => {
    const { courseId, teacher, address } = await course();
    for (const link of [
      '<https://elsewhere.example/members>; rel="next"',
      `<${platform.issuer}/no>; rel=next`,
    ]) {
      next = () => link;
      expect((await teacher.get(address)).status).toBe(424);
    }
    expect(await listEnrolments(server.store, courseId)).toHaveLength(2);
  });

  it('are of one course alone', async () => {
    const { address } = await course();
    const { teacher, courseId } = await course();
    const [foreign = ''] = /[^/]+$/.exec(address) ?? [];
    expect((await teacher.get(`/teach/courses/${courseId}/lti/people/${foreign}`)).status).toBe(404);
    expect((await (await makePerson(server, 'X')).get(address)).status).toBe(404);
  });
});

describe('the link to the next page', () => {
  it.each([
    ['<https://m.example/?p=2>; rel="next"', 'https://m.example/?p=2'],
    ['<a>; rel="first", <b?x=1,2>; rel=next', 'b?x=1,2'],
    ['<a>; rel="differences"', undefined],
    ['', undefined],
  ])('of %s', (link, expected) => {
    expect(nextOf(link)).toBe(expected);
  });
});
