import { describe, expect, it } from 'vitest';
import type { Part, Tolerance } from '../../src/exercise/variant.ts';
import { acceptedRange } from '../../src/grading/accepted-range.ts';
import { feedbackOn } from '../../src/grading/feedback.ts';
import { gradeAttempt } from '../../src/grading/grade-attempt.ts';
import { locales, say } from '../../src/language/language.ts';
import { rationals } from '../../src/number/rational.ts';
import { definitionOf, definitions, variantOf } from '../exercise/catalogue.ts';
import { decimal, keysOf, rationalOf, times, typedAs } from './attempts.ts';

const steps = variantOf(definitionOf('dw-sigmoid-given'), 'feedback');
/** A variant in which no second slip leads to the opposite or to half of the key by chance. */
const linear = Array.from({ length: 50 }, (_, seed) =>
  variantOf(definitionOf('dw-linear'), `feedback ${seed}`),
).find((variant) => slipsTo(variant, '-1') === 1 && slipsTo(variant, '1/2') === 2) as typeof steps;
const key = rationalOf(linear.parts[0]?.quantity ?? '', linear);

function slipsTo(variant: typeof steps, factor: string): number {
  const own = times(rationalOf(variant.parts[0]?.quantity ?? '', variant), factor);
  return gradeAttempt(variant, { p1: typedAs(own) }, 'en').diagnosis.candidates.length;
}

const on = (variant: typeof steps, typed: Readonly<Record<string, string>>, locale: 'en' | 'fa' = 'en') =>
  feedbackOn(variant, gradeAttempt(variant, typed, locale), locale);

describe('feedback', () => {
  it('adds nothing to what is right', () => {
    expect(Object.values(on(steps, keysOf(steps)))).toEqual([[], [], [], [], []]);
  });

  it('gives the sentence of the one slip that fits, and the step', () => {
    const minus = typedAs(rationals.negate(key));
    const sentences = on(linear, { p1: minus }).p1 ?? [];
    expect(sentences[0]).toBe(`This looks like a familiar slip. ${say('en').mistakes.SIGN}`);
    expect(sentences[1]).toMatch(/^The step: ∂E\/∂w\d\d = ∂E\/∂h\d·x\d\.$/);
  });

  it('is never only "wrong": without a slip it points at the step', () => {
    expect(on(linear, { p1: '1234567' }).p1).toEqual([
      'No familiar slip leads to this answer, so look at the step itself.',
      expect.stringContaining('∂E/∂w'),
    ]);
  });

  it('names the convention behind twice and half, and averaged paths beside half', () => {
    expect(on(linear, { p1: typedAs(times(key, '2')) }).p1).toEqual([
      'Your answer is exactly twice what is asked, as with another loss. Here the loss is E = ½Σe².',
    ]);
    expect(on(linear, { p1: typedAs(times(key, '1/2')) }).p1).toEqual([
      expect.stringContaining('E = ½Σe²'),
      say('en').mistakes.AVERAGE_PATHS,
    ]);
  });

  it('blames no convention where the boxes before speak against it', () => {
    const p3 = typedAs(times(rationalOf(steps.parts[2]?.quantity ?? '', steps), '1/2'));
    expect(on(steps, { ...keysOf(steps), p3, p4: '', p5: '' }).p3).toEqual([
      `This looks like a familiar slip. ${say('en').mistakes.AVERAGE_PATHS}`,
      expect.stringContaining('∂E/∂z1·u'),
    ]);
  });

  it('asks for one value where several slips lead to one answer', () => {
    const result = gradeAttempt(steps, keysOf(steps), 'en');
    const several = {
      ...result,
      parts: result.parts.map((part) => ({ ...part, verdict: { kind: 'wrong' } as const })),
      diagnosis: {
        candidates: [
          { mistake: 'DROP_E1', form: 0, explains: ['p3'] },
          { mistake: 'NO_U', form: 0, explains: ['p3'] },
        ],
        ask: 'dE/dz2',
      },
    };
    expect(feedbackOn(steps, several, 'en').p3).toEqual([
      '2 different slips lead to this answer:',
      say('en').mistakes.DROP_E1,
      say('en').mistakes.NO_U,
      'To see which it was, work out ∂E/∂z2 by itself and compare.',
    ]);
  });

  it('says how many digits are asked', () => {
    const twoDigits = decimal({ kind: 'exact', value: key }, 2);
    expect(on(linear, { p1: twoDigits }).p1).toEqual(['Give at least 3 significant digits.']);
  });

  it('names the own value that an answer follows', () => {
    const [, , , p4, p5] = steps.parts.map(({ quantity }) => rationalOf(quantity, steps));
    const own = times(p4 ?? key, '7/10');
    const typed = { p4: typedAs(own), p5: typedAs(times(p5 ?? key, '7/10')) };
    expect(on(steps, typed).p5).toEqual([
      expect.stringMatching(/^Right for your own value of ∂E\/∂a\d; only that one/),
    ]);
  });

  it('shows where a formula fails', () => {
    const formula = variantOf(definitionOf('formula-dw'), 'feedback');
    expect(on(formula, { p1: 'x1' }).p1?.[0]).toMatch(
      /^With the numbers of this exercise your formula gives /,
    );
  });

  it('is Persian for who reads Persian, with its math set apart', () => {
    const sentences = on(linear, { p1: '1234567' }, 'fa').p1?.join(' ') ?? '';
    expect(sentences).toMatch(/گام: \u2066∂E\/∂w\d\d = [^\u2069]+\u2069\./);
  });
});

describe('the accepted range', () => {
  const quantity = linear.parts[0]?.quantity ?? '';
  const part = (tolerance: Tolerance): Part => ({ id: 'p1', kind: 'number', quantity, tolerance });

  it.each([
    [{ kind: 'exact' }, /^Accepted was exactly -?[\d.]+\.$/],
    [{ kind: 'significant', n: 3 }, /rounded correctly to 3 significant digits or more\.$/],
    [{ kind: 'decimals', n: 2 }, /rounded correctly to 2 decimals or more\.$/],
    [{ kind: 'relative', n: '1/200' }, /^Accepted was anything from /],
    [{ kind: 'absolute', n: '1/100' }, /^Accepted was anything from /],
  ] as const)('is said in words for %j', (tolerance, sentence) => {
    expect(acceptedRange(part(tolerance), linear, 'en')).toMatch(sentence);
  });

  it('has ends that are accepted themselves', () => {
    for (const definition of definitions) {
      const variant = variantOf(definition, 'range');
      for (const each of variant.parts) {
        const [, ...ends] = /from (\S+) to (\S+);/.exec(acceptedRange(each, variant, 'en')) ?? [];
        for (const end of ends) {
          const { parts } = gradeAttempt(variant, { [each.id]: end }, 'en');
          expect(parts.find((graded) => graded.part === each.id)?.verdict.kind).toBe('right');
        }
      }
    }
  });

  it('exists for every part in every language', () => {
    for (const definition of definitions) {
      const variant = variantOf(definition, 'range');
      for (const locale of locales)
        for (const each of variant.parts) expect(acceptedRange(each, variant, locale)).not.toBe('');
    }
  });
});
