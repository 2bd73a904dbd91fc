/** The Caddyfile of docker-compose.yml, on ports of its own, before two replicas that Docker's DNS would name. */
import { type ChildProcess, spawn } from 'node:child_process';
import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';

const hosts = ['127.0.0.1', '127.0.0.2'] as const;
/** What Docker names. */
let named: readonly string[] = hosts;
let replicas: Server[];
let names: Socket;
let folder: string;
let caddy: ChildProcess;
let ports: { readonly http: number; readonly site: number };

/** Answers every question for an address with both, in any order, as Docker does. */
async function nameServer(): Promise<Socket> {
  const socket = createSocket('udp4');
  socket.on('message', (question, from) => {
    const end = question.indexOf(0, 12) + 5;
    const isForIPv4 = question.readUInt16BE(end - 4) === 1;
    const order = Math.random() < 0.5 ? named : named.toReversed();
    const records = (isForIPv4 ? order : []).map((host) =>
      Buffer.from([0xc0, 12, 0, 1, 0, 1, 0, 0, 0, 1, 0, 4, ...host.split('.').map(Number)]),
    );
    const head = Buffer.from(question.subarray(0, end));
    head.writeUInt16BE(0x8400, 2);
    head.writeUInt16BE(records.length, 6);
    head.writeUInt32BE(0, 8);
    socket.send(Buffer.concat([head, ...records]), from.port, from.address);
  });
  socket.bind(0, '127.0.0.1');
  await once(socket, 'listening');
  return socket;
}

async function replica(host: string, port: number): Promise<Server> {
  const server = createServer(async (asked, response) => {
    if (asked.url === '/events') return void response.write('data: 1\n\n');
    let body = '';
    for await (const chunk of asked) body += chunk;
    if (asked.url === '/slow') await setTimeout(50);
    const { 'x-forwarded-for': forwarded, 'x-forwarded-proto': proto } = asked.headers;
    response.end(JSON.stringify({ host, body, forwarded, proto }));
  });
  await once(server.listen(port, host), 'listening');
  return server;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  return port;
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'chainmark-caddy-'));
  names = await nameServer();
  const app = await freePort();
  replicas = [await replica(hosts[0], app), await replica(hosts[1], app)];
  ports = { http: await freePort(), site: await freePort() };
  const file = await readFile(new URL('../../.config/Caddyfile', import.meta.url), 'utf8');
  const here = file
    .replace(/^\{$/m, `{\n\thttp_port ${ports.http}\n\tadmin off\n\tstorage file_system ${folder}`)
    .replace(
      'dynamic a app 3000 {',
      `dynamic a app ${app} {\n\t\t\tresolvers udp/127.0.0.1:${names.address().port}`,
    );
  await writeFile(join(folder, 'Caddyfile'), here);
  const environment = { HOME: folder, PUBLIC_URL: `http://127.0.0.1:${ports.site}` };
  caddy = spawn('caddy', ['run', '--config', join(folder, 'Caddyfile'), '--adapter', 'caddyfile'], {
    env: { ...process.env, ...environment },
    stdio: 'ignore',
  });
  await vi.waitFor(() => ask('/'), { timeout: 30_000, interval: 100 });
});
afterAll(async () => {
  caddy.kill('SIGTERM');
  await once(caddy, 'exit');
  for (const server of replicas) {
    server.closeAllConnections();
    server.close();
  }
  names.close();
  await rm(folder, { recursive: true });
});

/** After which Caddy has asked for names again. */
const refreshMs = 2500;

const ask = async (path: string, init: RequestInit = {}) => {
  const response = await fetch(`http://127.0.0.1:${ports.site}${path}`, init);
  return (await response.json()) as Record<'host' | 'body' | 'forwarded' | 'proto', string>;
};

describe('the proxy of docker-compose.yml', () => {
  it('believes nobody from outside whom they forward for', async () => {
    const headers = { 'x-forwarded-for': '203.0.113.7', 'x-forwarded-proto': 'https' };
    expect(await ask('/', { headers })).toMatchObject({ forwarded: '127.0.0.1', proto: 'http' });
  });

  it('passes on a live page as it is written', async () => {
    const stream = request(`http://127.0.0.1:${ports.site}/events`).end();
    const [response] = await once(stream, 'response');
    expect(`${(await once(response, 'data'))[0]}`).toBe('data: 1\n\n');
    stream.destroy();
  });

  it('sends people without TLS on, and refuses scripts', async () => {
    const plain = (path: string) => fetch(`http://127.0.0.1:${ports.http}${path}`, { redirect: 'manual' });
    const page = await plain('/join?code=k7mq2zrt');
    expect([page.status, page.headers.get('location')]).toEqual([
      308,
      'https://127.0.0.1/join?code=k7mq2zrt',
    ]);
    expect((await plain('/api/v1/courses')).status).toBe(403);
  });

  it('shares out what comes at once', async () => {
    const answers = await Promise.all(Array.from({ length: 32 }, () => ask('/slow')));
    const first = answers.filter(({ host }) => host === hosts[0]).length;
    expect(first).toBeGreaterThan(8);
    expect(first).toBeLessThan(24);
  });

  it('shows pages while a replica is gone, takes forms once it is named no more, and finds it again', async () => {
    const [stays, gone] = replicas as [Server, Server];
    const { port } = gone.address() as AddressInfo;
    gone.closeAllConnections();
    gone.close();
    for (let page = 0; page < 20; page++) expect((await ask('/')).host).toBe(hosts[0]);
    named = [hosts[0]];
    await setTimeout(refreshMs);
    const forms = Array.from({ length: 20 }, () => ask('/', { method: 'POST', body: 'answer' }));
    for (const { host, body } of await Promise.all(forms)) expect([host, body]).toEqual([hosts[0], 'answer']);
    replicas = [stays, await replica(hosts[1], port)];
    named = hosts;
    await setTimeout(refreshMs);
    const answers = await Promise.all(Array.from({ length: 16 }, () => ask('/slow')));
    expect(new Set(answers.map(({ host }) => host)).size).toBe(2);
  });
});
