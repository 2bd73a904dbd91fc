/**
 * What is the same for every draw of an exercise in which the open indices i, j, k fell the same way: what is
 * asked, what is shown, the tapes. Worked out once and remembered, so that a draw costs microseconds.
 */
import { compileDoubles, type DoubleTape } from '../formula/double-tape.ts';
import { neededFor } from '../formula/tape.ts';
import { gradientName, hiddenUnits, inputs, outputs, weightNames } from '../net/quantity.ts';
import type { NetSpec } from '../net/spec.ts';
import { type Aim, aimOf } from './aim.ts';
import { type Definition, partIdAt, withIndices } from './definition.ts';
import type { Indices } from './draw.ts';
import { questions } from './questions.ts';
import { type Structure, structureOf } from './structure.ts';
import { usualTolerance } from './tolerance.ts';
import type { Part } from './variant.ts';

export interface Plan {
  readonly definition: Definition;
  /** With the weight of its gradient check, where there is one. */
  readonly net: NetSpec;
  readonly drawn: Indices;
  readonly shown: readonly string[];
  /** Those that are answered by choosing have no options yet: these may follow from the numbers. */
  readonly parts: readonly Part[];
  readonly aim: Aim;
  readonly structure: Structure;
  /** Runs only what the constraints and the questions look at. */
  readonly early: DoubleTape;
}

const remembered = new WeakMap<Definition, Map<Indices, Plan>>();

export function planOf(definition: Definition, drawn: Indices): Plan {
  const plans = remembered.get(definition) ?? new Map<Indices, Plan>();
  const plan = plans.get(drawn) ?? makePlan(definition, drawn);
  remembered.set(definition, plans.set(drawn, plan));
  return plan;
}

function makePlan(definition: Definition, drawn: Indices): Plan {
  const asked = definition.parts.map(({ quantity }) => withIndices(quantity, drawn));
  const shown = definition.given.flatMap((letter) => namesOf[letter]);
  const { nudge } = definition;
  const net = nudge ? { ...definition.net, nudged: withIndices(nudge.weight, drawn) } : definition.net;
  const structure = structureOf(net, shown, asked);
  const chooses = definition.parts.some((part) => 'question' in part);
  const looked = chooses ? [...lookedAt, ...comparedByQuestions] : lookedAt;
  const registers = looked.map((name) => structure.registers.get(name) ?? -1);
  return {
    definition,
    net,
    drawn,
    shown,
    parts: partsOf(definition, asked),
    aim: aimOf(asked, definition),
    structure,
    early: compileDoubles(structure.tape, neededFor(structure.tape, registers)),
  };
}

/** Every name that a constraint may look at. */
const lookedAt: readonly string[] = [
  ...hiddenUnits.flatMap((j) => [`a${j}`, gradientName('E', `h${j}`)]),
  ...outputs.flatMap((k) => [`z${k}`, `y${k}`, `e${k}`, `t${k}`]),
];

const comparedByQuestions = weightNames.map((weight) => gradientName('E', weight));

function partsOf(definition: Definition, asked: readonly string[]): readonly Part[] {
  const usual = usualTolerance(definition.net);
  return definition.parts.map((part, i): Part => {
    const [id, quantity] = [partIdAt(i), asked[i] ?? ''];
    if (part.kind === 'formula') return { id, kind: 'formula', quantity, tolerance: { kind: 'exact' } };
    if (part.kind === 'number') return { id, kind: 'number', quantity, tolerance: part.tolerance ?? usual };
    const { kind, question } = part;
    const { several } = questions[question];
    return { id, kind, quantity, tolerance: { kind: 'exact' }, question, several, options: [] };
  });
}

export const namesOf: Readonly<Record<Definition['given'][number], readonly string[]>> = {
  x: inputs.map((i) => `x${i}`),
  w: inputs.flatMap((i) => hiddenUnits.map((j) => `w${i}${j}`)),
  u: hiddenUnits.flatMap((j) => outputs.map((k) => `u${j}${k}`)),
  t: outputs.map((k) => `t${k}`),
  a: hiddenUnits.map((j) => `a${j}`),
  h: hiddenUnits.map((j) => `h${j}`),
  z: outputs.map((k) => `z${k}`),
  y: outputs.map((k) => `y${k}`),
  e: outputs.map((k) => `e${k}`),
  eta: ['eta'],
  d: ['d'],
};
