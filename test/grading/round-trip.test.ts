import { describe, expect, it } from 'vitest';
import { formName } from '../../src/exercise/certify.ts';
import { exactly } from '../../src/exercise/values.ts';
import type { Variant } from '../../src/exercise/variant.ts';
import { singleBeliefs } from '../../src/grading/beliefs.ts';
import { gradeAttempt } from '../../src/grading/grade-attempt.ts';
import { showDecimal, showScientific } from '../../src/number/rational.ts';
import { definitions, numberParts, variantOf } from '../exercise/catalogue.ts';

const seeds = Array.from({ length: 12 }, (_, i) => `round trip ${i}`);

/** A key or a mistake's value, as somebody would type it from a calculator. */
function decimal(value: ReturnType<typeof exactly>, digits = 10): string {
  if (value.kind === 'exact') return showScientific(value.value, digits);
  const found = value.at(128);
  if (found.kind === 'undefined') throw new Error('no value');
  return showScientific(found.value.lo, digits);
}

const keys = (variant: Variant): Record<string, string> =>
  Object.fromEntries(
    variant.parts.map((part) => [
      part.id,
      part.kind === 'number'
        ? decimal(exactly(part.quantity, variant))
        : (variant.certificate.parts[part.id]?.key ?? ''),
    ]),
  );

describe.each(definitions)('grading $id', (definition) => {
  it('gives the key full marks', () => {
    for (const seed of seeds) {
      const variant = variantOf(definition, seed);
      const result = gradeAttempt(variant, keys(variant), 'en');
      expect(result.parts.map(({ verdict }) => verdict.kind)).toEqual(variant.parts.map(() => 'right'));
      expect(result.mark).toBe('1');
    }
  });

  it('marks each mistake wrong and names it among the candidates', () => {
    for (const seed of seeds.slice(0, 4)) {
      const variant = variantOf(definition, seed);
      for (const belief of singleBeliefs(variant)) {
        const typed = { ...keys(variant) };
        for (const [index, { real }] of belief.predicts) typed[`p${index + 1}`] = decimal(real);
        const result = gradeAttempt(variant, typed, 'en');
        const name = formName(belief.first);
        expect(result.mark, name).not.toBe('1');
        const named = result.diagnosis.candidates.map(formName);
        const wrong = result.parts.some(({ verdict }) => ['wrong', 'convention'].includes(verdict.kind));
        if (wrong) expect(named, `${definition.id} ${seed}`).toContain(name);
      }
    }
  });

  it('reads the key also as a fraction where it is one, and in Persian digits', () => {
    const variant = variantOf(definition, 'digits');
    for (const part of numberParts(variant)) {
      const certificate = variant.certificate.parts[part.id];
      if (!certificate?.exact) continue;
      const value = exactly(part.quantity, variant);
      if (value.kind !== 'exact') throw new Error('exact');
      const persian = showDecimal(value.value, 12)
        .replace(/\d/g, (digit) => '۰۱۲۳۴۵۶۷۸۹'[Number(digit)] ?? '')
        .replace('.', '٫');
      for (const typed of [certificate.key, persian]) {
        const result = gradeAttempt(variant, { [part.id]: typed }, 'fa');
        expect(result.parts.find((each) => each.part === part.id)?.verdict.kind, typed).toBe('right');
      }
    }
  });
});
