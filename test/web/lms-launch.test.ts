import { createHmac } from 'node:crypto';
import { createLocalJWKSet, exportSPKI, importJWK, jwtVerify, SignJWT, UnsecuredJWT } from 'jose';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { setAssignment } from '../../src/classroom/set-assignment.ts';
import { claim, deepLinkingClaim } from '../../src/lms/lti/claims.ts';
import { withoutSchedule } from '../../src/store/assignments.ts';
import { setPlatformState } from '../../src/store/lti-platforms.ts';
import { makeSiteOwner } from '../../src/store/users.ts';
import { arrive, beginLogin, launch, makeBrowser, registerPlatform } from '../lms/browser.ts';
import {
  deepLinkingClaims,
  instructor,
  type LaunchOptions,
  learner,
  makeKey,
  sendJson,
  startPlatform,
  type TestPlatform,
} from '../lms/platform.ts';
import { makePerson } from './people.ts';
import { exercisesForTests, startTestServer, type TestServer } from './test-server.ts';

let server: TestServer;
let platform: TestPlatform;
let platformId: string;
let logged: number;

beforeAll(async () => {
  server = await startTestServer('embedded');
});
afterAll(async () => {
  expect(server.reported).toEqual([]);
  await server.close();
});
beforeEach(async () => {
  platform = await startPlatform();
  platformId = (await registerPlatform(server, platform)).id;
  logged = server.logged.length;
});
afterEach(() => platform.close());

const teacher = { sub: 'teacher-1', name: 'Ada Lovelace', roles: [instructor] };

/** A course of the platform that its teacher has tied to a new course here. */
async function settledCourse(): Promise<string> {
  const browser = makeBrowser(server);
  const context = await arrive(browser, await launch(server, platform, browser, teacher));
  expect(context).toMatch(/^\/lti\/contexts\/\w+$/);
  expect(await (await browser.get(context)).text()).toContain('value="Deep learning"');
  const settled = await browser.post(context, { title: 'Deep learning' });
  const [, courseId = ''] =
    /^\/teach\/courses\/(\w+)\/lti$/.exec(settled.headers.get('location') ?? '') ?? [];
  return courseId;
}

function classroom() {
  return { store: server.store, exercises: exercisesForTests, collections: [], now: () => new Date() };
}

const setWeek = (courseId: string) =>
  setAssignment(classroom(), {
    courseId,
    title: 'Week 3',
    exercises: ['du-linear'],
    policy: withoutSchedule({ tries: 3, penalty: '0' }),
  });

