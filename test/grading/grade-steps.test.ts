import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { exactly } from '../../src/exercise/values.ts';
import type { Variant } from '../../src/exercise/variant.ts';
import { type VariantWithSteps, withSteps } from '../../src/exercise/with-steps.ts';
import { singleBeliefs } from '../../src/grading/beliefs.ts';
import { feedbackOn } from '../../src/grading/feedback.ts';
import { gradeAttempt } from '../../src/grading/grade-attempt.ts';
import { parseRational, type Rational, rationals } from '../../src/number/rational.ts';
import { definitionOf, definitions, variantOf } from '../exercise/catalogue.ts';
import { decimal, keysOf, rationalOf, times, typedAs, typedUnder } from './attempts.ts';

const linear = variantOf(definitionOf('dw-linear'), 'graded');
const asked = linear.parts[0]?.quantity ?? '';
const [, i = '', j = ''] = /w(\d)(\d)/.exec(asked) ?? [];

const rightSteps = (variant: Variant): Record<string, string> =>
  Object.fromEntries(
    withSteps(variant).steps.map(({ id, quantity }) => [id, decimal(exactly(quantity, variant), 12)]),
  );

const given = (name: string): Rational => parseRational(linear.given[name] ?? '');
const verdictsOf = (variant: Variant, typed: Readonly<Record<string, string>>): Record<string, string> => {
  const { parts, steps = [] } = gradeAttempt(variant, typed, 'en');
  return Object.fromEntries([...parts, ...steps].map(({ part, verdict }) => [part, verdict.kind]));
};

/** Own e1, and all that follows from it. */
function ownError(own: Rational): Record<string, string> {
  const path = rationals.multiply(own, given(`u${j}1`));
  const sum = rationals.add(path, rationalOf(`dE2/dh${j}`, linear));
  return {
    ...rightSteps(linear),
    's-e1': typedAs(own),
    [`s-dE1-dh${j}`]: typedAs(path),
    [`s-dE-dh${j}`]: typedAs(sum),
    p1: typedAs(rationals.multiply(sum, given(`x${i}`))),
  };
}

