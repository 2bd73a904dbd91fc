import { describe, expect, it } from 'vitest';
import type { Variant } from '../../src/exercise/variant.ts';
import { gradeAttempt } from '../../src/grading/grade-attempt.ts';
import { parseRational, rational, rationals } from '../../src/number/rational.ts';
import { definitionOf, variantOf } from '../exercise/catalogue.ts';
import { keysOf, rationalOf, times, typedAs } from './attempts.ts';

const variant = variantOf(definitionOf('dw-sigmoid-given'), 'follow');
const [, , backError, preActivation, weight] = variant.parts.map(({ quantity }) => quantity);
const of = (quantity: string | undefined) => rationalOf(quantity ?? '', variant);
const given = (name: string) => parseRational(variant.given[name] ?? '');
const j = backError?.at(-1) ?? '';
const sum = (delta1: ReturnType<typeof of>, delta2: ReturnType<typeof of>) =>
  rationals.add(rationals.multiply(delta1, given(`u${j}1`)), rationals.multiply(delta2, given(`u${j}2`)));

const verdicts = (typed: Readonly<Record<string, string>>, of: Variant = variant) =>
  gradeAttempt(of, typed, 'en').parts.map(({ verdict }) => verdict.kind);

describe('follow-through', () => {
  const own = times(of('dE/dz1'), '13/10');

  it('credits a step that is right for an own earlier value, and names that value alone', () => {
    const [p1, p3] = [own, sum(own, of('dE/dz2'))];
    const slope = rationals.divide(of(preActivation), of(backError));
    const p4 = rationals.multiply(p3, slope);
    const typed = { ...keysOf(variant), p1: typedAs(p1), p3: typedAs(p3), p4: typedAs(p4), p5: '' };
    const result = gradeAttempt(variant, typed, 'en');
    expect(result.parts.map(({ verdict }) => verdict)).toEqual([
      { kind: 'wrong' },
      { kind: 'right' },
      { kind: 'follow-through', from: ['dE/dz1'] },
      { kind: 'follow-through', from: [backError] },
      { kind: 'empty' },
    ]);
    expect(result.parts.map(({ mark }) => mark)).toEqual(['0', '1', '1', '1', '0']);
    expect(result.mark).toBe('3/5');
  });

  it('gives nothing for 0 first and easy marks later', () => {
    const zeros = { p1: '0', p2: '0', p3: '0', p4: '0', p5: '0' };
    expect(verdicts(zeros)).toEqual(['wrong', 'wrong', 'wrong', 'wrong', 'wrong']);
    const halfZero = { p1: '0', p2: keysOf(variant).p2 ?? '', p3: typedAs(sum(rational(0), of('dE/dz2'))) };
    expect(verdicts(halfZero)[2]).toBe('wrong');
  });

  it('gives nothing for a first value that swamps the other path', () => {
    const huge = rational(1_000_000);
    const onePath = rationals.multiply(huge, given(`u${j}1`));
    expect(verdicts({ ...keysOf(variant), p1: '1000000', p3: typedAs(onePath) })[2]).toBe('wrong');
  });

  it('gives nothing for 1, which makes every product easy', () => {
    const slope = rationals.divide(of(preActivation), of(backError));
    const typed = { ...keysOf(variant), p3: '1', p4: typedAs(slope), p5: '' };
    expect(verdicts(typed).slice(2)).toEqual(['wrong', 'wrong', 'empty']);
  });

  it('gives nothing for repeating an own value', () => {
    expect(verdicts({ ...keysOf(variant), p4: '0.7', p5: '0.7' }).slice(3)).toEqual(['wrong', 'wrong']);
  });

  it('credits a step made with an own value that was right but rounded', () => {
    const exact = variantOf(definitionOf('errors-then-total-linear'), 'rounding');
    const [first, second] = ['p1', 'p2'].map(
      (id) => exact.parts.find((part) => part.id === id)?.quantity ?? '',
    );
    const rounded = rationals.multiply(
      rational(
        BigInt(
          Math.round(
            (Number(rationalOf(first ?? '', exact).n) / Number(rationalOf(first ?? '', exact).d)) * 1e3,
          ),
        ),
      ),
      rational(1, 1000),
    );
    const total = rationals.add(rounded, rationalOf(second ?? '', exact));
    const typed = { ...keysOf(exact), p1: typedAs(rounded), p3: typedAs(total) };
    const [one, , three] = verdicts(typed, exact);
    expect(['right', 'rounded']).toContain(one);
    expect(['right', 'follow-through']).toContain(three);
  });

  it('credits what follows from one path alone, though the gradient of one error is the same number', () => {
    const p3 = rationals.multiply(of('dE/dz1'), given(`u${j}1`));
    const share = rationals.divide(p3, of(backError));
    const [p4, p5] = [preActivation, weight].map((each) => typedAs(rationals.multiply(of(each), share)));
    const typed = { ...keysOf(variant), p3: typedAs(p3), p4: p4 ?? '', p5: p5 ?? '' };
    expect(verdicts(typed)).toEqual(['right', 'right', 'wrong', 'follow-through', 'follow-through']);
    const { diagnosis } = gradeAttempt(variant, typed, 'en');
    expect(diagnosis.candidates.map(({ mistake }) => mistake)).toContain('DROP_E2');
  });

  it('leaves the weight itself to its own step', () => {
    const p4 = times(of(preActivation), '7/10');
    const x = rationals.divide(of(weight), of(preActivation));
    const typed = { ...keysOf(variant), p4: typedAs(p4), p5: typedAs(rationals.multiply(p4, x)) };
    expect(verdicts(typed).slice(3)).toEqual(['wrong', 'follow-through']);
  });
});
