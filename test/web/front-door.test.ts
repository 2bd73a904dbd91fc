import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { type FrontDoor, makeFrontDoor } from '../../src/web/front-door.ts';

let server: Server | undefined;
afterEach(() => {
  server?.closeAllConnections();
  server?.close();
});

async function behind(door: FrontDoor): Promise<string> {
  server = createServer(door.answer).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

describe('a server that is starting', () => {
  it('lets whoever comes wait, and then answers them, forms too', async () => {
    const door = makeFrontDoor();
    const url = await behind(door);
    const came = [fetch(url), fetch(url, { method: 'POST', body: 'typed' })];
    const arrived = new Promise<void>((resolve) => {
      let count = 0;
      server?.on('request', () => ++count === came.length && resolve());
    });
    await arrived;
    door.open(async (request, response) => {
      let body = '';
      for await (const chunk of request) body += chunk;
      response.end(`${request.method} ${body}`);
    });
    const answers = (await Promise.all(came)).map((answer) => answer.text());
    expect(await Promise.all(answers)).toEqual(['GET ', 'POST typed']);
    expect(await (await fetch(url)).text()).toBe('GET ');
  });

  it('says when to come again where that takes long', async () => {
    const answer = await fetch(await behind(makeFrontDoor(20)));
    expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '2']);
    expect(await answer.text()).toMatch(/start/i);
  });
});
