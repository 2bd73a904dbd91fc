import { describe, expect, it } from 'vitest';
import { formName } from '../../src/exercise/certify.ts';
import { singleBeliefs } from '../../src/grading/beliefs.ts';
import { gradeAttempt } from '../../src/grading/grade-attempt.ts';
import { definitions, variantOf } from '../exercise/catalogue.ts';
import { keyNotations, keysOf, typedUnder } from './attempts.ts';

const seeds = Array.from({ length: 8 }, (_, i) => `round trip ${i}`);

describe.each(definitions)('grading $id', (definition) => {
  it('gives the key full marks', () => {
    for (const seed of seeds) {
      const variant = variantOf(definition, seed);
      const result = gradeAttempt(variant, keysOf(variant), 'en');
      expect(result.parts.map(({ verdict }) => verdict.kind)).toEqual(variant.parts.map(() => 'right'));
      expect(result.mark).toBe('1');
    }
  });

  it('marks each mistake wrong and names it among the candidates', () => {
    for (const seed of seeds.slice(0, 3)) {
      const variant = variantOf(definition, seed);
      for (const belief of singleBeliefs(variant)) {
        const result = gradeAttempt(variant, { ...keysOf(variant), ...typedUnder(belief, variant) }, 'en');
        const name = formName(belief.first);
        expect(result.mark, name).not.toBe('1');
        const named = result.diagnosis.candidates.map(formName);
        const wrong = result.parts.some(({ verdict }) => ['wrong', 'convention'].includes(verdict.kind));
        if (wrong) expect(named, `${definition.id} ${seed}`).toContain(name);
      }
    }
  });

  it('reads the key in every notation', () => {
    const variant = variantOf(definition, 'notations');
    for (const part of variant.parts) {
      for (const { typed, locale, notation } of keyNotations(variant, part)) {
        const result = gradeAttempt(variant, { [part.id]: typed }, locale);
        const verdict = result.parts.find((each) => each.part === part.id)?.verdict.kind;
        expect(verdict, `${notation}: ${typed}`).toBe('right');
      }
    }
  });
});
