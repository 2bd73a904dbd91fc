/** Stopped as a service manager stops it, in the middle of submissions. */
import { once } from 'node:events';
import { connect } from 'node:net';
import { describe, expect, it } from 'vitest';
import { makeDevice } from '../web/browser-like.ts';
import { expectEachOnce, makePlace } from './places.ts';
import { makeSite, pause, type Site, type Submission, sendStudents } from './site.ts';

/** What a server has until it is killed: docker stop waits so long. */
const mostMs = 10_000;

interface HalfSent extends Submission {
  /** Sends the rest; the status of the answer. */
  finish(): Promise<string>;
}

/** A submission that the server has begun to read (RFC 9110, 10.1.1: it says so), and of which the last byte is kept back. */
async function sendHalf(site: Site): Promise<HalfSent> {
  const device = makeDevice(site);
  const address = (await device.post('/practise', { next: 'dw-linear' })).headers.get('location') ?? '';
  const page = await (await device.get(address)).text();
  const [, submissionKey = ''] = /name="submission" value="(\w+)"/.exec(page) ?? [];
  const body = `${new URLSearchParams({ submission: submissionKey, 'answer.p1': '7.0625' })}`;
  const { hostname, port } = new URL(site.url);
  const socket = connect(Number(port), hostname).setEncoding('utf8');
  let heard = '';
  socket.on('data', (text) => {
    heard += text;
  });
  const lines = [
    `POST ${address} HTTP/1.1`,
    'Host: h',
    `Cookie: ${device.cookie()}`,
    'Content-Type: application/x-www-form-urlencoded',
    `Content-Length: ${body.length}`,
    'Expect: 100-continue',
  ];
  socket.write(`${lines.join('\r\n')}\r\n\r\n`);
  const goOn = 'HTTP/1.1 100 Continue\r\n\r\n';
  while (heard !== goOn) await pause(10);
  socket.write(body.slice(0, -1));
  return {
    variantId: address.split('/').at(-1) ?? '',
    submissionKey,
    finish: async () => {
      socket.write(body.slice(-1));
      await once(socket, 'close');
      const answer = heard.slice(goOn.length);
      return answer.slice(0, answer.indexOf('\r\n'));
    },
  };
}

describe.each(['embedded', 'server'] as const)('a server stopped under load, %s', (database) => {
  it('answers what is under way, loses nothing that it acknowledged, and ends with 0 in time', async () => {
    const place = await makePlace(database);
    const site = await makeSite(place.variables);
    await site.start();
    const students = sendStudents(site, 8);
    const { acknowledged, statuses } = students.told;
    while (acknowledged.length < 30) await pause(20);
    const underWay = await Promise.all(Array.from({ length: 20 }, () => sendHalf(site)));
    const stoppedAt = performance.now();
    const ended = site.end('SIGTERM');
    while (!site.text().includes('Stopping')) await pause(10);
    const answers = await Promise.all(underWay.map(({ finish }) => finish()));
    expect(await ended).toBe(0);
    expect(performance.now() - stoppedAt).toBeLessThan(mostMs);
    expect(answers).toEqual(underWay.map(() => 'HTTP/1.1 303 See Other'));
    await site.start();
    await students.stop();
    expect(await site.end('SIGTERM')).toBe(0);
    expect([...statuses.keys()].filter((status) => ![200, 303, 'no answer'].includes(status))).toEqual([]);
    await expectEachOnce(place.address, [...acknowledged, ...underWay]);
    await place.remove();
  });
});
