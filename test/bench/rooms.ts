/** What one operation costs in each room of numbers, on numbers of the size that a net has. */
import type { Arithmetic } from '../../src/number/arithmetic.ts';
import { doubles } from '../../src/number/double.ts';
import { intervals } from '../../src/number/interval.ts';
import { parseRational, rationals } from '../../src/number/rational.ts';
import { residues } from '../../src/number/residue.ts';
import { measure, report } from './measure.ts';

const seconds = 0.2;
const numbers = ['0.3', '-0.7', '1.2', '-2.5'].map(parseRational);
const salt = 2026n;

function rows<T>(name: string, open: () => Arithmetic<T>, withFunctions = true) {
  const room = open();
  const values = numbers.map(room.fromRational);
  const at = (i: number): T => values[i % 4] ?? room.fromRational(parseRational('1'));
  const sumOfProducts = measure(
    `${name}: a·b + c·d`,
    (i) => room.add(room.multiply(at(i), at(i + 1)), room.multiply(at(i + 2), at(i + 3))),
    { seconds },
  );
  const quotient = measure(`${name}: a/b`, (i) => room.divide(at(i), at(i + 1)), { seconds });
  const activation = () => measure(`${name}: σ(a), a new room`, (i) => open().sigmoid(at(i)), { seconds });
  return withFunctions ? [sumOfProducts, quotient, activation()] : [sumOfProducts, quotient];
}

const plain = rows('double', () => doubles);
const table = [
  ...plain,
  ...rows('rational', () => rationals, false),
  ...rows('interval, 64 bits', () => intervals(64)),
  ...rows('interval, 192 bits', () => intervals(192)),
  ...rows('residue', () => residues({ salt, gatePattern: 0 })),
];
console.log(report(table, plain[0]));
