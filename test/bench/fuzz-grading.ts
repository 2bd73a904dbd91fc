/**
 * Types soup into every box of every exercise and counts throws and attempts that take longer than a second:
 * npx tsx test/bench/fuzz-grading.ts [attempts] [seed]. Fails on any.
 */
import { gradeAttempt } from '../../src/grading/grade-attempt.ts';
import { definitions, variantOf } from '../exercise/catalogue.ts';
import { tokenSoup } from './soup.ts';

const attempts = Number(process.argv[2] ?? 20_000);
const soup = tokenSoup(Number(process.argv[3] ?? 1));
const locales = ['en', 'de', 'fa', 'fr-CH', 'no such tag'];
const slowMs = 1000;

const variants = definitions.flatMap((definition) =>
  ['soup 1', 'soup 2', 'soup 3'].map((seed) => variantOf(definition, seed)),
);
const verdicts = new Map<string, number>();
let [throws, slow, slowest] = [0, 0, 0];
for (let index = 0; index < attempts; index++) {
  const variant = variants[index % variants.length];
  if (!variant) continue;
  const typed = Object.fromEntries(variant.parts.map(({ id }) => [id, soup()]));
  const start = process.cpuUsage();
  try {
    for (const { verdict } of gradeAttempt(variant, typed, locales[index % locales.length] ?? 'en').parts)
      verdicts.set(verdict.kind, (verdicts.get(verdict.kind) ?? 0) + 1);
  } catch (error) {
    throws++;
    console.log(`throw ${error}`, variant.exercise, JSON.stringify(typed).slice(0, 300));
  }
  const ms = process.cpuUsage(start).user / 1000;
  slowest = Math.max(slowest, ms);
  if (ms > slowMs) {
    slow++;
    console.log(`slow, ${ms.toFixed(0)} ms`, variant.exercise, JSON.stringify(typed).slice(0, 300));
  }
}
console.log(`${attempts} attempts, ${throws} throws, ${slow} slow, max ${slowest.toFixed(0)} ms`);
console.log(Object.fromEntries(verdicts));
process.exitCode = throws + slow > 0 ? 1 : 0;
