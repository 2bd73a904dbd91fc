/**
 * The reverse sweep: backpropagation over the forward formulas, with every intermediate named.
 *
 *   ∂T/∂v = Σ over the rows c that v enters of  ∂T/∂c · ∂c/∂v          (T = E, E1 or E2)
 *
 * It gives dE/de1, dE/dy1, dE/dz1, dE/dh1, dE/da1, dE/dw11 … for all three targets. All gradients use the
 * weights of the forward pass.
 */
import { differentiate, type SlopeOf, slope } from '../formula/differentiate.ts';
import {
  difference,
  type Formula,
  name,
  namesIn,
  negated,
  number,
  product,
  sum,
} from '../formula/formula.ts';
import type { System } from '../formula/tape.ts';
import {
  gradientName,
  hiddenUnits,
  newWeightName,
  outputs,
  slopeName,
  stepName,
  type Target,
  targets,
  weightNames,
} from './quantity.ts';
import type { NetSpec } from './spec.ts';

/** The rows that follow from a forward pass: slopes, gradients, steps −η·∂E/∂w and new weights. */
export function backwardPass(forward: System, spec: NetSpec): System {
  return new Map([
    ...slopeRows(forward),
    ...targets.flatMap((target) => [...reverseSweep(forward, target, spec)]),
    ...weightNames.flatMap((weight) => updateRows(weight)),
  ]);
}

function reverseSweep(forward: System, target: Target, spec: NetSpec): System {
  const gradients = new Map<string, Formula>([[target, number(1)]]);
  const names = [...namesOf(forward)].filter((each) => !each.startsWith('t'));
  const order = [...names.filter((each) => !forward.has(each)), ...forward.keys()].reverse();
  for (const each of order.filter((v) => !v.startsWith('t') && v !== target)) {
    gradients.set(each, cancelled(each, target, spec) ?? adjoint(each, forward, gradients, target));
  }
  const rows = [...gradients].filter(([each]) => !each.startsWith('E'));
  return new Map(rows.map(([each, formula]) => [gradientName(target, each), formula]));
}

/** Softmax with cross-entropy: the slope of the one and the logarithm of the other cancel, ∂E/∂z_k = y_k − t_k = e_k. */
function cancelled(of: string, target: Target, { loss }: NetSpec): Formula | undefined {
  return loss === 'crossEntropy' && target === 'E' && of.startsWith('z')
    ? name(`e${of.slice(1)}`)
    : undefined;
}

function adjoint(
  of: string,
  forward: System,
  gradients: ReadonlyMap<string, Formula>,
  target: Target,
): Formula {
  const terms = [...forward].filter(([, formula]) => namesIn(formula).has(of));
  return terms
    .map(([child, formula]) => {
      const upstream = gradients.get(child) ?? number(0);
      const local = localPartial(child, formula, of);
      return product(upstream.kind === 'number' ? upstream : name(gradientName(target, child)), local);
    })
    .reduce(
      (left, right) => (right.kind === 'negate' ? difference(left, right.operand) : sum(left, right)),
      number(0),
    );
}

/** ∂child/∂of. Softmax: ∂y_k/∂z_k = g'(z_k) = y_k(1 − y_k), ∂y_2/∂z_1 = −y_1·y_2. */
function localPartial(child: string, formula: Formula, of: string): Formula {
  if (!isSoftmaxRow(child, formula)) return differentiate(formula, of, slopeOf);
  const other = `y${of.slice(1)}`;
  return child === other ? name(slopeName(of)) : negated(product(name('y1'), name('y2')));
}

const slopeOf: SlopeOf = ({ argument, function: fn }) =>
  fn !== 'ln' && argument.kind === 'name' ? name(slopeName(argument.name)) : undefined;

const isSoftmaxRow = (row: string, formula: Formula): boolean =>
  row.startsWith('y') && formula.kind === 'divide';

/** f'(a1) = h1·(1 − h1) and the like: the slope of each unit in its own value. */
function slopeRows(forward: System): readonly (readonly [string, Formula])[] {
  const units = [
    ...hiddenUnits.map((j) => [`a${j}`, `h${j}`]),
    ...outputs.map((k) => [`z${k}`, `y${k}`]),
  ] as const;
  return units.map(([pre = '', value = '']) => {
    const formula = forward.get(value);
    return [slopeName(pre), slopeOfUnit(formula, pre, value)] as const;
  });
}

function slopeOfUnit(formula: Formula | undefined, pre: string, value: string): Formula {
  if (formula?.kind === 'divide') return product(name(value), difference(number(1), name(value)));
  if (formula?.kind !== 'call') return number(1);
  const inPlace = { ...formula, argument: name(pre) };
  const sameCall = (inner: Formula): boolean => inner.kind === 'call' && inner.function === formula.function;
  return withValueNamed(slope(inPlace), sameCall, value);
}

/** The slope formula with f(a1) written by its name, h1. */
function withValueNamed(formula: Formula, isValue: (f: Formula) => boolean, value: string): Formula {
  if (isValue(formula)) return name(value);
  if ('left' in formula) {
    return {
      ...formula,
      left: withValueNamed(formula.left, isValue, value),
      right: withValueNamed(formula.right, isValue, value),
    };
  }
  return formula.kind === 'negate'
    ? { ...formula, operand: withValueNamed(formula.operand, isValue, value) }
    : formula;
}

function updateRows(weight: string): readonly (readonly [string, Formula])[] {
  const scaledGradient = product(name('eta'), name(gradientName('E', weight)));
  return [
    [stepName(weight), negated(scaledGradient)],
    [newWeightName(weight), difference(name(weight), scaledGradient)],
  ];
}

function namesOf(system: System): ReadonlySet<string> {
  return new Set([...system.values()].flatMap((formula) => [...namesIn(formula)]));
}