describe('a launch', () => {
  it('asks the platform as LTI 1.3 says, and shows two public keys', async () => {
    const { url, state, nonce } = await beginLogin(server, platform, makeBrowser(server));
    expect(url.origin + url.pathname).toBe(`${platform.issuer}/auth`);
    expect(Object.fromEntries(url.searchParams)).toEqual({
      scope: 'openid',
      response_type: 'id_token',
      response_mode: 'form_post',
      prompt: 'none',
      client_id: platform.clientId,
      redirect_uri: `${server.url}/lti/launch`,
      login_hint: '1',
      state,
      nonce,
    });
    const { keys } = (await (await fetch(`${server.url}/lti/jwks`)).json()) as { keys: object[] };
    expect(keys).toHaveLength(2);
    for (const key of keys) {
      expect(Object.keys(key).sort()).toEqual(['alg', 'e', 'kid', 'kty', 'n', 'use']);
    }
    const rows = await server.store.prisma.ltiKey.findMany();
    expect(JSON.stringify(rows)).not.toContain('"d"');
  });

  it('ties the login to the browser by a cookie that a form of another site brings along', async () => {
    const fields = {
      iss: platform.issuer,
      client_id: platform.clientId,
      login_hint: '1',
      target_link_uri: `${server.url}/lti/launch`,
    };
    const response = await fetch(`${server.url}/lti/login`, {
      method: 'POST',
      headers: { 'sec-fetch-site': 'cross-site', origin: platform.issuer },
      body: new URLSearchParams(fields),
      redirect: 'manual',
    });
    expect(response.status).toBe(302);
    expect(response.headers.getSetCookie().join()).toMatch(
      /^lti-[\w-]{12}=[\w-]{43}; .*HttpOnly; Secure; Partitioned; SameSite=None$/,
    );
  });

  it('keeps out whom a teacher has taken out of the course, until a teacher brings them back', async () => {
    const courseId = await settledCourse();
    const student = makeBrowser(server);
    const grace = { sub: 'student-removed', name: 'Grace Hopper' };
    const home = `/courses/${courseId}`;
    expect(await arrive(student, await launch(server, platform, student, grace))).toBe(home);
    const ada = makeBrowser(server);
    await arrive(ada, await launch(server, platform, ada, teacher));
    const people = `/teach/courses/${courseId}/people`;
    const [, person = ''] =
      /href="([^"]+)"><bdi>Grace Hopper/.exec(await (await ada.get(people)).text()) ?? [];
    await ada.post(`${person}/remove`, {});
    let refused = await launch(server, platform, student, grace);
    for (let to = refused.headers.get('location'); to !== null; to = refused.headers.get('location'))
      refused = await student.get(to);
    expect(refused.status).toBe(403);
    expect(await refused.text()).toContain('A teacher has taken you out of this course.');
    expect((await student.get(home)).status).toBe(404);
    await ada.post(`${person}/restore`, {});
    expect(await arrive(student, await launch(server, platform, student, grace))).toBe(home);
  });

  it('takes a teacher to a new course, and a student to the assignment that a link opens', async () => {
    const courseId = await settledCourse();
    const { id } = await setWeek(courseId);
    const student = makeBrowser(server);
    const grace = { sub: 'student-1', name: 'Grace Hopper' };
    expect(await arrive(student, await launch(server, platform, student, grace))).toBe(
      `/courses/${courseId}`,
    );

    const ada = makeBrowser(server);
    const links = await arrive(ada, await launch(server, platform, ada, teacher));
    expect(links).toBe(`/teach/courses/${courseId}/lti`);
    const [, link = ''] = /action="([^"]+\/lti\/links\/\w+)"/.exec(await (await ada.get(links)).text()) ?? [];
    await ada.post(link, { assignment: id });

    const week = `/courses/${courseId}/assignments/${id}`;
    expect(await arrive(student, await launch(server, platform, student, grace))).toBe(week);
    const page = await student.get(week);
    expect(page.status).toBe(200);
    expect(await page.text()).toContain('Week 3');
    expect(await arrive(ada, await launch(server, platform, ada, teacher))).toBe(`/teach${week}`);

    const claims = { [claim('resource_link')]: { id: 'link-2' }, [claim('custom')]: { assignment: id } };
    expect(await arrive(student, await launch(server, platform, student, { ...grace, claims }))).toBe(week);
  });

  it('lets students in only once a teacher has said to which course', async () => {
    const browser = makeBrowser(server);
    const response = await launch(server, platform, browser, { name: 'Grace' });
    const end = await browser.get(response.headers.get('location') ?? '');
    expect(end.status).toBe(409);
    expect(await end.text()).toContain('There is no course here yet');
    expect(await server.store.prisma.ltiContext.count({ where: { platformId } })).toBe(0);
  });

  it('ties several courses of several platforms to one course, and one user to several platforms', async () => {
    const courseId = await settledCourse();
    const other = await startPlatform();
    await registerPlatform(server, other);
    const browser = makeBrowser(server);
    await arrive(browser, await launch(server, platform, browser, teacher));
    const launched = await launch(server, other, browser, { ...teacher, sub: '77', name: 'A. Lovelace' });
    expect(launched.headers.get('location')).toBe('/lti/welcome');
    expect(await (await browser.get('/lti/welcome')).text()).toContain('Yes, I am Ada Lovelace');
    const answered = await browser.post('/lti/welcome', { who: 'me' });
    const context = answered.headers.get('location') ?? '';
    expect(await (await browser.get(context)).text()).toContain(courseId);
    const settled = await browser.post(context, { course: courseId });
    expect(settled.headers.get('location')).toBe(`/teach/courses/${courseId}/lti`);
    const identities = await server.store.prisma.ltiIdentity.findMany({
      where: {
        subject: { in: ['77', 'teacher-1'] },
        platform: { issuer: { in: [platform.issuer, other.issuer] } },
      },
    });
    expect(new Set(identities.map(({ userId }) => userId)).size).toBe(1);
    expect(identities).toHaveLength(2);
    expect((await browser.post('/lti/welcome', { who: 'me' })).status).toBe(410);
    await other.close();
  });

  it('takes no e-mail address for a person, and stands a name in for a hidden one', async () => {
    const courseId = await settledCourse();
    const browser = makeBrowser(server);
    const claims = { email: 'ada@example.org' };
    await arrive(browser, await launch(server, platform, browser, { sub: '4711', claims }));
    const enrolments = await server.store.prisma.enrolment.findMany({ where: { courseId } });
    expect(enrolments.map(({ displayName }) => displayName).sort()).toEqual(['Ada Lovelace', 'Student 4711']);
    expect(await server.store.prisma.user.count({ where: { email: 'ada@example.org' } })).toBe(0);
  });

  it('gives a student the one place that the roster keeps for their address or number, and none for a name', async () => {
    const courseId = await settledCourse();
    const createdAt = new Date();
    const place = (id: string, fields: object) =>
      server.store.prisma.enrolment.create({
        data: { courseId, id, role: 'student', displayName: 'Grace Hopper', createdAt, ...fields },
      });
    await place('by-email', { email: 'grace@example.org' });
    await place('by-number', { studentNumber: '2024.15.3' });
    await place('by-name', {});
    const come = async (sub: string, claims: Readonly<Record<string, unknown>>) => {
      const browser = makeBrowser(server);
      await arrive(browser, await launch(server, platform, browser, { sub, name: 'Grace Hopper', claims }));
      const identity = await server.store.prisma.ltiIdentity.findFirst({
        where: { platformId, subject: sub },
      });
      const found = await server.store.prisma.enrolment.findFirst({
        where: { courseId, userId: identity?.userId ?? '' },
      });
      return found?.id;
    };
    const number = { [claim('lis')]: { person_sourcedid: '2024.15.3' } };
    expect(await come('a', { email: 'Grace@Example.org' })).toBe('by-email');
    expect(await come('b', number)).toBe('by-number');
    expect(['by-email', 'by-number', 'by-name']).not.toContain(await come('c', number));
    expect(await come('d', {})).not.toBe('by-name');
    expect(await come('a', { email: 'other@example.org' })).toBe('by-email');
  });

  it('raises nobody’s role here', async () => {
    const courseId = await settledCourse();
    const grace = { sub: 'student-1', name: 'Grace Hopper' };
    const browser = makeBrowser(server);
    await arrive(browser, await launch(server, platform, browser, grace));
    await arrive(browser, await launch(server, platform, browser, { ...grace, roles: [instructor] }));
    const roles = await server.store.prisma.enrolment.findMany({
      where: { courseId, displayName: 'Grace Hopper' },
    });
    expect(roles.map(({ role }) => role)).toEqual(['student']);
    expect((await browser.get(`/teach/courses/${courseId}`)).status).toBe(403);
  });

  it('offers a window of its own in a frame, before anything has begun', async () => {
    const before = await server.store.prisma.ltiLogin.count();
    const query = new URLSearchParams({
      iss: platform.issuer,
      client_id: platform.clientId,
      login_hint: 'a&b',
      target_link_uri: `${server.url}/lti/launch`,
    });
    const framed = await makeBrowser(server).get(`/lti/login?${query}`, { 'sec-fetch-dest': 'iframe' });
    expect(framed.status).toBe(200);
    expect(framed.headers.get('content-security-policy')).toContain(
      `frame-ancestors 'self' ${platform.issuer}`,
    );
    expect(await framed.text()).toMatch(
      /href="\/lti\/login\?[^"]*login_hint&#x3D;a%26b[^"]*" target="_blank"/,
    );
    expect(await server.store.prisma.ltiLogin.count()).toBe(before);
  });
});

