/** The real server as a process of its own, to be killed, and students who answer over HTTP until they are told it counts. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { makeDevice } from '../web/browser-like.ts';

export interface Site {
  readonly url: string;
  /** Everything printed so far, by all processes that there were. */
  text(): string;
  /** Resolves once it serves. */
  start(): Promise<void>;
  /** Resolves with the exit code, null for a signal. */
  end(signal: 'SIGKILL' | 'SIGTERM'): Promise<number | null>;
}

/** A few students send as much as a thousand. */
const unpaced = { SUBMISSIONS_PER_MINUTE: '1000000000' };

export async function makeSite(variables: Readonly<Record<string, string>>): Promise<Site> {
  const script = new URL('../../src/cli/chainmark.mjs', import.meta.url).pathname;
  const { PATH = '' } = process.env;
  const port = `${await freePort()}`;
  let child: ChildProcess | undefined;
  let text = '';
  const url = `http://127.0.0.1:${port}`;
  return {
    url,
    text: () => text,
    start: async () => {
      const from = text.length;
      const started = spawn(process.execPath, [script, 'start'], {
        env: { PATH, PORT: port, ...unpaced, ...variables },
      });
      for (const stream of [started.stdout, started.stderr])
        stream.setEncoding('utf8').on('data', (chunk: string) => {
          text += chunk;
        });
      child = started;
      while (!/Ctrl-C/.test(text.slice(from))) {
        if (started.exitCode !== null) throw new Error(`ended:\n${text}`);
        await pause(20);
      }
    },
    end: async (signal) => {
      if (!child) throw new Error('not started');
      const ended = once(child, 'close');
      child.kill(signal);
      const [code] = await ended;
      return code;
    },
  };
}

export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

export const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

export interface Submission {
  readonly variantId: string;
  readonly submissionKey: string;
}

/** What all students were told, and how often they were told what. */
export interface Told {
  readonly acknowledged: Submission[];
  readonly statuses: Map<number | 'no answer', number>;
  /** The latest page with which something was refused; an answer. */
  refusal: string;
  refusedAnswer: string;
  retryAfter: string | null;
}

export interface Students {
  readonly told: Told;
  /** Resolves when each has been told that the last answer counts. */
  stop(): Promise<void>;
}

const answersEach = 3;

/** Each answers on and on; what is not acknowledged is sent again, the same form. */
export function sendStudents(site: Site, count: number): Students {
  const told: Told = {
    acknowledged: [],
    statuses: new Map(),
    refusal: '',
    refusedAnswer: '',
    retryAfter: null,
  };
  let stopping = false;
  const work = async (): Promise<void> => {
    const device = makeDevice(site);
    const until = async (ask: () => Promise<Response>): Promise<Response> => {
      for (;;) {
        const response = await ask().catch(() => undefined);
        const status = response?.status ?? 'no answer';
        told.statuses.set(status, (told.statuses.get(status) ?? 0) + 1);
        if (response && response.status < 400) return response;
        if (response?.status === 503) {
          told.refusal = await response.text();
          told.retryAfter = response.headers.get('retry-after');
        }
        await pause(100);
      }
    };
    while (!stopping) {
      const opened = await until(() => device.post('/practise', { next: 'dw-linear' }));
      const address = opened.headers.get('location') ?? '';
      for (let number = 1; number <= answersEach && !stopping; number++) {
        const page = await (await until(() => device.get(address))).text();
        const [, submissionKey = ''] = /name="submission" value="(\w+)"/.exec(page) ?? [];
        const form = { submission: submissionKey, 'answer.p1': `${number}.0625` };
        await until(async () => {
          const answered = await device.post(address, form);
          if (answered.status === 503) told.refusedAnswer = await answered.clone().text();
          return answered;
        });
        told.acknowledged.push({ variantId: address.split('/').at(-1) ?? '', submissionKey });
      }
    }
  };
  const working = Promise.all(Array.from({ length: count }, work));
  return {
    told,
    stop: async () => {
      stopping = true;
      await working;
    },
  };
}
