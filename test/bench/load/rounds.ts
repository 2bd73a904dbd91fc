/** Several servers under the same load, in turn, over several rounds, so that what disturbs one disturbs all. */
import { aligned, threeDigits } from '../measure.ts';
import type { Running } from './processes.ts';
import type { Volley } from './shoot.ts';

export interface Contestant {
  readonly name: string;
  /** Ratios are to this one. */
  readonly alternative?: boolean;
  load(connections: number): Promise<Volley>;
  /** Until what runs often has been compiled. */
  warm?(): Promise<unknown>;
  /** None where no process of ours serves it. */
  readonly servers?: readonly Running[];
}

export async function contest(contestants: readonly Contestant[], levels: readonly number[], rounds: number) {
  for (const { warm } of contestants) await warm?.();
  for (const connections of levels) {
    const volleys = contestants.map((): Weighed[] => []);
    for (let round = 0; round < rounds; round++) {
      for (const [index, each] of contestants.entries())
        volleys[index]?.push(await weighed(each, connections));
    }
    console.log(`\n${table(contestants, volleys.map(middleOf), connections)}`);
  }
}

interface Weighed extends Volley {
  /** What its servers worked for one answer. */
  readonly cpuMs: number;
}

async function weighed({ load, servers = [] }: Contestant, connections: number): Promise<Weighed> {
  const worked = () => servers.reduce((sum, { cpuMs }) => sum + cpuMs(), 0);
  const [before, volley] = [worked(), await load(connections)];
  return { ...volley, cpuMs: (worked() - before) / volley.answers };
}

function middleOf(volleys: readonly Weighed[]): Weighed {
  const middle = (of: (volley: Weighed) => number) =>
    volleys.map(of).toSorted((a, b) => a - b)[Math.floor(volleys.length / 2)] ?? Number.NaN;
  return {
    perSecond: middle(({ perSecond }) => perSecond),
    medianMs: middle(({ medianMs }) => medianMs),
    p99Ms: middle(({ p99Ms }) => p99Ms),
    cpuMs: middle(({ cpuMs }) => cpuMs),
    answers: volleys.reduce((sum, { answers }) => sum + answers, 0),
    errors: volleys.reduce((sum, { errors }) => sum + errors, 0),
  };
}

function table(contestants: readonly Contestant[], volleys: readonly Weighed[], connections: number): string {
  const base = volleys[contestants.findIndex(({ alternative }) => alternative)];
  const columns: Readonly<Record<string, (of: Weighed, servers: readonly Running[]) => string>> = {
    'per second': ({ perSecond }) => Math.round(perSecond).toLocaleString('en'),
    '×': ({ perSecond }) => ratio(perSecond, base?.perSecond),
    'median ms': ({ medianMs }) => threeDigits(medianMs),
    'p99 ms': ({ p99Ms }) => threeDigits(p99Ms),
    '× ': ({ p99Ms }) => ratio(p99Ms, base?.p99Ms),
    'CPU ms': ({ cpuMs }, { length }) => (length === 0 ? '' : threeDigits(cpuMs)),
    '×  ': ({ cpuMs }, { length }) => (length === 0 ? '' : ratio(cpuMs, base?.cpuMs)),
    errors: ({ errors }) => `${errors}`,
    MB: (_, servers) => Math.round(servers.reduce((sum, { residentMb }) => sum + residentMb(), 0)).toString(),
  };
  const rows = contestants.map(({ name, servers = [] }, index) => {
    const volley = volleys[index];
    return [name, ...Object.values(columns).map((cell) => (volley ? cell(volley, servers) : ''))];
  });
  return aligned([[`${connections} connections`, ...Object.keys(columns)], ...rows]);
}

const ratio = (value: number, to: number | undefined): string => (to ? threeDigits(value / to) : '');
