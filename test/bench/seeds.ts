/**
 * Ten thousand seeds of every exercise, examined by the formula columns: `tsx test/bench/seeds.ts [seeds]`.
 * Prints what was found for each exercise and which mistakes no exercise shows. Fails on a problem.
 */
import { mistakeIds } from '../../src/mistakes/catalogue.ts';
import { definitions } from '../exercise/catalogue.ts';
import { examine } from '../exercise/variant-checks.ts';
import { aligned } from './measure.ts';

const seeds = Number(process.argv[2] ?? 10_000);
const shown = new Map<string, number>();
const problems: string[] = [];

const rows = definitions.map((definition) => {
  const start = performance.now();
  const found = examine(
    definition,
    Array.from({ length: seeds }, (_, n) => `seed ${n}`),
  );
  for (const [id, times] of found.shown) shown.set(id, (shown.get(id) ?? 0) + times);
  problems.push(...found.problems);
  const cells = [
    found.variants,
    found.parts,
    (found.draws / seeds).toFixed(1),
    found.nearest.toFixed(4),
    found.problems.length,
    ((performance.now() - start) / seeds).toFixed(2),
  ];
  return [definition.id, ...cells.map((cell) => cell.toLocaleString('en'))];
});

console.log(
  aligned([
    ['exercise', 'variants', 'parts judged', 'draws each', 'nearest', 'problems', 'ms each'],
    ...rows,
  ]),
);
const missing = mistakeIds.filter((id) => id !== 'ROUNDED_EARLY' && !shown.has(id));
console.log(`shown unmasked: ${mistakeIds.length - 1 - missing.length} of ${mistakeIds.length - 1} mistakes`);
if (missing.length > 0) console.log(`by no exercise: ${missing.join(' ')}`);
for (const problem of problems.slice(0, 20)) console.error(problem);
if (problems.length > 0) process.exitCode = 1;
