/** What is written to the wire by hand: smuggled requests, sizes, headers, paths, names of fields, planted sessions. */
import { once } from 'node:events';
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeDevice } from './browser-like.ts';
import { makePerson, type Person } from './people.ts';
import { startTestServer, type TestServer } from './test-server.ts';

let server: TestServer;
let student: Person;
beforeAll(async () => {
  server = await startTestServer('embedded');
  student = await makePerson(server, 'Ada');
});
afterAll(async () => {
  expect(server.reported).toEqual([]);
  await server.close();
});

/** All that comes back until the connection ends. */
async function send(bytes: string): Promise<string> {
  const { hostname, port } = new URL(server.url);
  const socket = connect(Number(port), hostname).setEncoding('latin1').setTimeout(10_000);
  let heard = '';
  socket.on('data', (chunk) => {
    heard += chunk;
  });
  socket.on('error', () => {});
  socket.write(bytes, 'latin1');
  await once(socket, 'close');
  return heard;
}

const lines = (...each: readonly string[]): string => `${each.join('\r\n')}\r\n\r\n`;
const statusesIn = (heard: string): readonly string[] =>
  [...heard.matchAll(/^HTTP\/1\.1 (\d{3})/gm)].map(([, status = '']) => status);

describe('a request that two servers could read in two ways', () => {
  const second = 'GET /smuggled HTTP/1.1\r\nHost: h\r\n\r\n';
  it.each([
    ['two lengths', lines('POST /join HTTP/1.1', 'Host: h', 'Content-Length: 4', 'Content-Length: 5')],
    [
      'a length and chunks',
      lines('POST /join HTTP/1.1', 'Host: h', 'Content-Length: 5', 'Transfer-Encoding: chunked'),
    ],
    ['a coding that is not one', lines('POST /join HTTP/1.1', 'Host: h', 'Transfer-Encoding: xchunked')],
    ['a space before the colon', lines('POST /join HTTP/1.1', 'Host: h', 'Content-Length : 5')],
    ['a length with a sign', lines('POST /join HTTP/1.1', 'Host: h', 'Content-Length: +5')],
    ['no host', lines('GET / HTTP/1.1')],
    ['a control character in a header', lines('GET / HTTP/1.1', 'Host: h', 'X-A: a\x00b')],
  ])('is refused and nothing behind it is read: %s', async (_name, head) => {
    expect(statusesIn(await send(`${head}0\r\n\r\n${second}`))).toEqual(['400']);
  });
});

describe('a method that nothing answers', () => {
  const asked = ['Host: h', 'Cookie: chainmark=a-secret', 'X-Secret: a-secret', 'Connection: close'];
  it.each([
    ['TRACE', '/'],
    ['TRACE', '/api/v1/courses'],
    ['PROPFIND', '/account'],
  ])('is refused and hears nothing of what it sent: %s %s', async (method, path) => {
    const heard = await send(lines(`${method} ${path} HTTP/1.1`, ...asked));
    expect(statusesIn(heard)).toEqual(['501']);
    expect(heard).not.toContain('a-secret');
  });

  it('leads nowhere else: CONNECT', async () => {
    expect(await send(lines('CONNECT example.org:443 HTTP/1.1', ...asked))).toBe('');
  });
});

describe('what is too large', () => {
  it('is refused: headers, addresses, forms, fields', async () => {
    const big = 'a'.repeat(20_000);
    expect(statusesIn(await send(lines('GET / HTTP/1.1', 'Host: h', `X-A: ${big}`)))).toEqual(['431']);
    expect(statusesIn(await send(lines(`GET /${big} HTTP/1.1`, 'Host: h')))).toEqual(['431']);
    expect((await student.post('/join', { code: 'a'.repeat(110_000) })).status).toBe(413);
    const many = new URLSearchParams(Array.from({ length: 300 }, (_, i): [string, string] => [`f${i}`, '1']));
    expect((await student.post('/join', many)).status).toBe(413);
  });
});

describe('what stands in addresses and headers', () => {
  it('adds no header to an answer', async () => {
    const headers = { 'x-request-id': 'abc def\tghi', cookie: student.cookie };
    const answer = await fetch(`${server.url}/sign-in?next=%2Faccount%0d%0aSet-Cookie:%20a=b`, {
      headers,
      redirect: 'manual',
    });
    expect(answer.headers.getSetCookie()).toEqual([]);
    expect(answer.headers.get('x-request-id')).toMatch(/^[\w-]{36}$/);
    const device = makeDevice(server);
    const named = { name: 'a', email: 'wire@school.example', password: 'four words of mine' };
    await device.post('/sign-up', named);
    const next = '/account\r\nX-Planted: yes';
    const signedIn = await makeDevice(server).post('/sign-in', { ...named, next });
    expect(signedIn.headers.get('x-planted')).toBeNull();
  });

  it.each([
    '/assets/../../package.json',
    '/assets/..%2f..%2fpackage.json',
    '/assets/%2e%2e/%2e%2e/package.json',
    '/assets/....//package.json',
    '/assets/..%5c..%5cpackage.json',
    '/assets/chainmark.js%00.css',
    '/assets//etc/passwd',
  ])('leads to no file: %s', async (path) => {
    const heard = await send(lines(`GET ${path} HTTP/1.1`, 'Host: h', 'Connection: close'));
    expect(['400', '403', '404']).toContain(statusesIn(heard)[0]);
    expect(heard).not.toContain('"dependencies"');
    expect(heard).not.toContain('root:');
  });
});

describe('names of fields', () => {
  it('reach no prototype, and nothing that a form does not have', async () => {
    const fields = new URLSearchParams([
      ['__proto__[polluted]', 'yes'],
      ['constructor[prototype][polluted]', 'yes'],
      ['__proto__', 'yes'],
      ['name', 'Ada'],
      ['siteOwner', 'true'],
      ['mayTeach', 'true'],
      ['id', 'another'],
    ]);
    expect((await student.post('/account/name', fields)).status).toBe(303);
    expect(Reflect.get({}, 'polluted')).toBeUndefined();
    const kept = await server.store.prisma.user.findUniqueOrThrow({ where: { id: student.user.id } });
    expect(kept).toMatchObject({ id: student.user.id, siteOwner: false, mayTeach: false });
  });
});

describe('a session', () => {
  it('that was planted before signing in is worth nothing after it', async () => {
    const email = 'planted@school.example';
    const password = 'four words of mine';
    await makeDevice(server).post('/sign-up', { name: 'V', email, password });
    const planted = (await makePerson(server, '')).cookie;
    const headers = { cookie: planted };
    const body = new URLSearchParams({ email, password });
    const signedIn = await fetch(`${server.url}/sign-in`, {
      method: 'POST',
      headers,
      body,
      redirect: 'manual',
    });
    const [own = ''] = signedIn.headers.getSetCookie();
    expect(own.split(';')[0]).not.toBe(planted);
    const attacker = await fetch(`${server.url}/account`, { headers, redirect: 'manual' });
    expect(attacker.headers.get('location')).toBe('/sign-in?next=/account');
  });
});
