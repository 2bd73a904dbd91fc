/** Requests over so many connections for so long, by undici; every answer is looked at, every time kept. */
import { setTimeout } from 'node:timers/promises';
import { Client } from 'undici';

export interface Volley {
  readonly perSecond: number;
  readonly medianMs: number;
  readonly p99Ms: number;
  readonly answers: number;
  /** Answers that were not what they should be, and requests without one. */
  readonly errors: number;
}

export interface Shot {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  /** Whether the answer is what it should be. */
  accepts(answer: { readonly status: number; readonly body: string }): boolean;
}

export interface Target {
  /** Connections go to each in turn. */
  readonly url: string | readonly string[];
  readonly connections: number;
  readonly seconds?: number;
  /** So many cycles instead. */
  readonly amount?: number;
}

/** A connection's turns: each gets what is the connection's own for as long as a cycle of shots lasts. */
export type Turn = (cycle: object) => Shot;

/** The shots of a cycle count as one. */
export async function shoot(
  { url, connections, seconds = 1, amount = Number.POSITIVE_INFINITY }: Target,
  turns: readonly Turn[],
): Promise<Volley> {
  const urls = [url].flat();
  const times: number[] = [];
  let [begun, errors] = [0, 0];
  const began = performance.now();
  const goesOn = () =>
    begun < amount && (Number.isFinite(amount) || performance.now() - began < seconds * 1000);
  const connect = async (origin = ''): Promise<void> => {
    const client = new Client(origin, { pipelining: 1, headersTimeout: 30_000, bodyTimeout: 30_000 });
    while (goesOn()) {
      begun++;
      const start = performance.now();
      const cycle = {};
      for (const turn of turns) if (!(await hits(client, turn(cycle)))) errors++;
      times.push(performance.now() - start);
    }
    await client.close();
  };
  await Promise.all(Array.from({ length: connections }, (_, i) => connect(urls[i % urls.length])));
  const elapsed = (performance.now() - began) / 1000;
  return { answers: times.length, perSecond: times.length / elapsed, ...spread(times), errors };
}

/** After a request without an answer a moment passes, so that a server that is gone is not asked in a tight loop. */
async function hits(client: Client, { accepts, ...shot }: Shot): Promise<boolean> {
  try {
    const { statusCode: status, body } = await client.request(shot);
    return accepts({ status, body: await body.text() });
  } catch {
    await setTimeout(100);
    return false;
  }
}

function spread(times: readonly number[]): Pick<Volley, 'medianMs' | 'p99Ms'> {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (share: number) => sorted[Math.floor(share * (sorted.length - 1))] ?? Number.NaN;
  return { medianMs: at(0.5), p99Ms: at(0.99) };
}
