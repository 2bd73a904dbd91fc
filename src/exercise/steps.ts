/**
 * The steps on the way to the asked gradients, in the order in which a student computes them: the forward pass, the
 * errors, the errors at the outputs, what each path contributes, the hidden unit. Each is a box of its own that is
 * checked like a part and counts nothing; what the figure shows and what the exercise asks anyway is no step.
 */
import { isZero, namesIn } from '../formula/formula.ts';
import type { Skill } from '../mistakes/catalogue.ts';
import { gradientName, readQuantity } from '../net/quantity.ts';
import type { NetSpec } from '../net/spec.ts';
import type { Numbered } from './values.ts';
import { isChoice, type NumberPart, type Part } from './variant.ts';
import { type WayRow, wayTo } from './way.ts';

export interface Step extends NumberPart {
  /** The part before which it stands: 'p1'. */
  readonly before: string;
  /** What it takes. */
  readonly skill: Skill;
  readonly stage: StageName;
}

/** Forward, the errors, back through the outputs, back to the hidden unit and on. */
export type StageName = 'forward' | 'errors' | 'outputs' | 'hidden';

/** A variant whose values can be computed, with what it asks for. */
export type Stepped = Numbered & { readonly parts: readonly Part[] };

/** In their natural order; none for what is no gradient, step or new weight. */
export function stepsTo(variant: Stepped): readonly Step[] {
  const steps = known.get(variant) ?? findSteps(variant);
  known.set(variant, steps);
  return steps;
}

/** They go with the variant that is in hand. */
const known = new WeakMap<Stepped, readonly Step[]>();

function findSteps({ parts, ...numbers }: Stepped): readonly Step[] {
  const asked = new Set(parts.map(({ quantity }) => quantity));
  const seen = new Set(asked);
  return parts.flatMap((part, index) => {
    if (isChoice(part) || part.kind !== 'number' || !isBackward(part.quantity)) return [];
    const before = parts.slice(0, index).map(({ quantity }) => quantity);
    const names = namesOnTheWay(wayTo(numbers, part.quantity, before), numbers.net);
    return names
      .filter((quantity) => !seen.has(quantity) && seen.add(quantity))
      .map((quantity) => stepBox(quantity, part));
  });
}

/** The id of a step's box; it survives as a field of a form and as an id of HTML: 's-dE-dh1', 's-f-a1'. */
export const stepId = (quantity: string): string =>
  `s-${quantity.replace(/[^A-Za-z0-9]+/g, '-').replace(/-$/, '')}`;

export const isStepId = (id: string): boolean => id.startsWith('s-');

const isBackward = (quantity: string): boolean =>
  ['gradient', 'step', 'newWeight'].includes(readQuantity(quantity)?.kind ?? '');

const stepBox = (quantity: string, { id, tolerance }: NumberPart): Step => ({
  id: stepId(quantity),
  kind: 'number',
  quantity,
  tolerance,
  before: id,
  skill: stageOf(quantity).skill,
  stage: stageOf(quantity).name,
});

function namesOnTheWay(rows: readonly WayRow[], net: NetSpec): readonly string[] {
  const renamed = new Set(rows.flatMap(({ formula }) => (formula.kind === 'name' ? [formula.name] : [])));
  const steps = rows
    .slice(0, -1)
    .filter(({ quantity, formula }) => !renamed.has(quantity) && !isZero(formula));
  const names = rows.flatMap((row) => contributions(row, net)).concat(steps.map(({ quantity }) => quantity));
  return names.sort((one, other) => stageOf(one).rank - stageOf(other).rank);
}

/** ∂E_k/∂h_j, where ∂E/∂h_j is their sum. */
function contributions({ quantity, formula }: WayRow, { output, loss }: NetSpec): readonly string[] {
  const paths = [...namesIn(formula)].filter((name) => name.startsWith('u'));
  const adds = output !== 'softmax' && (loss === 'half' || loss === 'full');
  if (!adds || paths.length < 2 || !quantity.startsWith('dE/dh')) return [];
  return (['E1', 'E2'] as const).map((target) => gradientName(target, quantity.slice('dE/d'.length)));
}

interface Stage {
  readonly name: StageName;
  /** Where it comes on the way from the inputs to the errors and back. */
  readonly rank: number;
  readonly skill: Skill;
}

/** By the letter of a unit, 'slope', or by what a gradient is taken of. */
const stages: Readonly<Record<string, Stage>> = {
  a: { name: 'forward', rank: 0, skill: 'K2' },
  h: { name: 'forward', rank: 0, skill: 'K2' },
  z: { name: 'forward', rank: 1, skill: 'K2' },
  y: { name: 'forward', rank: 1, skill: 'K2' },
  t: { name: 'errors', rank: 2, skill: 'K3' },
  e: { name: 'errors', rank: 2, skill: 'K3' },
  E: { name: 'errors', rank: 2, skill: 'K3' },
  'd/de': { name: 'errors', rank: 3, skill: 'K3' },
  'd/dy': { name: 'errors', rank: 3, skill: 'K3' },
  "g'": { name: 'outputs', rank: 4, skill: 'K5' },
  'd/dz': { name: 'outputs', rank: 4, skill: 'K6' },
  path: { name: 'hidden', rank: 5, skill: 'K8' },
  'd/dh': { name: 'hidden', rank: 6, skill: 'K9' },
  "f'": { name: 'hidden', rank: 7, skill: 'K5' },
  'd/da': { name: 'hidden', rank: 7, skill: 'K10' },
  'd/du': { name: 'hidden', rank: 8, skill: 'K7' },
  'd/dw': { name: 'hidden', rank: 8, skill: 'K11' },
};

function stageOf(quantity: string): Stage {
  const meaning = readQuantity(quantity);
  const isPath = meaning?.kind === 'gradient' && meaning.target !== 'E' && meaning.of.startsWith('h');
  const place =
    meaning?.kind === 'gradient'
      ? `d/d${meaning.of[0]}`
      : quantity.slice(0, meaning?.kind === 'slope' ? 2 : 1);
  const stage = stages[isPath ? 'path' : place];
  if (!stage) throw new Error(`${quantity} is no step`);
  return stage;
}
