/**
 * A variant with the boxes of its steps among its parts, for grading: the frozen variant need not know of them. A step
 * shows those mistakes whose answers are 3 % and twice its tolerance away from the right one; doubles will do, since
 * no number was drawn for the sake of a step.
 */
import { toDouble } from '../number/rational.ts';
import { formName } from './certify.ts';
import { written } from './solution.ts';
import { isStepId, type Step, stepsTo } from './steps.ts';
import { structureOf } from './structure.ts';
import { relativeTolerance } from './tolerance.ts';
import { inputOf, valuesOf } from './values.ts';
import type { Part, PartCertificate, Variant } from './variant.ts';

export interface VariantWithSteps extends Variant {
  readonly steps: readonly Step[];
}

/** The same object for the same variant, so that what is worked out for it is remembered. */
export function withSteps(variant: Variant): VariantWithSteps {
  const known = remembered.get(variant) ?? addSteps(variant);
  remembered.set(variant, known);
  return known;
}

const remembered = new WeakMap<Variant, VariantWithSteps>();

function addSteps(variant: Variant): VariantWithSteps {
  const steps = stepsTo(variant);
  const parts = variant.parts.flatMap((part): readonly Part[] => [
    ...steps.filter(({ before }) => before === part.id),
    part,
  ]);
  const certificate = { parts: { ...variant.certificate.parts, ...certificatesOf(variant, parts) } };
  return { ...variant, parts, certificate, steps };
}

/** Of the steps among the parts. */
function certificatesOf(variant: Variant, parts: readonly Part[]): Readonly<Record<string, PartCertificate>> {
  const asked = parts.map(({ quantity }) => quantity);
  const structure = structureOf(variant.net, Object.keys(variant.given), asked);
  const input = inputOf(variant);
  const { inputs, run } = structure.doubles;
  const doubles = run(inputs.map((name) => toDouble(input(name)))).slice();
  const open = structure.openForms((gate) => ((doubles[gate] ?? 0) > 0 ? 1 : 0));
  const valueAt = valuesOf(variant);
  const certificateOf = (step: Part, index: number): PartCertificate => {
    const right = doubles[structure.answers[index]?.right ?? -1] ?? Number.NaN;
    const least = leastDistance(step, right);
    const isNear = (register: number) => Math.abs((doubles[register] ?? 0) - right) < least;
    const shows = (open[index] ?? []).filter(({ register }) => !isNear(register)).map(formName);
    const { value: key, exact } = written(valueAt(step.quantity));
    return { key, exact, shows, masked: [], distance: '', nearest: '' };
  };
  return Object.fromEntries(
    parts.flatMap((part, index) => (isStepId(part.id) ? [[part.id, certificateOf(part, index)]] : [])),
  );
}

const leastShare = 0.03;
const leastBesideZero = 0.02;

function leastDistance({ tolerance }: Part, right: number): number {
  if (right === 0) return leastBesideZero;
  const accepted = toDouble(relativeTolerance(tolerance, { n: 1n, d: 1n }));
  return Math.max(leastShare, 2 * accepted) * Math.abs(right);
}
