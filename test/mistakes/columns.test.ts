/**
 * Every row of the catalogue, in every form, beside the two formula columns computed by hand.
 *
 * Deliberate readings, where the catalogue leaves a choice:
 * - A slope mistake is void where the unit has no slope of its own: linear units, and softmax, whose outputs
 *   share one (but M09 and M10 read there as δ_k = e_k and e_k·y_k). M12 to M15 are void but for sigmoid and
 *   tanh, whose slopes are learnt by heart.
 * - M04 with other losses: E_k of that loss in place of its derivative; with cross-entropy in place of δ_k.
 * - M05 to M07 with cross-entropy change e_k in δ_k = e_k.
 * - M08 keeps f'(a_j) as it is: it forgets to apply f, not what f is.
 * - M16: the second output takes the slope of the first.
 * - M42 at a softmax output: y_k(1 − y_k) for δ_k.
 * - E_1 does not feel y_2 unless they share a softmax: ∂E_1/∂u_j2 is 0, and M27, M30 and M42 leave it so.
 * - M54 is a form of its own for E_1 and for E_2, and for w alone.
 */
import { describe, expect, it } from 'vitest';
import { compileDoubles } from '../../src/formula/double-tape.ts';
import { answerTape } from '../../src/mistakes/answers.ts';
import { type MistakeId, mistakeIds } from '../../src/mistakes/catalogue.ts';
import { gradientName, type Target, targets, weightNames } from '../../src/net/quantity.ts';
import type { NetSpec } from '../../src/net/spec.ts';
import { drawCase, showSpec, specs } from '../net/oracles/cases.ts';
import { columnsOf, type Entry, gradientOfU, gradientOfW } from './columns.ts';
import { netNumbers } from './net-numbers.ts';

const none = { cut: new Set<string>(), shown: new Set<string>() };

describe.each(targets)('the answer to the gradient of %s under a mistake', (target) => {
  it('is that of the formula columns, for every row, form and weight of every net', () => {
    const nets = specs.filter(({ loss }) => target === 'E' || loss === 'half' || loss === 'crossEntropy');
    expect(nets.flatMap((spec) => disagreements(spec, target, [1, 2]))).toEqual([]);
  });
});

describe('the catalogue', () => {
  it('has the 56 rows in order', () => {
    expect(mistakeIds).toHaveLength(56);
  });
});

/** 'sigmoid/tanh/half dE/dw11 M…: engine …, column …' */
function disagreements(spec: NetSpec, target: Target, seeds: readonly number[]): readonly string[] {
  const asked = weightNames.map((weight) => gradientName(target, weight));
  const { tape, answers } = answerTape(spec, none, asked);
  const doubles = compileDoubles(tape);
  return seeds.flatMap((seed) => {
    const { hundredths } = drawCase(spec, seed);
    const value = (name: string) =>
      /^[xwut]|^eta/.test(name) ? (hundredths.get(name) ?? 0) / 100 : undefined;
    const registers = doubles.run(doubles.inputs.map((name) => value(name) ?? Number.NaN));
    const net = netNumbers(spec, value, target);
    const columns = columnsOf(net);
    return answers.flatMap(({ quantity, right, wrong }) => {
      const weight = quantity.slice(-3);
      const [n, m] = [Number(weight[1]), Number(weight[2])];
      const isU = weight.startsWith('u');
      const key = isU ? gradientOfU(net, n, m) : gradientOfW(net, n, m);
      const wrongBy = (id: MistakeId) => (isU ? columns[id].u(n, m) : columns[id].w(n, m));
      const rows = mistakeIds.map((id) => {
        const engine = distinct(
          wrong.filter(({ mistake }) => mistake === id).map(({ register }) => registers[register]),
          key,
        );
        const column = distinct(wrongBy(id), key);
        return same(engine, column) ? undefined : `${id}: ${engine}, column ${column}`;
      });
      const rightRow = near(registers[right] ?? Number.NaN, key)
        ? undefined
        : `right: ${registers[right]}, ${key}`;
      return [rightRow, ...rows].flatMap((row) =>
        row ? [`${showSpec(spec)} ${seed} ${quantity} ${row}`] : [],
      );
    });
  });
}

const near = (left: number, right: number): boolean =>
  left === right || Math.abs(left - right) <= 1e-9 * Math.max(Math.abs(left), Math.abs(right), 1e-3);

/** Beyond this a value is a share of a column that adds up to 0 but for rounding: none. */
const pole = 1e9;

/** The different finite values that are not the right one, in order of size. */
function distinct(values: readonly Entry[], right: number): readonly number[] {
  const wrong = values.flatMap((value) =>
    value !== undefined && Math.abs(value) < pole && !near(value, right) ? [value] : [],
  );
  return wrong
    .filter((value, at) => wrong.findIndex((each) => near(each, value)) === at)
    .sort((l, r) => l - r);
}

const same = (left: readonly number[], right: readonly number[]): boolean =>
  left.length === right.length && left.every((value, n) => near(value, right[n] ?? Number.NaN));
