import { describe, expect, it } from 'vitest';
import { formName } from '../../src/exercise/certify.ts';
import type { Variant } from '../../src/exercise/variant.ts';
import { singleBeliefs } from '../../src/grading/beliefs.ts';
import { gradeAttempt } from '../../src/grading/grade-attempt.ts';
import { rationals, showDecimal } from '../../src/number/rational.ts';
import { definitionOf, variantOf } from '../exercise/catalogue.ts';
import { keysOf, rationalOf, times, typedAs, typedUnder } from './attempts.ts';

const steps = variantOf(definitionOf('dw-sigmoid-given'), 'diagnosis');
const single = variantOf(definitionOf('dw-linear'), 'diagnosis');
const quantity = single.parts[0]?.quantity ?? '';
const diagnosis = (variant: Variant, typed: Readonly<Record<string, string>>) =>
  gradeAttempt(variant, typed, 'en').diagnosis;
const names = (variant: Variant, typed: Readonly<Record<string, string>>) =>
  diagnosis(variant, typed).candidates.map((each) =>
    [each.mistake, ...(each.with ? [each.with] : [])].join('+'),
  );
const belief = (variant: Variant, name: string) => {
  const found = singleBeliefs(variant).find(({ first }) => formName(first) === name);
  if (!found) throw new Error(`${name} is masked`);
  return found;
};

describe('a diagnosis', () => {
  it('does nothing where nothing is wrong', () => {
    expect(diagnosis(steps, keysOf(steps))).toEqual({ candidates: [] });
    expect(diagnosis(steps, {})).toEqual({ candidates: [] });
  });

  it('explains all wrong boxes by one belief', () => {
    const typed = typedUnder(belief(steps, 'NO_DOUT.0'), steps);
    const wrong = { ...keysOf(steps), p1: typed.p1 ?? '', p2: typed.p2 ?? '', p3: '', p4: '', p5: '' };
    expect(diagnosis(steps, wrong).candidates).toEqual([
      { mistake: 'NO_DOUT', form: 0, explains: ['p1', 'p2'] },
    ]);
  });

  it('claims nothing where two boxes are wrong for different reasons that nobody makes together', () => {
    const [one, two] = ['NO_DOUT.0', 'OTHER_SLOPE.0'].map((name) => typedUnder(belief(steps, name), steps));
    const typed = { ...keysOf(steps), p1: one?.p1 ?? '', p2: two?.p2 ?? '', p3: '', p4: '', p5: '' };
    expect(diagnosis(steps, typed).candidates).toEqual([]);
  });

  it('keeps the belief behind a first wrong box when the others follow from it', () => {
    const minus = (name: string) => typedAs(rationals.negate(rationalOf(name, steps)));
    const typed = Object.fromEntries(steps.parts.map(({ id, quantity: name }) => [id, minus(name)]));
    const result = gradeAttempt(steps, typed, 'en');
    expect(result.parts.map(({ verdict }) => verdict.kind)).toEqual([
      'wrong',
      'wrong',
      'follow-through',
      'follow-through',
      'follow-through',
    ]);
    expect(result.diagnosis.candidates.map(({ mistake }) => mistake)).toEqual(['SIGN']);
  });

  it('reports half the error and the average of the paths together', () => {
    expect(names(single, { p1: typedAs(times(rationalOf(quantity, single), '1/2')) })).toEqual([
      'HALF',
      'AVERAGE_PATHS',
    ]);
  });

  it('asks for one value on the way where candidates differ there', () => {
    const half = diagnosis(steps, {
      ...keysOf(steps),
      p1: '',
      p2: '',
      p3: typedAs(times(rationalOf(steps.parts[2]?.quantity ?? '', steps), '1/2')),
      p4: '',
      p5: '',
    });
    expect(half.candidates.map(({ mistake }) => mistake)).toEqual(['HALF', 'AVERAGE_PATHS']);
    expect(half.ask).toMatch(/^(dE\/dz|e)[12]$/);
  });

  it('does not ask for what has been answered', () => {
    const p3 = typedAs(times(rationalOf(steps.parts[2]?.quantity ?? '', steps), '1/2'));
    const { candidates, ask } = diagnosis(steps, { ...keysOf(steps), p3, p4: '', p5: '' });
    expect(candidates.map(({ mistake }) => mistake)).toEqual(['AVERAGE_PATHS']);
    expect(ask).toBeUndefined();
  });

  it('takes a pair from four exact digits, none from three', () => {
    const both = times(rationalOf(quantity, single), '-2');
    const typed = `${showDecimal(both, 5)}`;
    expect(names(single, { p1: typed })).toContain('SIGN+X2');
    expect(names(single, { p1: Number(typed).toPrecision(3) })).not.toContain('SIGN+X2');
  });

  it('names rounding on the way where nothing else fits', () => {
    const near = times(rationalOf(steps.parts[4]?.quantity ?? '', steps), '102/100');
    expect(names(steps, { p5: showDecimal(near, 4) })).toEqual(['ROUNDED_EARLY']);
  });

  it('finds a belief whose value is exactly 0, which doubles miss by 10^-16', () => {
    const zeros = Array.from({ length: 400 }, (_, seed) =>
      variantOf(definitionOf('du-linear'), `zero ${seed}`),
    ).filter((variant) => typedUnder(belief(variant, 'OTHER_INPUT.1'), variant).p1 === '0');
    expect(zeros.length).toBeGreaterThan(0);
    for (const variant of zeros) expect(names(variant, { p1: '0' })).toContain('OTHER_INPUT');
  });

  it('comes with the chance that such an answer fits by accident', () => {
    const one = diagnosis(single, { p1: typedAs(rationals.negate(rationalOf(quantity, single))) });
    const two = diagnosis(steps, { ...keysOf(steps), ...typedUnder(belief(steps, 'NO_DOUT.0'), steps) });
    expect(Number(one.chance)).toBeGreaterThan(0);
    expect(Number(one.chance)).toBeLessThan(0.2);
    expect(Number(two.chance)).toBeLessThan(Number(one.chance));
  });
});
