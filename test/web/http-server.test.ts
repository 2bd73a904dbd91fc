import { once } from 'node:events';
import type { Server } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { closeServer, makeHttpServer, makeStopping } from '../../src/web/http-server.ts';

let server: Server;
let port: number;
const stopping = makeStopping();

beforeEach(async () => {
  server = makeHttpServer(
    (request, response) => {
      if (request.url === '/stream') {
        response.write(':\n\n');
        stopping.signal.addEventListener('abort', () => response.end());
      } else if (request.url === '/slow') setTimeout(() => response.end('done'), 400);
      else request.resume().on('end', () => response.end('done'));
    },
    { headersMs: 300, requestMs: 600, lookEveryMs: 50 },
  );
  await once(server.listen(0, '127.0.0.1'), 'listening');
  port = (server.address() as AddressInfo).port;
});
afterEach(() => {
  server.closeAllConnections();
  server.close();
});

/** Sends a byte now and then until it is cut off; what it was told. */
async function trickle(socket: Socket, byte: string): Promise<string> {
  let told = '';
  socket.setEncoding('utf8').on('data', (text) => {
    told += text;
  });
  const sending = setInterval(() => socket.writable && socket.write(byte), 50);
  socket.on('error', () => {});
  await once(socket, 'close');
  clearInterval(sending);
  return told;
}

describe('somebody who sends a byte now and then', () => {
  it.each([
    ['in the headers', 'GET / HTTP/1.1\r\nHost: h\r\nX-', 'a'],
    ['in the body', 'POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 10000\r\n\r\n', 'a'],
  ])('%s is cut off, and 50 of them hold nobody else up', async (_, beginning, byte) => {
    const slow = Array.from({ length: 50 }, () => {
      const socket = connect(port, '127.0.0.1');
      socket.write(beginning);
      return trickle(socket, byte);
    });
    expect(await (await fetch(`http://127.0.0.1:${port}/`)).text()).toBe('done');
    const told = await Promise.all(slow);
    expect(told.filter((text) => text.startsWith('HTTP/1.1 408 '))).toHaveLength(50);
  });
});

describe('a server that is to end', () => {
  it('ends open streams at once, finishes what is under way, and is closed without its patience', async () => {
    const stream = await fetch(`http://127.0.0.1:${port}/stream`);
    const slow = fetch(`http://127.0.0.1:${port}/slow`);
    await new Promise((resolve) => setTimeout(resolve, 100));
    stopping.abort();
    await Promise.all([closeServer(server, 60_000), slow]);
    expect(await stream.text()).toBe(':\n\n');
    expect(await (await slow).text()).toBe('done');
    await expect(fetch(`http://127.0.0.1:${port}/`)).rejects.toThrow();
  });

  it('cuts off what does not end in time', async () => {
    const socket = connect(port, '127.0.0.1');
    socket.write('POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 9\r\n\r\na');
    await once(socket, 'connect');
    await new Promise((resolve) => setTimeout(resolve, 100));
    await closeServer(server, 100);
    await once(socket, 'close');
    expect(server.listening).toBe(false);
  });
});
