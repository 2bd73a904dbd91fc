import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestServer, type TestServer } from './test-server.ts';

describe('the web server', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer('embedded');
  });
  afterAll(() => server.close());

  const get = (path: string, headers: Record<string, string> = {}) => fetch(server.url + path, { headers });

  it('says that it is well', async () => {
    expect(await (await get('/healthz')).json()).toEqual({ status: 'ok' });
  });

  it('speaks the language of the browser, and English to others', async () => {
    const persian = await (await get('/', { 'accept-language': 'fa-IR,en;q=0.5' })).text();
    expect(persian).toContain('<html lang="fa" dir="rtl"');
    const fallback = await get('/', { 'accept-language': 'xx' });
    expect(fallback.headers.get('content-language')).toBe('en');
    expect(await fallback.text()).toContain('<html lang="en" dir="ltr"');
  });

  it('forbids scripts of others on every answer', async () => {
    for (const path of ['/', '/healthz', '/nothing-here']) {
      const policy = (await get(path)).headers.get('content-security-policy');
      expect(policy).toContain("script-src 'self'");
      expect(policy).not.toContain('unsafe');
    }
  });

  it('serves assets at an address that may be kept for ever', async () => {
    const [, path = ''] = /href="(\/assets\/[^"]+\.css)"/.exec(await (await get('/')).text()) ?? [];
    const asset = await get(path);
    expect(asset.status).toBe(200);
    expect(asset.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    expect((await get('/assets/other/chainmark.css')).status).toBe(404);
  });

  it('answers an unknown address with a page and 404', async () => {
    const response = await get('/nothing-here');
    expect(response.status).toBe(404);
    expect(await response.text()).toContain('There is nothing at this address.');
  });

  it.each(['/courses/%00', '/exercise/%00/x', '/sheet/%00'])(
    'answers %s, an address with a character that nothing is called, with 404',
    async (path) => {
      expect((await get(path)).status).toBe(404);
      expect(server.reported).toEqual([]);
    },
  );

  it.each([
    [{ 'sec-fetch-site': 'cross-site' }, 403],
    [{ 'sec-fetch-site': 'same-site' }, 403],
    [{ origin: 'https://elsewhere.example' }, 403],
    [{ origin: 'null' }, 403],
    [{ 'sec-fetch-site': 'same-origin' }, 404],
    [{}, 404],
  ] as const)('meets a form from %j with %i', async (headers, status) => {
    const body = new URLSearchParams({ a: '1' });
    expect((await fetch(`${server.url}/nothing-here`, { method: 'POST', headers, body })).status).toBe(
      status,
    );
  });

  it('refuses more than it can take, and what it cannot read, without an error of ours', async () => {
    const post = (body: string | URLSearchParams, headers = {}) =>
      fetch(`${server.url}/x`, { method: 'POST', body, headers });
    expect((await post(new URLSearchParams({ a: 'x'.repeat(200_000) }))).status).toBe(413);
    const form = { 'content-type': 'application/x-www-form-urlencoded' };
    expect((await post(Array.from({ length: 300 }, (_, i) => `a${i}=1`).join('&'), form)).status).toBe(413);
    expect(server.reported).toEqual([]);
  });
});
