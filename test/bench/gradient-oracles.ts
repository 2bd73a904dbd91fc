/**
 * The engine beside every oracle, over at least a thousand nets for each pair of activations (shared among the
 * losses that go with the pair): `tsx test/bench/gradient-oracles.ts [nets per pair]`. Fails on a disagreement.
 */
import type { NetSpec } from '../../src/net/spec.ts';
import { type Agreement, besideTensorFlow, oracles } from '../net/oracles/agreement.ts';
import { specs } from '../net/oracles/cases.ts';
import { loadTensorFlow } from '../net/oracles/tensorflow-gradients.ts';
import { aligned } from './measure.ts';

const netsPerPair = Number(process.argv[2] ?? 1000);
const pairOf = ({ hidden, output }: NetSpec): string => `${hidden}/${output}`;
const pairs = [...new Set(specs.map(pairOf))];

const tf = await loadTensorFlow();
const all: Readonly<Record<string, (spec: NetSpec, seeds: number) => Agreement>> = {
  ...oracles,
  'TensorFlow.js': (spec, seeds) => besideTensorFlow(tf, spec, seeds),
};

const rows = Object.entries(all).map(([name, oracle]) => {
  const start = performance.now();
  const found = pairs.map((pair) => ofPair(pair, oracle)).filter(({ nets }) => nets > 0);
  const sum = (of: (each: Agreement) => number) => found.reduce((so, each) => so + of(each), 0);
  for (const { disagreements } of found)
    for (const each of disagreements.slice(0, 3)) console.error(name, each);
  return {
    pairs: found.length,
    least: Math.min(...found.map(({ nets }) => nets)),
    wrong: sum(({ disagreements }) => disagreements.length),
    cells: [name, sum(({ nets }) => nets), sum(({ compared }) => compared)],
    seconds: (performance.now() - start) / 1000,
  };
});

const header = ['oracle', 'nets', 'values', 'pairs', 'nets per pair at least', 'disagreements', 'seconds'];
const table = rows.map(({ cells, pairs: count, least, wrong, seconds }) =>
  [...cells, count, least, wrong, seconds.toFixed(0)].map((cell) => cell.toLocaleString('en')),
);
console.log(aligned([header, ...table]));
if (rows.some(({ wrong, least }) => wrong > 0 || least < netsPerPair)) process.exitCode = 1;

/** The nets of one pair, shared evenly among its losses. */
function ofPair(pair: string, oracle: (spec: NetSpec, seeds: number) => Agreement): Agreement {
  const ofThisPair = specs.filter((spec) => pairOf(spec) === pair);
  const seeds = Math.ceil(netsPerPair / ofThisPair.length);
  return ofThisPair
    .map((spec) => oracle(spec, seeds))
    .reduce((so, each) => ({
      nets: so.nets + each.nets,
      compared: so.compared + each.compared,
      disagreements: [...so.disagreements, ...each.disagreements],
    }));
}