describe('choosing exercises from the LMS', () => {
  const target = () => `${server.url}/lti/deep-linking`;
  const returnUrl = () => `${platform.issuer}/return?course=7`;
  const ask = (browser: ReturnType<typeof makeBrowser>, roles = [instructor]) =>
    launch(server, platform, browser, {
      ...{ ...teacher, roles, target: target() },
      claims: deepLinkingClaims(returnUrl(), 'keep me'),
    });

  it('gives three graded links back, and each opens its assignment', async () => {
    const browser = makeBrowser(server);
    const offered = await ask(browser);
    expect(offered.status).toBe(200);
    expect(offered.headers.get('content-security-policy')).toContain(
      `frame-ancestors 'self' ${platform.issuer}`,
    );
    expect(browser.cookies.has('chainmark')).toBe(false);
    const [, token = ''] = /name="token" value="([^"]+)"/.exec(await offered.text()) ?? [];
    expect((await browser.post('/lti/deep-linking', { token })).status).toBe(422);
    const fields = new URLSearchParams({ token });
    for (const id of ['du-linear', 'dw-linear', 'dw-sigmoid-given']) fields.append('exercise', id);
    const given = await fetch(target(), { method: 'POST', body: fields });
    expect(given.headers.get('content-security-policy')).toContain(`form-action 'self' ${platform.issuer}`);
    const page = await given.text();
    expect(page).toContain(`action="${platform.issuer}/return?course&#x3D;7"`);
    const [, jwt = ''] = /name="JWT" value="([^"]+)"/.exec(page) ?? [];
    const keys = (await (await fetch(`${server.url}/lti/jwks`)).json()) as Parameters<
      typeof createLocalJWKSet
    >[0];
    const { payload } = await jwtVerify(jwt, createLocalJWKSet(keys), {
      issuer: platform.clientId,
      audience: platform.issuer,
    });
    expect(payload[deepLinkingClaim('data')]).toBe('keep me');
    expect(payload[claim('deployment_id')]).toBe(platform.deploymentId);
    const items = payload[deepLinkingClaim('content_items')] as {
      custom: { assignment: string };
      lineItem: { scoreMaximum: number; resourceId: string };
    }[];
    expect(items).toHaveLength(3);
    expect(new Set(items.map(({ lineItem }) => lineItem.resourceId)).size).toBe(3);
    const student = makeBrowser(server);
    for (const [index, { custom }] of items.entries()) {
      const claims = {
        [claim('custom')]: custom,
        [claim('resource_link')]: { id: `deep-${index}`, title: 'x' },
        'https://purl.imsglobal.org/spec/lti-ags/claim/endpoint': {
          scope: [],
          lineitems: `${platform.issuer}/lineitems`,
          lineitem: `${platform.issuer}/lineitems/${index}/lineitem?type_id=1`,
        },
      };
      const end = await arrive(
        student,
        await launch(server, platform, student, { sub: 's', name: 'G', claims }),
      );
      expect(end).toMatch(new RegExp(`/assignments/${custom.assignment}$`));
      const column = await server.store.prisma.lineItem.findFirst({
        where: { assignmentId: custom.assignment },
      });
      expect(column?.url).toBe(`${platform.issuer}/lineitems/${index}/lineitem?type_id=1`);
    }
    expect((await fetch(target(), { method: 'POST', body: fields })).status).toBe(410);
  });

  /** Begun in a frame that keeps no cookies; what the message asks for is up to the platform. */
  async function inFrame(claims: Record<string, unknown>, headers: Readonly<Record<string, string>>) {
    const query = new URLSearchParams({
      iss: platform.issuer,
      client_id: platform.clientId,
      login_hint: '1',
      target_link_uri: target(),
    });
    const begun = await makeBrowser(server).get(`/lti/login?${query}`, headers);
    const { searchParams } = new URL(begun.headers.get('location') ?? '');
    const [state = '', nonce = ''] = ['state', 'nonce'].map((name) => searchParams.get(name) ?? '');
    const id_token = await platform.sign(platform.claimsFor({ ...teacher, nonce, target: target(), claims }));
    return makeBrowser(server).post('/lti/launch', { id_token, state });
  }
  const frame = { 'sec-fetch-dest': 'iframe' };

  it('goes without cookies in a frame, since no session comes of it', async () => {
    const offered = await inFrame(deepLinkingClaims(returnUrl()), frame);
    expect(offered.status).toBe(200);
    expect(await offered.text()).toContain('Ada Lovelace chooses for “Deep learning”.');
    expect(offered.headers.getSetCookie().join()).not.toContain('chainmark=');
  });

  it('lets nobody into a session without the cookie, nor from a window', async () => {
    expect((await inFrame({}, frame)).status).toBe(403);
    expect((await inFrame(deepLinkingClaims(returnUrl()), {})).status).toBe(403);
  });

  it('is for teachers', async () => {
    expect((await ask(makeBrowser(server), [learner])).status).toBe(403);
  });
});

