import { setTimeout } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { inTurns } from '../../src/classroom/in-turns.ts';

function workFor(ms: number): void {
  for (const began = performance.now(); performance.now() - began < ms; );
}

describe('long work in turns', () => {
  it('gives what a map would, and lets others have their turn all along', async () => {
    const order: string[] = [];
    const others = (async () => {
      while (!order.includes('end')) {
        await setTimeout(1);
        order.push('other');
      }
    })();
    const made = await inTurns([1, 2, 3, 4, 5, 6], (item) => {
      workFor(15);
      order.push(`${item}`);
      return item * item;
    });
    order.push('end');
    await others;
    expect(made).toEqual([1, 4, 9, 16, 25, 36]);
    const between = order.slice(order.indexOf('1'), order.indexOf('6'));
    expect(between.filter((each) => each === 'other').length).toBeGreaterThanOrEqual(3);
  });

  it('does what is short at once', async () => {
    let turns = 0;
    const counting = setTimeout(0).then(() => {
      turns++;
    });
    expect(await inTurns(['a', 'b'], (item) => `${item}${turns}`)).toEqual(['a0', 'b0']);
    await counting;
  });
});
