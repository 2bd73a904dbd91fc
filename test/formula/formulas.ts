/** Random formulas for property tests: all that parseFormula can give, over a few names. */
import fc from 'fast-check';
import {
  type BinaryKind,
  call,
  type Formula,
  type FunctionName,
  name,
  number,
} from '../../src/formula/formula.ts';
import { rational } from '../../src/number/rational.ts';

export const formulaNames: ReadonlySet<string> = new Set([
  'x1',
  'w11',
  'e1',
  'E',
  'eta',
  "f'(a1)",
  'dE/du11',
  'new w12',
]);

const binaryKinds: readonly BinaryKind[] = ['add', 'subtract', 'multiply', 'divide', 'power'];
const functionNames: readonly FunctionName[] = [
  'exp',
  'ln',
  'sqrt',
  'abs',
  'sigmoid',
  'tanh',
  'relu',
  'gate',
  'sin',
];

const leaf: fc.Arbitrary<Formula> = fc.oneof(
  fc.constantFrom(...formulaNames, 'π').map(name),
  fc
    .tuple(fc.nat(10_000), fc.nat(4))
    .map(([digits, places]) => number(rational(digits, 10n ** BigInt(places)))),
);

export const formulas: fc.Arbitrary<Formula> = fc.letrec<{ formula: Formula }>((tie) => ({
  formula: fc.oneof(
    { depthSize: 'medium', withCrossShrink: true },
    leaf,
    tie('formula').map((operand): Formula => ({ kind: 'negate', operand })),
    fc.tuple(fc.constantFrom(...functionNames), tie('formula')).map(([fn, argument]) => call(fn, argument)),
    fc
      .tuple(fc.constantFrom(...binaryKinds), tie('formula'), tie('formula'))
      .map(([kind, left, right]): Formula => ({ kind, left, right })),
  ),
})).formula;