describe('an attack on the launch', () => {
  /** The token that this makes of a login, sent in the browser in which it began. */
  async function attempt(
    make: (
      nonce: string,
      claims: (options?: LaunchOptions) => Record<string, unknown>,
    ) => Promise<string> | string,
  ): Promise<Response> {
    const browser = makeBrowser(server);
    const target = `${server.url}/lti/launch`;
    const { state, nonce } = await beginLogin(server, platform, browser);
    const id_token = await make(nonce, (options) => platform.claimsFor({ target, ...options, nonce }));
    return browser.post('/lti/launch', { id_token, state });
  }

  const lastLine = (): string => server.logged.at(-1) ?? '';

  async function expectRefusal(response: Response, status: number, problem: string): Promise<void> {
    expect(response.status).toBe(status);
    expect(server.logged.length).toBe(logged + 1);
    expect(lastLine()).toContain(`refused: ${status} ${problem}`);
    expect(lastLine()).not.toMatch(/eyJ|[\w-]{43}/);
    expect(response.headers.getSetCookie().join()).not.toContain('chainmark=');
    expect(await response.text()).toContain(problem);
    expect(response.headers.get('content-security-policy')).toContain('frame-ancestors *');
  }

  it('with a token that was used already', async () => {
    const browser = makeBrowser(server);
    const target = `${server.url}/lti/launch`;
    const { state, nonce } = await beginLogin(server, platform, browser);
    const cookies = new Map(browser.cookies);
    const id_token = await platform.sign(platform.claimsFor({ target, nonce }));
    expect((await browser.post('/lti/launch', { id_token, state })).status).toBe(303);
    for (const [name, value] of cookies) browser.cookies.set(name, value);
    await expectRefusal(await browser.post('/lti/launch', { id_token, state }), 403, 'replayed');
    const fresh = await beginLogin(server, platform, browser);
    logged++;
    await expectRefusal(
      await browser.post('/lti/launch', { id_token, state: fresh.state }),
      401,
      'wrong-nonce',
    );
  });

  it('with a state of another browser', async () => {
    const attacker = makeBrowser(server);
    const { state, nonce } = await beginLogin(server, platform, attacker);
    const id_token = await platform.sign(platform.claimsFor({ target: `${server.url}/lti/launch`, nonce }));
    const victim = makeBrowser(server);
    await beginLogin(server, platform, victim);
    await expectRefusal(await victim.post('/lti/launch', { id_token, state }), 403, 'other-browser');
  });

  it('with a state that nobody gave out', async () => {
    const browser = makeBrowser(server);
    await expectRefusal(
      await browser.post('/lti/launch', { id_token: 'x', state: 'x' }),
      403,
      'unknown-state',
    );
  });

  it('with the key of somebody else, under the id of the platform’s', async () => {
    const other = await makeKey();
    const response = await attempt((_nonce, claims) =>
      new SignJWT(claims())
        .setProtectedHeader({ alg: 'RS256', kid: platform.key.kid })
        .sign(other.privateKey),
    );
    await expectRefusal(response, 401, 'wrong-signature');
  });

  it('with a key that the platform does not have, and without making us ask for keys each time', async () => {
    const other = await makeKey();
    const make = (_nonce: string, claims: () => Record<string, unknown>) =>
      new SignJWT(claims()).setProtectedHeader({ alg: 'RS256', kid: other.kid }).sign(other.privateKey);
    await expectRefusal(await attempt(make), 401, 'unknown-key');
    logged++;
    await expectRefusal(await attempt(make), 401, 'unknown-key');
    expect(platform.asked()).toBe(1);
  });

  it('with a token that nobody signed', async () => {
    const response = await attempt((_nonce, claims) => new UnsecuredJWT(claims()).encode());
    await expectRefusal(response, 401, 'wrong-algorithm');
  });

  it('with a token signed by the public key as if it were a secret', async () => {
    const response = await attempt(async (_nonce, claims) => {
      const { kid, publicJwk } = platform.key;
      const key = await importJWK(publicJwk, 'RS256', { extractable: true });
      if (key instanceof Uint8Array) throw new Error('not RSA');
      const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
      const signed = `${part({ alg: 'HS256', kid })}.${part(claims())}`;
      return `${signed}.${createHmac('sha256', await exportSPKI(key))
        .update(signed)
        .digest('base64url')}`;
    });
    await expectRefusal(response, 401, 'wrong-algorithm');
  });

  const seconds = () => Math.floor(Date.now() / 1000);
  it.each<[string, () => Record<string, unknown>, number, string]>([
    ['another audience', () => ({ aud: 'somebody' }), 401, 'wrong-audience'],
    ['several audiences and no party', () => ({ aud: [platform.clientId, 'x'] }), 401, 'wrong-audience'],
    ['another authorized party', () => ({ aud: [platform.clientId, 'x'], azp: 'x' }), 401, 'wrong-audience'],
    ['another issuer', () => ({ iss: 'https://elsewhere.example' }), 401, 'wrong-issuer'],
    ['another nonce', () => ({ nonce: 'x' }), 401, 'wrong-nonce'],
    ['no nonce', () => ({ nonce: undefined }), 401, 'wrong-nonce'],
    ['an end in the past', () => ({ iat: seconds() - 300, exp: seconds() - 61 }), 401, 'expired'],
    ['a beginning in the future', () => ({ iat: seconds() + 120 }), 401, 'expired'],
    ['a beginning long ago', () => ({ iat: seconds() - 3600 }), 401, 'expired'],
    ['no end', () => ({ exp: undefined }), 401, 'expired'],
    ['no subject', () => ({ sub: undefined }), 400, 'malformed-claims'],
    ['another version', () => ({ [claim('version')]: '1.1' }), 400, 'other-version'],
    [
      'another message',
      () => ({ [claim('message_type')]: 'LtiSubmissionReviewRequest' }),
      400,
      'other-message',
    ],
    [
      'a foreign target',
      () => ({ [claim('target_link_uri')]: 'https://x.example/lti/launch' }),
      403,
      'other-target',
    ],
    ['an unknown deployment', () => ({ [claim('deployment_id')]: 'other' }), 403, 'unknown-deployment'],
    ['no role in the course', () => ({ [claim('roles')]: ['Instructor'] }), 403, 'no-role'],
    ['no link', () => ({ [claim('resource_link')]: undefined }), 400, 'malformed-claims'],
    ['a subject that is too long', () => ({ sub: 'x'.repeat(300) }), 400, 'malformed-claims'],
    ['a character that no database keeps', () => ({ sub: '1\0' }), 400, 'malformed-claims'],
  ])('with %s', async (_what, claims, status, problem) => {
    const response = await attempt((_nonce, usual) => platform.sign({ ...usual({ claims: claims() }) }));
    await expectRefusal(response, status, problem);
  });

  it('with several audiences passes where the party is ours', async () => {
    const claims = () => ({ aud: [platform.clientId, 'x'], azp: platform.clientId });
    const response = await attempt((_nonce, usual) => platform.sign(usual({ claims: claims() })));
    expect(response.status).toBe(303);
  });

  it.each([
    ['rubbish', 400, 'malformed-token'],
    ['a.b.c', 400, 'malformed-token'],
    ['x'.repeat(33_000), 413, 'token-too-long'],
  ])('with the token %.20s', async (token, status, problem) => {
    await expectRefusal(await attempt(() => token), status, problem);
  });

  it('with a form that is too large', async () => {
    const body = new URLSearchParams({ id_token: 'x'.repeat(200_000), state: 'x' });
    expect((await fetch(`${server.url}/lti/launch`, { method: 'POST', body })).status).toBe(413);
  });

  it('with keys at a private address, or none', async () => {
    for (const jwksUrl of [
      'https://10.0.0.1/jwks',
      'https://169.254.169.254/',
      `${platform.issuer}/nothing`,
    ]) {
      await server.store.prisma.ltiPlatform.update({ where: { id: platformId }, data: { jwksUrl } });
      await expectRefusal(
        await attempt((_nonce, claims) => platform.sign(claims())),
        502,
        'keys-unreachable',
      );
      logged++;
    }
  });

  it('from a platform that is not approved', async () => {
    const browser = makeBrowser(server);
    const { state, nonce } = await beginLogin(server, platform, browser);
    await setPlatformState(server.store, platformId, 'closed');
    const id_token = await platform.sign(platform.claimsFor({ nonce, target: `${server.url}/lti/launch` }));
    await expectRefusal(await browser.post('/lti/launch', { id_token, state }), 403, 'platform-not-active');
  });

  it.each([
    [{ client_id: 'other' }, 404, 'unknown-platform'],
    [{ iss: 'https://elsewhere.example\nrefused: 200' }, 404, 'unknown-platform'],
    [{ target_link_uri: 'https://elsewhere.example/lti/launch' }, 403, 'foreign-target'],
    [{ target_link_uri: 'javascript:alert(1)' }, 403, 'foreign-target'],
    [{ login_hint: '' }, 400, 'malformed-login'],
    [{ iss: 'https://lms.example\0' }, 400, 'malformed-login'],
    [{ lti_message_hint: 'x'.repeat(13_000) }, 400, 'malformed-login'],
  ])('by a login with %j', async (fields, status, problem) => {
    const usual = {
      iss: platform.issuer,
      client_id: platform.clientId,
      login_hint: '1',
      target_link_uri: `${server.url}/lti/launch`,
    };
    await expectRefusal(
      await makeBrowser(server).post('/lti/login', { ...usual, ...fields }),
      status,
      problem,
    );
    expect(lastLine()).not.toContain('\n');
  });
});

