/**
 * Reads a million inputs (mutated answers, random tokens, unicode soup) as numbers and as formulas, and counts
 * throws and answers slower than 50 ms: npx tsx test/bench/fuzz-parser.ts [inputs] [seed]. Fails on any throw, and
 * on a slow answer that is slow again when asked a second time (a pause to collect garbage is not).
 */
import { explainProblem } from '../../src/formula/explain.ts';
import { parseFormula } from '../../src/formula/parse.ts';
import { readNumber } from '../../src/formula/read-number.ts';
import { show } from '../../src/formula/show.ts';
import { typeset } from '../../src/formula/typeset.ts';
import { rational } from '../../src/number/rational.ts';
import { tokenSoup } from './soup.ts';

const inputs = Number(process.argv[2] ?? 1_000_000);
const soup = tokenSoup(Number(process.argv[3] ?? 1));
const locales = ['en', 'de', 'fr', 'fa', 'de-CH', 'en-IN', 'ar-EG'];
const given = new Map(
  ['x1', 'x2', 'w11', 'h1', 'e1', 'E', 'eta', "f'(a1)", 'dE/du11'].map((name) => [name, rational(3, 10)]),
);
const slowMs = 50;

let [throws, slow, slowest] = [0, 0, 0];
for (let index = 0; index < inputs; index++) {
  const text = soup();
  const locale = locales[index % locales.length] ?? 'en';
  try {
    let ms = timeMs(() => readAll(text, locale));
    if (ms > slowMs)
      ms = Math.min(
        ms,
        timeMs(() => readAll(text, locale)),
      );
    slowest = Math.max(slowest, ms);
    if (ms > slowMs) report('slow', text, ms, slow++);
  } catch (error) {
    report(`throw ${error}`, text, 0, throws++);
  }
}
console.log(`${inputs} inputs, ${throws} throws, ${slow} slow, max ${slowest.toFixed(1)} ms`);
process.exitCode = throws + slow > 0 ? 1 : 0;

/** Time of this process, so that what else the machine does is not counted. */
function timeMs(run: () => void): number {
  const start = process.cpuUsage();
  run();
  return process.cpuUsage(start).user / 1000;
}

function readAll(text: string, locale: string): void {
  const number = readNumber(text, locale, given);
  if (number.kind === 'problem') explainProblem(number.problem, 'en');
  const reading = parseFormula(text, { locale, names: 'any' });
  if (reading.kind === 'problem') return;
  typeset(reading.formula);
  show(reading.formula);
}

function report(what: string, text: string, ms: number, before: number): void {
  if (before < 20) console.log(what, ms.toFixed(1), JSON.stringify(text).slice(0, 300));
}
