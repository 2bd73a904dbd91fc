/** Requests over so many connections for so long, by autocannon; every answer is looked at, every time kept. */
import autocannon from 'autocannon';

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
  readonly url: string | readonly string[];
  readonly connections: number;
  readonly seconds?: number;
  readonly amount?: number;
}

/** A connection's turns: each gets what is the connection's own for as long as a cycle of shots lasts. */
export type Turn = (cycle: object) => Shot;

/** The shots of a cycle count as one. */
export async function shoot(target: Target, turns: readonly Turn[]): Promise<Volley> {
  let errors = 0;
  const expected = new WeakMap<object, Shot>();
  const requests = turns.map((turn) => ({
    setupRequest: (request: autocannon.Request, cycle: object) => {
      const shot = turn(cycle);
      expected.set(cycle, shot);
      return { ...request, ...shot, headers: { ...shot.headers } };
    },
    onResponse: (status: number, body: string, cycle: object) => {
      if (!expected.get(cycle)?.accepts({ status, body })) errors++;
    },
  }));
  const times: number[] = [];
  const began = performance.now();
  errors += await run(target, requests, timesOfCycles(turns.length, times));
  const elapsed = (performance.now() - began) / 1000;
  return { answers: times.length, perSecond: times.length / elapsed, ...spread(times), errors };
}

/** Resolves with the number of requests that got no answer. */
function run(
  { url, connections, seconds = 1, amount }: Target,
  requests: autocannon.Request[],
  onResponse: (client: object, ms: number) => void,
): Promise<number> {
  const end = amount ? { amount: amount * requests.length } : { duration: seconds };
  const options = { url: url as string, connections, ...end, requests, timeout: 30, sampleInt: 100 };
  return new Promise((resolve, reject) => {
    const shooting = autocannon(options, (error, result) => {
      if (error) reject(error);
      else resolve(result.errors + result.timeouts);
    });
    shooting.on('response', (client, _status, _bytes, ms) => onResponse(client, ms));
  });
}

/** Adds up the requests of each connection's cycle. */
function timesOfCycles(length: number, times: number[]) {
  const under = new WeakMap<object, { done: number; ms: number }>();
  return (client: object, ms: number): void => {
    const cycle = under.get(client) ?? { done: 0, ms: 0 };
    under.set(client, cycle);
    cycle.done++;
    cycle.ms += ms;
    if (cycle.done < length) return;
    times.push(cycle.ms);
    under.delete(client);
  };
}

function spread(times: readonly number[]): Pick<Volley, 'medianMs' | 'p99Ms'> {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (share: number) => sorted[Math.floor(share * (sorted.length - 1))] ?? Number.NaN;
  return { medianMs: at(0.5), p99Ms: at(0.99) };
}
