import { doubles } from '../../src/number/double.ts';
import { type Interval, intervals } from '../../src/number/interval.ts';
import { compareRationals, rationals } from '../../src/number/rational.ts';
import { residues } from '../../src/number/residue.ts';
import { describeArithmetic } from './arithmetic.contract.ts';

describeArithmetic({
  name: 'Rational',
  open: () => rationals,
  agree: (left, right) => compareRationals(left, right) === 0,
  hasFunctions: false,
  isOrdered: true,
});

for (const bits of [64, 192]) {
  describeArithmetic<Interval>({
    name: `Interval at ${bits} bits`,
    open: () => intervals(bits),
    agree: (left, right) => left.lo <= right.hi && right.lo <= left.hi,
    hasFunctions: true,
    isOrdered: true,
  });
}

for (const gatePattern of [0, 0b1011]) {
  describeArithmetic({
    name: `Residue with gate pattern ${gatePattern}`,
    open: () => residues({ salt: 20260730n, gatePattern }),
    agree: (left, right) => left === right,
    hasFunctions: true,
    isOrdered: false,
  });
}

describeArithmetic({
  name: 'Double',
  open: () => doubles,
  agree: (left, right) => Math.abs(left - right) <= 1e-13 * Math.max(1, Math.abs(left), Math.abs(right)),
  hasFunctions: true,
  isOrdered: true,
});
