/**
 * Which skills decide each part of an exercise: those of the steps between what is shown and what is asked. A step
 * that several parts need belongs to the first of them, so that it is one opportunity and not several.
 */
import { type Definition, withIndices } from '../exercise/definition.ts';
import { namesOf } from '../exercise/plan.ts';
import { systemOf } from '../exercise/values.ts';
import type { QuestionId, Variant } from '../exercise/variant.ts';
import { namesIn } from '../formula/formula.ts';
import type { System } from '../formula/tape.ts';
import type { Skill } from '../mistakes/catalogue.ts';
import { type Quantity, readQuantity } from '../net/quantity.ts';
import type { NetSpec } from '../net/spec.ts';
import { netSystem } from '../net/system.ts';

interface AskedPart {
  readonly kind: 'number' | 'formula' | 'choice' | 'order';
  readonly quantity: string;
  readonly question?: QuestionId;
}

interface Asked {
  readonly net: NetSpec;
  readonly system: System;
  readonly shown: ReadonlySet<string>;
  readonly parts: readonly AskedPart[];
}

/** By the id of the part. `told`: quantities that are shown besides those that the variant gives. */
export function skillsOfVariant(
  variant: Variant,
  told: readonly string[] = [],
): ReadonlyMap<string, ReadonlySet<Skill>> {
  const { net, parts, given } = variant;
  const shown = new Set([...Object.keys(given), ...told]);
  const found = skillsByPart({ net, system: systemOf(variant), shown, parts });
  return new Map(parts.map(({ id }, index) => [id, found[index] ?? new Set()]));
}

/** Of all parts together, whatever indices are drawn. */
export function skillsOfExercise(definition: Definition): ReadonlySet<Skill> {
  const known =
    remembered.get(definition) ?? new Set(skillsByPart(askedBy(definition)).flatMap((set) => [...set]));
  remembered.set(definition, known);
  return known;
}

const remembered = new WeakMap<Definition, ReadonlySet<Skill>>();
const anyIndices = { i: '1', j: '2', k: '1' };

function askedBy({ net: spec, nudge, given, parts }: Definition): Asked {
  const net = nudge ? { ...spec, nudged: withIndices(nudge.weight, anyIndices) } : spec;
  return {
    net,
    system: netSystem(net, new Set()),
    shown: new Set(given.flatMap((letter) => namesOf[letter])),
    parts: parts.map((part) => ({ ...part, quantity: withIndices(part.quantity, anyIndices) })),
  };
}

function skillsByPart({ net, system, shown, parts }: Asked): readonly ReadonlySet<Skill>[] {
  const done = new Set(shown);
  return parts.map(({ kind, quantity, question }) => {
    if (question !== undefined) return new Set(skillsOfQuestions[question]);
    const numberless = kind === 'formula';
    const steps = stepsTo(quantity, system, (name) => done.has(name) || (numberless && isForward(name)));
    for (const step of steps) done.add(step);
    const needed = steps.flatMap((step) => skillsOfStep(step, net));
    return new Set(numberless ? [...needed, 'K15' as const] : needed);
  });
}

/** The asked quantity, and what it is computed from as far back as nothing is known. */
function stepsTo(asked: string, system: System, isKnown: (name: string) => boolean): readonly string[] {
  const found = new Set<string>();
  const visit = (name: string): void => {
    const formula = system.get(name);
    if (!formula || found.has(name) || (isKnown(name) && name !== asked)) return;
    found.add(name);
    for (const inner of namesIn(formula)) visit(inner);
  };
  visit(asked);
  return [...found];
}

/** A formula may be written in the values of the forward pass. */
const isForward = (name: string): boolean => readQuantity(name)?.kind === 'unit';

function skillsOfStep(name: string, net: NetSpec): readonly Skill[] {
  const quantity = readQuantity(name);
  return quantity ? skillsOf(quantity, net) : [];
}

function skillsOf(quantity: Quantity, net: NetSpec): readonly Skill[] {
  switch (quantity.kind) {
    case 'unit':
      return skillsOfUnits[quantity.letter];
    case 'total':
      return ['K3'];
    case 'slope':
      return isCurved(net, quantity.of) ? ['K5'] : [];
    case 'gradient':
      return skillsOfGradient(quantity, net);
    case 'step':
    case 'newWeight':
      return ['K12'];
    case 'nudged':
    case 'quotient':
      return ['K16'];
    default:
      return [];
  }
}

const skillsOfUnits: Readonly<Record<Extract<Quantity, { kind: 'unit' }>['letter'], readonly Skill[]>> = {
  x: [],
  t: [],
  a: ['K1', 'K2'],
  z: ['K1', 'K2'],
  h: ['K2'],
  y: ['K2'],
  e: ['K3'],
  E: ['K3'],
};

/** By the letter of what is differentiated by; with slope 1 nothing is to be known about a pre-activation. */
function skillsOfGradient(
  { target, of }: Extract<Quantity, { kind: 'gradient' }>,
  net: NetSpec,
): readonly Skill[] {
  const rows: Readonly<Record<string, readonly Skill[]>> = {
    z: isCurved(net, of) ? ['K6'] : [],
    u: ['K1', 'K4', 'K7'],
    h: target === 'E' ? ['K1', 'K8', 'K9'] : ['K1', 'K8'],
    a: isCurved(net, of) ? ['K10'] : [],
    w: ['K1', 'K4', 'K11'],
  };
  return rows[of[0] ?? ''] ?? [];
}

const isCurved = (net: NetSpec, preActivation: string): boolean =>
  (preActivation.startsWith('a') ? net.hidden : net.output) !== 'linear';

const skillsOfQuestions: Readonly<Record<QuestionId, readonly Skill[]>> = {
  errorsReached: ['K1', 'K4'],
  pathCount: ['K4'],
  weightsOnPaths: ['K1', 'K4'],
  zeroGradients: ['K14'],
  smallGradients: ['K14'],
  largestStep: ['K13'],
  growingWeights: ['K12'],
  bySize: ['K13'],
  mistakenLine: ['K17'],
  mistakeName: ['K17'],
};
