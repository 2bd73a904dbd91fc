import { describe, expect, it } from 'vitest';
import { parseRational } from '../../src/number/rational.ts';
import { residuePrime as p, residues } from '../../src/number/residue.ts';
import { seededRandom } from './interval-oracle.ts';

const room = (gatePattern = 0, salt = 17n) => residues({ salt, gatePattern });
const random = seededRandom(61);
const point = () => (BigInt(Math.floor(random() * 2 ** 48)) * BigInt(Math.floor(random() * 2 ** 48))) % p;

describe('the field modulo 2^61 − 1', () => {
  it('multiplies and inverts as % does', () => {
    const n = room();
    for (let i = 0; i < 500; i++) {
      const [a, b] = [point(), point() + 1n];
      expect(n.multiply(a, b)).toBe((a * b) % p);
      expect((n.divide(a, b) * b) % p).toBe(a);
      expect(n.subtract(a, b)).toBe((((a - b) % p) + p) % p);
    }
    expect(n.multiply(p - 1n, p - 1n)).toBe(1n);
  });

  it('holds every decimal as a fraction', () => {
    const n = room();
    expect((n.fromRational(parseRational('-0.075')) * 40n) % p).toBe(p - 3n);
  });

  it('has a root for one of a and −a, and only for that', () => {
    const n = room();
    for (let i = 0; i < 50; i++) {
      const a = point() + 1n;
      const roots = [a, p - a].filter((value) => {
        try {
          return n.power(n.sqrt(value), 2) === value;
        } catch {
          return false;
        }
      });
      expect(roots).toHaveLength(1);
    }
  });
});

describe('the free elements for exponentials', () => {
  it('obey e^(a+b) = e^a·e^b in whatever order the three are met', () => {
    for (const order of [
      [0, 1, 2],
      [0, 2, 1],
      [1, 0, 2],
      [1, 2, 0],
      [2, 0, 1],
      [2, 1, 0],
    ]) {
      const n = room();
      const [a, b] = [point(), point()];
      const sums = [a, b, n.add(a, b)];
      for (const i of order) n.exp(sums[i] ?? 0n);
      expect(n.multiply(n.exp(a), n.exp(b))).toBe(n.exp(n.add(a, b)));
    }
  });

  it('obey e^2a = (e^a)² with the double first, too', () => {
    const n = room();
    const a = point();
    const double = n.exp(n.add(a, a));
    expect(n.power(n.exp(a), 2)).toBe(double);
  });

  it('are the same for the same salt, and others for another', () => {
    const a = point();
    expect(room(0, 5n).exp(a)).toBe(room(0, 5n).exp(a));
    expect(room(0, 5n).exp(a)).not.toBe(room(0, 6n).exp(a));
  });

  it('tell apart what differs: sigmoid and its slope, tanh and its slope, e^a and e^b', () => {
    const n = room();
    const [a, b] = [point(), point()];
    const h = n.sigmoid(a);
    expect(h).not.toBe(n.multiply(h, n.subtract(1n, h)));
    expect(n.tanh(a)).not.toBe(n.subtract(1n, n.power(n.tanh(a), 2)));
    expect(n.exp(a)).not.toBe(n.exp(b));
    expect(n.softplus(a)).not.toBe(n.softplus(b));
  });

  it('agree on the two ways to write a share of softmax', () => {
    const n = room();
    const [z1, z2] = [point(), point()];
    const share = n.divide(n.exp(z1), n.add(n.exp(z1), n.exp(z2)));
    expect(n.divide(1n, n.add(1n, n.exp(n.subtract(z2, z1))))).toBe(share);
    expect(n.sigmoid(n.subtract(z1, z2))).toBe(share);
  });

  it('agree on ln of a product, of a power and of a reciprocal', () => {
    const n = room();
    const [a, b] = [point(), point()];
    const [lnA, lnB] = [n.ln(a), n.ln(b)];
    expect(n.ln(n.multiply(a, b))).toBe(n.add(lnA, lnB));
    expect(n.ln(n.power(a, 2))).toBe(n.add(lnA, lnA));
    expect(n.ln(n.divide(1n, a))).toBe(n.negate(lnA));
    expect(n.exp(lnA)).toBe(a);
  });

  it('agree on ln of a power that is met before its base', () => {
    const n = room();
    const a = point();
    const lnSquare = n.ln(n.power(a, 2));
    expect(n.add(n.ln(a), n.ln(a))).toBe(lnSquare);
  });
});

describe('the gates of a room', () => {
  it('take the bits of the pattern in the order in which they are met, once up to sign', () => {
    const n = room(0b101);
    const [a, b, c] = [point(), point(), point()];
    expect([a, b, n.negate(a), b, c].map(n.gate)).toEqual([1n, 0n, 0n, 0n, 1n]);
    expect(n.gatesSeen()).toBe(3);
  });

  it('count those that |a| needs, and not 0', () => {
    const n = room(0b1);
    const a = point();
    expect(n.abs(n.negate(a))).toBe(n.abs(a));
    n.gate(0n);
    expect(n.gatesSeen()).toBe(1);
  });

  it('agree with a piece of ReLU for each pattern', () => {
    const a = point();
    const relu = (pattern: number) => {
      const n = room(pattern);
      return n.multiply(a, n.gate(a));
    };
    expect([relu(0), relu(1)]).toEqual([0n, a]);
  });
});
