import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isCourseAction, may, type Standing, standings } from '../../src/classroom/permissions.ts';
import { makeSiteOwner, type User } from '../../src/store/users.ts';
import { type Route, requireAction } from '../../src/web/guard.ts';
import { routeActions } from '../../src/web/route-actions.ts';
import { callerWith, makeCaller } from './api/caller.ts';
import { join, makePerson, signedIn, stranger } from './people.ts';
import { makeSamples } from './route-samples.ts';
import { startTestServer, type TestServer } from './test-server.ts';

let server: TestServer;
let samples: Awaited<ReturnType<typeof makeSamples>>;
let asked: readonly { readonly standing: Standing; readonly user?: User }[];

beforeAll(async () => {
  server = await startTestServer('embedded');
  samples = await makeSamples(server);
  const someone = async (standing: Standing) => {
    const person = await makePerson(server, standing);
    if (standing === 'site owner') await makeSiteOwner(server.store, person.user.id);
    else if (standing !== 'visitor') await join(server, samples.courseId, person, standing);
    const user = { ...person.user, siteOwner: standing === 'site owner' };
    return { standing, user };
  };
  asked = [{ standing: 'visitor' }, ...(await Promise.all(standings.map(someone)))];
});
afterAll(async () => {
  expect(server.reported).toEqual([]);
  await server.close();
});

/** These carry their key themselves: what they answer does not hang on a role. */
const keyed = [
  'GET /sheet',
  'GET /sheet/:code',
  'POST /sheet/:code',
  'GET /lti/welcome',
  'POST /lti/welcome',
  'GET /lti/contexts/:contextId',
  'POST /lti/contexts/:contextId',
  'GET /lti/login',
  'POST /lti/login',
  'POST /lti/launch',
  'GET /lti/register/:token',
  'POST /lti/deep-linking',
];

/** In a session of its own, since a try may end it. */
async function statusOf({ method, path }: Route, user: User | undefined): Promise<number> {
  const parts = path
    .split('/')
    .map((part) => (part.startsWith(':') ? samples.valueFor(part.slice(1), path, user?.id) : part));
  const address = (await Promise.all(parts)).join('/');
  if (isApi(path)) {
    const caller = user ? await makeCaller(server, user) : callerWith(server, '');
    const response = await caller.ask(
      method,
      address.replace('/api/v1', ''),
      method === 'GET' ? undefined : {},
    );
    await response.body?.cancel();
    return response.status;
  }
  const person = user ? await signedIn(server, user) : stranger(server);
  const response = method === 'GET' ? await person.get(address) : await person.post(address, {});
  await response.body?.cancel();
  return response.status;
}

/** There a token says who asks. */
const isApi = (path: string): boolean => path.startsWith('/api/v1/');

/** Who entered the course would be a teacher in it at the next try. */
const leave = (user: User | undefined) =>
  server.store.prisma.enrolment.deleteMany({ where: { courseId: samples.courseId, userId: user?.id ?? '' } });

const openApi = ['GET /api/v1/docs', 'GET /api/v1/openapi.json'];

const refusal = (standing: Standing, route: string, known: boolean): number | undefined => {
  const action = routeActions[route] ?? 'protect data';
  if (!known && route.includes('/api/v1/') && !openApi.includes(route)) return 401;
  if (may(standing, action)) return undefined;
  return isCourseAction(action) && standing === 'visitor' ? 404 : 403;
};

describe('the table of permissions', () => {
  it('holds for every route and every role', async () => {
    const wrong: string[] = [];
    for (const route of server.routes) {
      const name = `${route.method} ${route.path}`;
      if (keyed.includes(name)) continue;
      for (const { standing, user } of asked) {
        const status = await statusOf(route, user);
        if (standing === 'site owner') await leave(user);
        const expected = refusal(standing, name, user !== undefined);
        const fits =
          expected === undefined ? ![403, 404].includes(status) && status < 500 : status === expected;
        if (!fits)
          wrong.push(
            `${name} as ${standing}${user ? '' : ', signed out'}: ${status}, not ${expected ?? 'let in'}`,
          );
      }
    }
    expect(wrong).toEqual([]);
  });

  it('has a row for each route and none for what is gone', () => {
    const routes = server.routes.map(({ method, path }) => `${method} ${path}`);
    expect(Object.keys(routeActions).toSorted()).toEqual(routes.toSorted());
  });

  it.each([
    ['/forgotten', 'GET /forgotten has no row'],
    ['/teach/courses/:courseId/forgotten', 'has no row'],
  ])('does not let a server start with a route that it does not know: %s', (path, complaint) => {
    expect(() => requireAction({ method: 'GET', path })).toThrow(complaint);
  });
});
