import { describe, expect, it } from 'vitest';
import { gather } from '../../src/store/gather.ts';

/** Doubles numbers, each batch when it is let go; refuses 13. */
function doubling(most: number) {
  const batches: (readonly number[])[] = [];
  const gatherer = gather(async (numbers: readonly number[]) => {
    batches.push(numbers);
    await new Promise((resolve) => setTimeout(resolve, 20));
    if (numbers.includes(13)) throw new Error('not 13');
    return numbers.map((number) => 2 * number);
  }, most);
  return { ...gatherer, batches };
}

describe('gathered questions', () => {
  it('share a statement where they are asked in one turn, no more than fit, and get their own answers', async () => {
    const { ask, batches } = doubling(3);
    expect(await Promise.all([1, 2, 3, 4, 5].map(ask))).toEqual([2, 4, 6, 8, 10]);
    expect(batches).toEqual([
      [1, 2, 3],
      [4, 5],
    ]);
  });

  it('share the next statement where they are asked while one runs', async () => {
    const { ask, batches } = doubling(9);
    const first = ask(1);
    await expect.poll(() => batches, { interval: 1 }).toEqual([[1]]);
    expect(await Promise.all([first, ask(2), ask(3)])).toEqual([2, 4, 6]);
    expect(batches).toEqual([[1], [2, 3]]);
  });

  it('share one also where statements let nobody in while they run', async () => {
    const batches: (readonly number[])[] = [];
    const { ask } = gather(async (numbers: readonly number[]) => {
      batches.push(numbers);
      return numbers;
    }, 9);
    const asked: Promise<number>[] = [];
    for (const number of [1, 2, 3]) {
      asked.push(ask(number));
      await Promise.resolve();
    }
    expect(await Promise.all(asked)).toEqual([1, 2, 3]);
    expect(batches).toEqual([[1, 2, 3]]);
  });

  it('are asked alone after a failure, so that the one at fault takes no other with it', async () => {
    const { ask, batches } = doubling(9);
    const answers = await Promise.allSettled([1, 2, 13, 4].map(ask));
    expect(answers.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected', 'fulfilled']);
    expect(batches).toEqual([[1, 2, 13, 4], [1], [2], [13], [4]]);
    expect(await ask(6)).toBe(12);
  });

  it('are settled once all are answered', async () => {
    const { ask, settled } = doubling(1);
    const answers: number[] = [];
    for (const number of [1, 2, 3]) void ask(number).then((answer) => answers.push(answer));
    await settled();
    expect(answers).toEqual([2, 4, 6]);
  });
});
