import { describe, expect, it } from 'vitest';
import { aimOf } from '../../src/exercise/aim.ts';
import { drawNumbers } from '../../src/exercise/draw.ts';
import { randomFrom } from '../../src/exercise/random.ts';
import { definitionFor } from './pair-definitions.ts';

/** The drawn net of each of 100 seeds, with a_1, a_2, a_3. */
function nets(hidden: string, asked: string, changes: object = {}) {
  const definition = definitionFor(hidden, 'linear', changes);
  const aim = aimOf([asked], definition);
  return Array.from({ length: 100 }, (_, seed) => {
    const numbers = drawNumbers(definition, aim, randomFrom(`${seed}`));
    const at = (name: string) => numbers.get(name)?.double ?? Number.NaN;
    const a = [1, 2, 3].map((j) => at('x1') * at(`w1${j}`) + at('x2') * at(`w2${j}`));
    return { at, a };
  });
}

describe('drawn numbers', () => {
  it('keep tanh between its straight and its flat part', () => {
    for (const { a } of nets('tanh', 'dE/dw12')) {
      expect(Math.min(...a.map(Math.abs))).toBeGreaterThanOrEqual(0.25);
      expect(Math.max(...a.map(Math.abs))).toBeLessThanOrEqual(2);
    }
  });

  it('turn off no ReLU unit unless asked to', () => {
    for (const { a } of nets('relu', 'dE/dw12')) expect(Math.min(...a)).toBeGreaterThanOrEqual(0.1);
  });

  it('turn off one that is not asked, or the asked one', () => {
    const dead = ({ a }: { a: readonly number[] }) => a.flatMap((value, j) => (value < 0 ? [j + 1] : []));
    const others = nets('relu', 'dE/dw12', { deadUnits: 1 }).map(dead);
    expect(new Set(others.flat())).toEqual(new Set([1, 3]));
    expect(others.every(({ length }) => length === 1)).toBe(true);
    const asked = nets('relu', 'dE/dw12', { deadUnits: 1, askDead: true }).map(dead);
    expect(asked.every((units) => units.join() === '2')).toBe(true);
  });

  it('give an only asked hidden unit u weights of both signs, so that |u| shows', () => {
    for (const { at } of nets('linear', 'dE/dw23')) expect(at('u31') * at('u32')).toBeLessThan(0);
  });
});
