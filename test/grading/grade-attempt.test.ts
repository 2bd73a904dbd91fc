import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { gradeAttempt, usualGrading } from '../../src/grading/grade-attempt.ts';
import { compareRationals, one, parseRational, zero } from '../../src/number/rational.ts';
import { tokenSoup } from '../bench/soup.ts';
import { hostileCases } from '../cases/cases.ts';
import { definitionOf, definitions, variantOf } from '../exercise/catalogue.ts';
import { keysOf, rationalOf, times, typedAs } from './attempts.ts';

const variants = definitions.map((definition) => variantOf(definition, 'attempt'));
const steps = variantOf(definitionOf('dw-sigmoid-given'), 'attempt');
const single = variantOf(definitionOf('dw-linear'), 'attempt');

describe('gradeAttempt', () => {
  it('grades whatever is typed, in whatever locale', () => {
    const soup = tokenSoup(2026);
    for (let round = 0; round < 60; round++) {
      for (const variant of variants) {
        const typed = Object.fromEntries(variant.parts.map(({ id }) => [id, soup()]));
        const { parts, mark } = gradeAttempt(
          variant,
          typed,
          ['en', 'fa', 'de', 'no such tag'][round % 4] ?? '',
        );
        expect(parts.map((each) => each.typed)).toEqual(Object.values(typed));
        expect(compareRationals(parseRational(mark), zero)).toBeGreaterThanOrEqual(0);
        expect(compareRationals(parseRational(mark), one)).toBeLessThanOrEqual(0);
      }
    }
  });

  it('reads no program into a box, for numbers or for formulas', () => {
    const formula = variantOf(definitionOf('formula-dw'), 'attempt');
    for (const { typed } of hostileCases().filter(({ expect: outcome }) => outcome === 'reject')) {
      for (const variant of [single, formula]) {
        const [part] = gradeAttempt(variant, { p1: typed }, 'en').parts;
        expect(['unreadable', 'empty'], typed).toContain(part?.verdict.kind);
      }
    }
  });

  it('gives the same result again, also for a variant that was stored in between', () => {
    const text = fc.oneof(fc.string({ maxLength: 12 }), fc.constantFrom('0', '-0.1', '1/3', 'x1*h1', 'σ(1)'));
    fc.assert(
      fc.property(
        fc.constantFrom(...variants),
        fc.array(text, { minLength: 5, maxLength: 5 }),
        (variant, texts) => {
          const typed = Object.fromEntries(variant.parts.map(({ id }, i) => [id, texts[i] ?? '']));
          const first = gradeAttempt(variant, typed, 'en');
          const stored = JSON.parse(JSON.stringify(variant));
          expect(gradeAttempt(stored, typed, 'en')).toEqual(first);
          expect(JSON.parse(JSON.stringify(first))).toEqual(first);
        },
      ),
      { numRuns: 40 },
    );
  });

  it('takes marks and weights from the policy', () => {
    const typed = { ...keysOf(steps), p1: '', p2: '', p3: '', p4: '' };
    expect(gradeAttempt(steps, typed, 'en').mark).toBe('1/5');
    const weights = { p1: '0', p2: '0', p5: '3' };
    expect(gradeAttempt(steps, typed, 'en', { ...usualGrading, weights }).mark).toBe('3/5');
    const twice = { p1: typedAs(times(rationalOf(single.parts[0]?.quantity ?? '', single), '2')) };
    expect(gradeAttempt(single, twice, 'en').mark).toBe('1/2');
    expect(gradeAttempt(single, twice, 'en', { ...usualGrading, convention: '3/4' }).mark).toBe('3/4');
  });

  it('reads an irrational answer to 30 digits', () => {
    const typed = { ...keysOf(steps), p1: 'sigmoid(0.3)*2', p5: '' };
    const [part] = gradeAttempt(steps, typed, 'en').parts;
    expect(part).toMatchObject({ read: '1.14888503362331797430414253047', verdict: { kind: 'wrong' } });
  });
});
