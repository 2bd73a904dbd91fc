/**
 * Medians of verdicts on numbers and on formulas, reading included, and of whole attempts; formulas beside mathjs'
 * symbolicEqual on the same pairs, with its right and wrong verdicts counted: npx tsx test/bench/grading.ts
 */
import { parse, symbolicEqual } from 'mathjs';
import { makeVariant } from '../../src/exercise/make-variant.ts';
import { exactly } from '../../src/exercise/values.ts';
import type { Variant } from '../../src/exercise/variant.ts';
import { readNumber } from '../../src/formula/read-number.ts';
import { compareNumber, typedNumber } from '../../src/grading/compare.ts';
import { gradeAttempt } from '../../src/grading/grade-attempt.ts';
import { gradeFormula, keyFor, readFormula } from '../../src/grading/grade-formula.ts';
import { definitionOf, variantOf } from '../exercise/catalogue.ts';
import { decimal, keysOf } from '../grading/attempts.ts';
import { type Measurement, measure, report } from './measure.ts';

const seconds = 0.5;
/** As it comes from the store: nothing is remembered of it. */
const fresh = (variant: Variant): Variant => ({ ...variant });

const linear = variantOf(definitionOf('dw-linear'), 'bench');
const steps = variantOf(definitionOf('dw-sigmoid-given'), 'bench');
const formula = variantOf(definitionOf('formula-dw'), 'bench');
const fromInputs = sigmoidFromInputs();

console.log(
  report([
    numberVerdict('number, rational key', linear),
    numberVerdict('number, enclosed key (sigmoid/sigmoid from x)', fromInputs),
    ...attempts('1 box, linear', linear),
    ...attempts('1 box, sigmoid/sigmoid from x', fromInputs),
    ...attempts('5 boxes, sigmoid given', steps),
    ...attempts('a formula', formula),
  ]),
);
formulasBesideMathjs();

/** The variant's numbers are new to every call; its key is computed with the verdict. */
function numberVerdict(name: string, variant: Variant): Measurement {
  const [part] = variant.parts;
  if (!part) throw new Error('a part');
  const typed = decimal(exactly(part.quantity, variant), 6);
  const key = exactly(part.quantity, variant);
  const verdict = () => {
    const reading = readNumber(typed, 'en');
    const own = key.kind === 'exact' ? key : exactly(part.quantity, fresh(variant));
    return reading.kind !== 'problem' && compareNumber(typedNumber(reading), own, part.tolerance);
  };
  return measure(name, verdict, { seconds });
}

function attempts(name: string, variant: Variant): readonly Measurement[] {
  const right = keysOf(variant);
  const wrong = Object.fromEntries(Object.keys(right).map((id) => [id, '0.12345']));
  const run = (typed: Readonly<Record<string, string>>) => () => gradeAttempt(fresh(variant), typed, 'en');
  return [
    measure(`attempt, ${name}, right`, run(right), { seconds }),
    measure(`attempt, ${name}, wrong, nothing fits`, run(wrong), { seconds }),
  ];
}

function sigmoidFromInputs(): Variant {
  const net = { hidden: 'sigmoid', output: 'sigmoid', loss: 'half' } as const;
  const made = makeVariant({ ...definitionOf('dw-linear'), id: 'bench', net }, 'bench');
  if (made.kind === 'none') throw new Error(made.constraint);
  return made.variant;
}

interface Pair {
  readonly typed: string;
  readonly same: boolean;
}