describe('steps in an attempt', () => {
  it('are right where the solution says so, in every exercise', () => {
    for (const definition of definitions) {
      const variant = variantOf(definition, 'graded');
      const result = gradeAttempt(variant, { ...keysOf(variant), ...rightSteps(variant) }, 'en');
      const steps = withSteps(variant).steps.map(({ id }) => id);
      expect(result.steps?.map(({ part }) => part) ?? []).toEqual(steps);
      for (const step of result.steps ?? [])
        expect(step.verdict.kind, `${definition.id} ${step.part}`).toBe('right');
      expect(result.parts).toEqual(gradeAttempt(variant, keysOf(variant), 'en').parts);
    }
  });

  it('are not there where they are not typed, as in attempts of earlier versions', () => {
    expect('steps' in gradeAttempt(linear, { p1: '3' }, 'en')).toBe(false);
    expect(gradeAttempt(linear, { p1: '3', 's-e1': '2' }, 'en').steps?.map(({ part }) => part)).toEqual([
      's-e1',
    ]);
    expect('steps' in gradeAttempt(linear, { p1: '3', 's-nothing': '2' }, 'en')).toBe(false);
  });

  it('change no mark, whatever is typed in them', () => {
    const variants = ['dw-linear', 'dw-relu', 'dw-sigmoid-given', 'step-u-linear'].map((id) =>
      variantOf(definitionOf(id), 'marks'),
    );
    const factors = fc.array(fc.constantFrom('1', '2', '1/2', '-1', '13/10', '0'), {
      minLength: 30,
      maxLength: 30,
    });
    const scaled = (variant: VariantWithSteps, by: readonly string[]) =>
      Object.fromEntries(
        variant.parts.flatMap(({ id, quantity }, index) => {
          const value = exactly(quantity, variant);
          return value.kind === 'exact' ? [[id, typedAs(times(value.value, by[index] ?? '1'))]] : [];
        }),
      );
    fc.assert(
      fc.property(fc.constantFrom(...variants), factors, (variant, by) => {
        const typed = scaled(withSteps(variant), by);
        const without = Object.fromEntries(Object.entries(typed).filter(([id]) => !id.startsWith('s-')));
        const [one, other] = [typed, without].map((each) => gradeAttempt(variant, each, 'en'));
        expect(one?.mark).toBe(other?.mark);
        expect(one?.parts.map(({ mark }) => mark)).toEqual(other?.parts.map(({ mark }) => mark));
      }),
      { numRuns: 60 },
    );
  });

  it('carry an own value on: one step is wrong, what follows is right for it, and earns nothing by it', () => {
    const typed = ownError(times(rationalOf('e1', linear), '13/10'));
    const verdicts = verdictsOf(linear, typed);
    expect(verdicts['s-e1']).toBe('wrong');
    expect(verdicts[`s-dE1-dh${j}`]).toBe('follow-through');
    expect(verdicts[`s-dE-dh${j}`]).toBe('follow-through');
    expect(verdicts.p1).toBe('follow-through');
    const result = gradeAttempt(linear, typed, 'en');
    expect(result.mark).toBe('0');
    expect(feedbackOn(linear, result, 'en').p1?.join(' ')).toContain('Once that is mended');
  });

  it('adds the own paths up', () => {
    const path = times(rationalOf(`dE1/dh${j}`, linear), '7/10');
    const sum = rationals.add(path, rationalOf(`dE2/dh${j}`, linear));
    const typed = {
      ...rightSteps(linear),
      [`s-dE1-dh${j}`]: typedAs(path),
      [`s-dE-dh${j}`]: typedAs(sum),
      p1: '',
    };
    const verdicts = verdictsOf(linear, typed);
    expect(verdicts[`s-dE1-dh${j}`]).toBe('wrong');
    expect(verdicts[`s-dE-dh${j}`]).toBe('follow-through');
  });

  it('gives nothing for 0 or 1 first and easy steps later', () => {
    for (const easy of ['0', '1', '-1']) {
      const verdicts = verdictsOf(linear, ownError(parseRational(easy)));
      expect(verdicts['s-e1']).toBe('wrong');
      expect(verdicts[`s-dE1-dh${j}`]).toBe('wrong');
    }
    const zeros = Object.fromEntries(withSteps(linear).parts.map(({ id }) => [id, '0']));
    expect(new Set(Object.values(verdictsOf(linear, zeros)))).toEqual(new Set(['wrong']));
  });

  it('leave fewer mistakes to choose from than a single number does', () => {
    const variant = variantOf(definitionOf('dw-sigmoid'), 'graded');
    const stepped = withSteps(variant);
    const found = (boxes: Readonly<Record<string, string>>): number =>
      gradeAttempt(variant, boxes, 'en').diagnosis.candidates.length;
    const beliefs = singleBeliefs(stepped).map((belief) => typedUnder(belief, stepped));
    const counts = beliefs
      .filter(({ p1 }) => p1 !== undefined)
      .map((typed) => [found({ p1: typed.p1 ?? '' }), found({ ...rightSteps(variant), ...typed })] as const);
    expect(counts.length).toBeGreaterThan(30);
    for (const [alone, withOwnSteps] of counts) expect(withOwnSteps).toBeLessThanOrEqual(alone);
    expect(counts.filter(([alone, withOwnSteps]) => withOwnSteps < alone).length).toBeGreaterThan(2);
  });

  it('have the first wrong one explained where no single mistake explains all', () => {
    const e1 = rationals.negate(rationalOf('e1', linear));
    const typed = { ...rightSteps(linear), 's-e1': typedAs(e1), 's-y2': '77.77', 's-e2': '55.55', p1: '' };
    const { candidates } = gradeAttempt(
      linear,
      { ...typed, 's-y2': rightSteps(linear)['s-y2'] ?? '' },
      'en',
    ).diagnosis;
    expect(candidates.map(({ explains }) => explains)).toContainEqual(['s-e1']);
  });
});
