/**
 * Intervals beside decimal.js: at 100,000 random points (or as many as the first argument says) no value may
 * escape its enclosure; then the time of each function at 64 and 192 bits, and of decimal.js at as many digits.
 */
import { Decimal } from 'decimal.js';
import { intervals } from '../../src/number/interval.ts';
import { parseRational } from '../../src/number/rational.ts';
import {
  contains,
  drawPoint,
  enclose,
  type OracleFunction,
  oracleFunctions,
  oracles,
  seededRandom,
} from '../number/interval-oracle.ts';
import { aligned, measure, threeDigits } from './measure.ts';

const total = Number(process.argv[2] ?? 100_000);
const perFunction = Math.ceil(total / oracleFunctions.length);
const seconds = 0.3;
const decimals = ['0.3', '0.71', '1.23', '2.713'];

const escapes = oracleFunctions.map((fn, i) => ({ fn, count: escapesOf(fn, seededRandom(1000 + i)) }));
const escaped = escapes.reduce((sum, { count }) => sum + count, 0);
console.log(`${perFunction * oracleFunctions.length} points, ${escaped} escapes`);
for (const { fn, count } of escapes.filter((row) => row.count > 0)) console.log(`  ${fn}: ${count}`);

for (const bits of [64, 192]) {
  const digits = Math.ceil(bits * Math.log10(2));
  const header = [`${bits} bits`, 'median µs', 'p99 µs', `decimal.js ${digits} digits`, 'ratio'];
  console.log(`\n${aligned([header, ...oracleFunctions.map((fn) => timesOf(fn, bits, digits))])}`);
}
if (escaped > 0) process.exitCode = 1;

function escapesOf(fn: OracleFunction, random: () => number): number {
  let count = 0;
  for (let i = 0; i < perFunction; i++) {
    const point = drawPoint(fn, i, random);
    const { enclosure, bits } = enclose(fn, point);
    if (!contains(enclosure, bits, oracles[fn](point.decimal))) count++;
  }
  return count;
}

function timesOf(fn: OracleFunction, bits: number, digits: number): readonly string[] {
  const room = intervals(bits);
  const Digits = Decimal.clone({ precision: digits });
  const enclosed = decimals.map((text) => room.fromRational(parseRational(text)));
  const plain = decimals.map((text) => new Digits(text));
  const ours = measure(fn, (i) => room[fn](enclosed[i % 4] ?? enclosed[0] ?? { lo: 1n, hi: 1n }), {
    seconds,
  });
  const theirs = measure(fn, (i) => oracles[fn](plain[i % 4] ?? new Digits(1)), { seconds });
  const times = [ours.median, ours.p99, theirs.median].map(threeDigits);
  return [fn, ...times, threeDigits(theirs.median / ours.median)];
}