/** Chain-rule forms of ∂E/∂w as people write them, and the usual slips. */
function pairsOf({ drawn }: Variant): { readonly right: string; readonly pairs: readonly Pair[] } {
  const [i = '', j = ''] = [drawn.i, drawn.j];
  const path = (k: number) => `(y${k}-t${k})*y${k}*(1-y${k})*u${j}${k}`;
  const [one, two, slope] = [path(1), path(2), `h${j}*(1-h${j})`];
  const right = `(${one}+${two})*${slope}*x${i}`;
  const same = [
    `x${i}*${slope}*(${two}+${one})`,
    `${one}*${slope}*x${i}+${two}*${slope}*x${i}`,
    `(${one}+${two})*(h${j}-h${j}^2)*x${i}`,
    `((y1-t1)*(y1-y1^2)*u${j}1+(y2-t2)*(y2-y2^2)*u${j}2)*${slope}*x${i}`,
    `-((t1-y1)*y1*(1-y1)*u${j}1+(t2-y2)*y2*(1-y2)*u${j}2)*${slope}*x${i}`,
    `x${i}*h${j}*(${one}+${two})-x${i}*h${j}^2*(${one}+${two})`,
    `(y1^2*(1-y1)*u${j}1-t1*y1*(1-y1)*u${j}1+${two})*${slope}*x${i}`,
    `(${one}+${two})/(1/h${j})*(1-h${j})*x${i}`,
    `(u${j}1*y1*(1-y1)*(y1-t1)+u${j}2*y2*(1-y2)*(y2-t2))*x${i}*(1-h${j})*h${j}`,
    `${slope}*x${i}*2*(${one}/2+${two}/2)`,
  ];
  const different = [
    `(${one}+${two})*x${i}`,
    `${one}*${slope}*x${i}`,
    `(${one}-${two})*${slope}*x${i}`,
    `((y1-t1)*u${j}1+(y2-t2)*u${j}2)*${slope}*x${i}`,
    `(${one}+${two})*h${j}*x${i}`,
    `(${one}+${two})*${slope}*h${j}`,
    `(${one}+${two})*${slope}`,
    `2*(${one}+${two})*${slope}*x${i}`,
    `((t1-y1)*y1*(1-y1)*u${j}1+(t2-y2)*y2*(1-y2)*u${j}2)*${slope}*x${i}`,
    `(y1*y1*(1-y1)*u${j}1+y2*y2*(1-y2)*u${j}2)*${slope}*x${i}`,
  ];
  return {
    right,
    pairs: [
      ...same.map((typed) => ({ typed, same: true })),
      ...different.map((typed) => ({ typed, same: false })),
    ],
  };
}

function formulasBesideMathjs(): void {
  const { right, pairs } = pairsOf(formula);
  const quantity = formula.parts[0]?.quantity ?? '';
  const key = keyFor(formula, quantity);
  const own = (typed: string, judge: 'verdict' | 'with counterexample'): boolean => {
    const reading = readFormula(typed, key, 'en');
    if (reading.kind === 'problem') throw new Error(`unreadable: ${typed}`);
    return judge === 'verdict'
      ? key.isRight(reading.formula) === true
      : gradeFormula(formula, quantity, reading.formula).kind === 'right';
  };
  const time = (name: string, chosen: readonly Pair[], judge: (typed: string) => unknown, s = seconds) =>
    measure(name, (call) => judge(chosen[call % chosen.length]?.typed ?? right), { seconds: s });
  const [same, different] = [pairs.filter((pair) => pair.same), pairs.filter((pair) => !pair.same)];
  const ours = time('all pairs', pairs, (typed) => own(typed, 'verdict'));
  const rows = [
    ours,
    time('equal pairs', same, (typed) => own(typed, 'verdict')),
    time('different pairs', different, (typed) => own(typed, 'verdict')),
    time('all pairs, with counterexample', pairs, (typed) => own(typed, 'with counterexample')),
    time('mathjs symbolicEqual, all pairs', pairs, (typed) => symbolicEqual(parse(typed), parse(right)), 4),
  ];
  console.log(`\nformulas, reading included\n${report(rows, ours)}`);
  count('Chainmark', pairs, (typed) => own(typed, 'verdict'));
  count('mathjs symbolicEqual', pairs, (typed) => symbolicEqual(parse(typed), parse(right)));
}

function count(name: string, pairs: readonly Pair[], judge: (typed: string) => boolean): void {
  const verdicts = pairs.map(({ typed, same }) => ({ same, called: judge(typed) }));
  const agreeing = (same: boolean) =>
    verdicts.filter((each) => each.same === same && each.called === same).length;
  const all = (same: boolean) => verdicts.filter((each) => each.same === same).length;
  console.log(
    `${name}: ${agreeing(true)} of ${all(true)} equal pairs called equal, ${agreeing(false)} of ${all(false)} different ones different`,
  );
}
