import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it } from 'vitest';
import { type Guard, makeGuardedFetch } from '../../src/lms/lti/guarded-fetch.ts';

/** A service on this machine that answers so, asked once; and which of its addresses were asked. */
async function ask(answer: RequestListener, guard: Omit<Guard, 'allowsLoopback'> = {}) {
  const asked: string[] = [];
  const service = createServer((request, response) => {
    asked.push(request.url ?? '');
    answer(request, response);
  });
  await new Promise<void>((resolve) => service.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(service.address() as AddressInfo).port}/scores`;
  const answered = await makeGuardedFetch({ allowsLoopback: true, ...guard })({ url });
  service.closeAllConnections();
  await new Promise((resolve) => service.close(resolve));
  return { asked, answered };
}

describe('a request to an LMS', () => {
  it('does not follow where the answer leads', async () => {
    const { asked, answered } = await ask((_, response) =>
      response.writeHead(302, { location: '/elsewhere' }).end(),
    );
    expect(answered).toMatchObject({ kind: 'answer', status: 302 });
    expect(asked).toEqual(['/scores']);
  });

  it('reads no more than two megabytes', async () => {
    const answers = (bytes: number) => ask((_, response) => response.end('a'.repeat(bytes)));
    expect((await answers(2_000_000)).answered).toMatchObject({ kind: 'answer', status: 200 });
    expect((await answers(2_000_001)).answered).toEqual({ kind: 'no-answer', why: 'too-long' });
  });

  it('waits neither for an answer that does not come nor for one that does not end', async () => {
    const never: RequestListener = () => {};
    const endless: RequestListener = (_, response) => void response.write('a');
    for (const answer of [never, endless])
      expect((await ask(answer, { timeoutMs: 200 })).answered).toEqual({
        kind: 'no-answer',
        why: 'too-late',
      });
  });
});
