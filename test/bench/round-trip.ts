/**
 * For many seeds over all exercises: the key in every notation is right; what each unmasked mistake answers is wrong
 * and the diagnosis contains that mistake. npx tsx test/bench/round-trip.ts [seeds] [first seed]. Prints counts, also
 * of diagnoses that name more than the mistake and its twins (beliefs with the same values); fails on any exception.
 */
import { formName } from '../../src/exercise/certify.ts';
import type { Variant } from '../../src/exercise/variant.ts';
import { type Belief, singleBeliefs } from '../../src/grading/beliefs.ts';
import { compareNumber } from '../../src/grading/compare.ts';
import { gradeAttempt } from '../../src/grading/grade-attempt.ts';
import { definitions, variantOf } from '../exercise/catalogue.ts';
import { keyNotations, keysOf, typedUnder } from '../grading/attempts.ts';

const seeds = Number(process.argv[2] ?? 10_000);
const first = Number(process.argv[3] ?? 0);

interface Counts {
  variants: number;
  keys: number;
  mistakes: number;
  /** Wrong boxes explained by the mistake, its twins and others by chance. */
  notAlone: number;
}
const counts = new Map<string, Counts>();
let failures = 0;

for (let index = first; index < first + seeds; index++) {
  const definition = definitions[index % definitions.length];
  if (!definition) continue;
  const variant = variantOf(definition, `${index}`);
  const count = counts.get(definition.id) ?? { variants: 0, keys: 0, mistakes: 0, notAlone: 0 };
  counts.set(definition.id, count);
  count.variants++;
  checkKeys(variant, count);
  const keys = keysOf(variant);
  for (const belief of singleBeliefs(variant)) checkMistake(variant, keys, belief, count);
}
console.table(Object.fromEntries(counts));
console.log(`${seeds} seeds, ${failures} failures`);
process.exitCode = failures > 0 ? 1 : 0;

function checkKeys(variant: Variant, count: Counts): void {
  for (const part of variant.parts) {
    for (const { typed, locale, notation } of keyNotations(variant, part)) {
      const { parts } = gradeAttempt(variant, { [part.id]: typed }, locale);
      const verdict = parts.find((each) => each.part === part.id)?.verdict.kind;
      count.keys++;
      if (verdict !== 'right') fail(variant, `key as ${notation}, ${typed}: ${verdict}`);
    }
  }
}

function checkMistake(
  variant: Variant,
  keys: Readonly<Record<string, string>>,
  belief: Belief,
  count: Counts,
): void {
  const name = formName(belief.first);
  const { mark, parts, diagnosis } = gradeAttempt(variant, { ...keys, ...typedUnder(belief, variant) }, 'en');
  count.mistakes++;
  if (mark === '1') fail(variant, `${name} gets full marks`);
  const wrong = parts.flatMap(({ verdict }, index) =>
    ['wrong', 'convention'].includes(verdict.kind) ? [index] : [],
  );
  if (wrong.length === 0) return;
  const candidates = diagnosis.candidates.map(formName);
  if (!candidates.includes(name)) fail(variant, `${name} is not among ${candidates.join(', ')}`);
  const twins = singleBeliefs(variant).filter((each) => isTwin(each, belief, wrong));
  const known = new Set(twins.map(({ first: form }) => formName(form)));
  if (candidates.some((each) => !known.has(each))) count.notAlone++;
}

/** The same values in every wrong box, to 20 digits. */
function isTwin(left: Belief, right: Belief, wrong: readonly number[]): boolean {
  return wrong.every((index) => {
    const [a, b] = [left.predicts.get(index), right.predicts.get(index)];
    if (!a || !b) return false;
    const same = { kind: 'relative', n: `1/${10n ** 20n}` } as const;
    return Number.isNaN(a.double) || compareNumber({ real: a.real() }, b.real(), same) === 'right';
  });
}

function fail(variant: Variant, what: string): void {
  failures++;
  if (failures <= 20) console.log(variant.exercise, variant.seed, what);
}