describe('the page of platforms', () => {
  it('registers one by hand, and approves the deployment that was named first by a launch', async () => {
    const owner = await makePerson(server, 'Owner');
    await makeSiteOwner(server.store, owner.user.id);
    const page = await (await owner.get('/lti/platforms')).text();
    for (const path of ['login', 'launch', 'jwks', 'deep-linking']) {
      expect(page).toContain(`${server.url}/lti/${path}</code>`);
    }
    const unknown = await startPlatform();
    const { issuer, clientId } = unknown;
    const fields = {
      system: 'canvas',
      name: 'Uni',
      issuer,
      clientId,
      authorizationUrl: `${issuer}/auth`,
      tokenUrl: `${issuer}/token`,
      jwksUrl: `${issuer}/jwks`,
    };
    const wrong = await owner.post('/lti/platforms', { ...fields, jwksUrl: 'jwks', name: '' });
    expect(wrong.status).toBe(422);
    expect(await wrong.text()).toContain(`value="${issuer}/auth"`);
    expect((await owner.post('/lti/platforms', fields)).status).toBe(303);
    expect((await owner.post('/lti/platforms', fields)).status).toBe(422);

    const browser = makeBrowser(server);
    expect((await launch(server, unknown, browser)).status).toBe(403);
    const waiting = await (await owner.get('/lti/platforms')).text();
    const uni = waiting.slice(waiting.indexOf(clientId));
    const [, approve = ''] = /action="([^"]+\/deployments)"><input type="hidden"/.exec(uni) ?? [];
    await owner.post(approve, { deployment: unknown.deploymentId });
    expect((await launch(server, unknown, browser)).status).toBe(303);
    await unknown.close();
  });
});

