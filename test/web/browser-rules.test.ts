/** What a browser is told of an answer: what it may run, keep, frame and send along, where people come by https. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createPlatform } from '../../src/store/lti-platforms.ts';
import { newId } from '../../src/store/new-id.ts';
import { newToken } from '../../src/store/secret-token.ts';
import { startSession } from '../../src/store/sessions.ts';
import { makeSamples } from './route-samples.ts';
import { startTestServer, type TestServer } from './test-server.ts';

const publicUrl = 'https://chainmark.example';
let server: TestServer;
beforeAll(async () => {
  server = await startTestServer('embedded', undefined, { publicUrl });
});
afterAll(async () => {
  expect(server.reported).toEqual([]);
  await server.close();
});

const post = (path: string, fields: Readonly<Record<string, string>>, cookie = '') =>
  fetch(server.url + path, {
    method: 'POST',
    body: new URLSearchParams(fields),
    headers: { cookie },
    redirect: 'manual',
  });

describe('every answer', () => {
  it('tells what may run, and to come by https for a year, also below this host', async () => {
    for (const path of ['/', '/healthz', '/nothing-here', '/api/v1/me', '/api/v1/openapi.json']) {
      const { headers } = await fetch(server.url + path);
      const policy = headers.get('content-security-policy') ?? '';
      for (const rule of [
        "default-src 'none'",
        "object-src 'none'",
        "base-uri 'none'",
        "frame-ancestors 'self'",
      ])
        expect(policy.split('; '), path).toContain(rule);
      expect(headers.get('strict-transport-security')).toBe('max-age=31536000; includeSubDomains');
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('referrer-policy')).toBe('same-origin');
    }
  });

  it('is kept by nobody, whichever page or file it is, but for assets and public keys', async () => {
    const { teacher, student, valueFor } = await makeSamples(server);
    const kept: string[] = [];
    for (const person of [teacher, student]) {
      const token = newToken();
      const [createdAt, expiresAt] = [new Date(), new Date(Date.now() + 3_600_000)];
      await startSession(server.store, { token, userId: person.user.id, createdAt, expiresAt });
      for (const { method, path } of server.routes) {
        if (method !== 'GET' || /^\/api\/|\/events$/.test(path)) continue;
        const parts = path
          .split('/')
          .map((part) => (part.startsWith(':') ? valueFor(part.slice(1), path, person.user.id) : part));
        const answer = await fetch(server.url + (await Promise.all(parts)).join('/'), {
          headers: { cookie: `__Host-chainmark=${token}` },
          redirect: 'manual',
        });
        await answer.text();
        if (!/\bno-store\b/.test(answer.headers.get('cache-control') ?? '')) kept.push(path);
      }
    }
    expect([...new Set(kept)]).toEqual(['/lti/jwks']);
  });
});

describe('a cookie', () => {
  const attributesOf = (set = ''): readonly string[] => set.split('; ').slice(1);

  it('belongs to this host alone, is sent by TLS alone, and is hidden from scripts', async () => {
    const [session] = (await post('/practise', { exercise: 'du-linear' })).headers.getSetCookie();
    const looks = (
      await post('/looks', { locale: 'fa', digits: 'latin', theme: 'dark' })
    ).headers.getSetCookie();
    expect(looks).toHaveLength(3);
    for (const set of [session, ...looks]) {
      expect(set).toMatch(/^__Host-/);
      expect(attributesOf(set)).toEqual(
        expect.arrayContaining(['Path=/', 'HttpOnly', 'Secure', 'SameSite=Lax']),
      );
      expect(set).not.toMatch(/Domain=/i);
    }
    const page = await fetch(server.url, { headers: { cookie: '__Host-locale=fa' } });
    expect(page.headers.get('content-language')).toBe('fa');
  });

  it('of a launch is one of this host too, though another site may bring it along', async () => {
    const platform = {
      ...{
        id: newId(),
        system: 'other' as const,
        name: 'LMS',
        issuer: 'https://another.example',
        clientId: 'c',
      },
      ...{ authorizationUrl: 'https://another.example/auth', tokenUrl: '', tokenAudience: '', jwksUrl: '' },
      state: 'active' as const,
      createdAt: new Date(),
    };
    await createPlatform(server.store, platform);
    const begun = await post('/lti/login', {
      iss: platform.issuer,
      login_hint: 'x',
      target_link_uri: `${publicUrl}/lti/launch`,
    });
    expect(begun.headers.get('location')).toMatch(/^https:\/\/another\.example\/auth\?/);
    const [set] = begun.headers.getSetCookie();
    expect(set).toMatch(/^__Host-lti-/);
    expect(attributesOf(set)).toEqual(
      expect.arrayContaining(['Path=/', 'HttpOnly', 'Secure', 'SameSite=None', 'Partitioned']),
    );
  });
});

describe('signing out', () => {
  it('takes along what was typed in this browser and has not arrived', async () => {
    const answer = await post('/sign-out', {});
    expect(answer.headers.get('clear-site-data')).toBe('"storage"');
  });
});
