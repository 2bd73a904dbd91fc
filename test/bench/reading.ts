/** Medians of reading, of numeric verdicts and of formula verdicts: npx tsx test/bench/reading.ts */
import { parseFormula } from '../../src/formula/parse.ts';
import { readNumber } from '../../src/formula/read-number.ts';
import type { Real } from '../../src/formula/real.ts';
import { sameFormula } from '../../src/formula/same.ts';
import { compareNumber, typedNumber } from '../../src/grading/compare.ts';
import { rational } from '../../src/number/rational.ts';

const names = new Set(['x1', 'y1', 'y2', 't1', 't2', 'u11', 'u12', 'h1', 'a1', 'z1', 'z2', 'w11']);
const numbers = ['-3/40', '0.0938', '1.2e-3', '0.5*0.25*(1-0.25)', '۰٫۰۳۱', '1,2·10^-3'];
const key: Real = { kind: 'exact', value: rational(-3, 40) };
const gradient = '((y1-t1)*y1*(1-y1)*u11+(y2-t2)*y2*(1-y2)*u12)*h1*(1-h1)*x1';
const formulas = [
  ['equal, polynomial', gradient, 'x1 h1(1-h1)(u12 y2(1-y2)(y2-t2)+u11 y1(1-y1)(y1-t1))'],
  ['unequal, polynomial', gradient, '((y1-t1)*y1*(1-y1)*u11+(y2-t2)*y2*(1-y2)*u12)*h1*x1'],
  [
    'equal, sigmoid',
    '(sigmoid(z1)-t1)*sigmoid(z1)*(1-sigmoid(z1))*h1',
    '(sigmoid(z1)-t1)*exp(-z1)/(1+exp(-z1))^2*h1',
  ],
  ['unequal, sigmoid', '(sigmoid(z1)-t1)*sigmoid(z1)*(1-sigmoid(z1))*h1', '(sigmoid(z1)-t1)*sigmoid(z1)*h1'],
  ['equal, ReLU', 'relu(a1)*(y1-t1)', '(y1-t1)*a1*gate(a1)'],
] as const;

for (const text of numbers) {
  report(`read and compare ${text}`, () => {
    const reading = readNumber(text, 'en');
    if (reading.kind !== 'problem') compareNumber(typedNumber(reading), key, { kind: 'significant', n: 3 });
  });
}
for (const [what, left, right] of formulas) {
  report(`read and compare formulas, ${what}`, () => {
    const [a, b] = [parseFormula(left, { names }), parseFormula(right, { names })];
    if (a.kind === 'formula' && b.kind === 'formula') sameFormula(a.formula, b.formula);
  });
}

function report(what: string, run: () => void): void {
  const times = Array.from({ length: 3000 }, () => {
    const start = performance.now();
    run();
    return performance.now() - start;
  }).sort((a, b) => a - b);
  console.log(
    `${what}: median ${(1000 * (times[1500] ?? 0)).toFixed(1)} µs, 99 % ${(1000 * (times[2970] ?? 0)).toFixed(1)} µs`,
  );
}