describe('registration by a link', () => {
  const described = () => ({
    issuer: platform.issuer,
    authorization_endpoint: `${platform.issuer}/auth`,
    token_endpoint: `${platform.issuer}/token`,
    jwks_uri: `${platform.issuer}/jwks`,
    registration_endpoint: `${platform.issuer}/register`,
    'https://purl.imsglobal.org/spec/lti-platform-configuration': { product_family_code: 'moodle' },
  });

  async function invited() {
    const owner = await makePerson(server, 'Owner');
    await makeSiteOwner(server.store, owner.user.id);
    const page = await (await owner.post('/lti/invitations', {})).text();
    const [, path = ''] = /(\/lti\/register\/[\w-]{43})</.exec(page) ?? [];
    const open = (configuration: string) =>
      makeBrowser(server).get(
        `${path}?${new URLSearchParams({ openid_configuration: configuration, registration_token: 'secret' })}`,
      );
    return { owner, open };
  }

  it('tells the platform who we are, and waits for the owner', async () => {
    const said: { authorization: string | undefined; body: Record<string, unknown> }[] = [];
    platform.handlers.set('/openid', (_request, response) => sendJson(response, described()));
    platform.handlers.set('/register', (request, response, body) => {
      said.push({ authorization: request.headers.authorization, body: JSON.parse(body) });
      const configuration = { deployment_id: '1' };
      sendJson(response, {
        client_id: 'new-client',
        'https://purl.imsglobal.org/spec/lti-tool-configuration': configuration,
      });
    });
    const { open } = await invited();
    const registered = await open(`${platform.issuer}/openid`);
    expect(registered.status).toBe(200);
    expect(said).toMatchObject([
      { authorization: 'Bearer secret', body: { redirect_uris: [`${server.url}/lti/launch`] } },
    ]);
    const found = await server.store.prisma.ltiPlatform.findFirst({ where: { clientId: 'new-client' } });
    expect(found).toMatchObject({ state: 'pending', system: 'moodle', issuer: platform.issuer });
    expect((await open(`${platform.issuer}/openid`)).status).toBe(410);
  });

  it.each([
    'https://10.0.0.1/openid',
    'http://192.168.1.1/openid',
    'https://[::ffff:10.0.0.1]/',
    'http://169.254.169.254/latest/meta-data',
    'https://user:password@example.org/',
  ])('asks nothing at %s', async (configuration) => {
    const { open } = await invited();
    expect((await open(configuration)).status).toBe(422);
    expect(server.logged.at(-1)).toContain('LTI registration refused: unreadable');
    expect(server.logged.at(-1)).not.toContain('password');
  });

  it('does not believe a platform that describes another', async () => {
    platform.handlers.set('/openid', (_request, response) =>
      sendJson(response, { ...described(), issuer: 'https://canvas.instructure.com' }),
    );
    const { open } = await invited();
    expect((await open(`${platform.issuer}/openid`)).status).toBe(422);
    expect(server.logged.at(-1)).toContain('other-host');
  });
});
