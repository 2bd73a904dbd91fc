import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { randomFrom } from '../../src/exercise/random.ts';
import { knownAfter, tracing } from '../../src/learning/trace.ts';

const typed = tracing.guess;

describe('knowledge tracing', () => {
  it('gives the numbers worked out by hand', () => {
    // right: .3·.85 / (.3·.85 + .7·.05) = .255/.29 = 51/58; then 51/58 + 7/58·.15 = 52.05/58
    expect(knownAfter(0.3, { right: true, guess: typed })).toBeCloseTo(52.05 / 58, 12);
    // wrong: .3·.15 / (.3·.15 + .7·.95) = .045/.71 = 9/142; then 9/142 + 133/142·.15 = 28.95/142
    expect(knownAfter(0.3, { right: false, guess: typed })).toBeCloseTo(28.95 / 142, 12);
    // one of four options, right: .255 / (.255 + .7/4) = 51/86; then 51/86 + 35/86·.15 = 56.25/86
    expect(knownAfter(0.3, { right: true, guess: 1 / 4 })).toBeCloseTo(56.25 / 86, 12);
  });

  it('takes two right first tries with numbers to mastery, and not one', () => {
    const once = knownAfter(tracing.first, { right: true, guess: typed });
    expect(once).toBeLessThan(tracing.mastered);
    expect(knownAfter(once, { right: true, guess: typed })).toBeGreaterThan(tracing.mastered);
  });

  const known = fc.double({ min: 0, max: 1, noNaN: true });
  const guess = fc.constantFrom(typed, 1 / 2, 1 / 3, 1 / 5, 1 / 13);

  it('stays between 0 and 1, is raised by a right answer, and is higher after a right one than after a wrong one', () => {
    fc.assert(
      fc.property(known, guess, (before, chance) => {
        const right = knownAfter(before, { right: true, guess: chance });
        const wrong = knownAfter(before, { right: false, guess: chance });
        expect(right).toBeGreaterThanOrEqual(before - 1e-12);
        expect(right).toBeGreaterThanOrEqual(wrong - 1e-12);
        for (const after of [right, wrong]) {
          expect(after).toBeGreaterThanOrEqual(tracing.learn - 1e-12);
          expect(after).toBeLessThanOrEqual(1);
        }
      }),
    );
  });

  it('says more of a right answer that is harder to guess', () => {
    fc.assert(
      fc.property(known, (before) => {
        const [hard, easy] = [1 / 13, 1 / 2].map((chance) =>
          knownAfter(before, { right: true, guess: chance }),
        );
        expect(hard).toBeGreaterThanOrEqual((easy ?? 0) - 1e-12);
      }),
    );
  });

  it('is as sure of simulated students as it should be', () => {
    const random = randomFrom('students');
    const chance = () => random.integer(1_000_000) / 1_000_000;
    const bins = Array.from({ length: 10 }, () => ({ claimed: 0, true: 0, number: 0 }));
    for (let student = 0; student < 4000; student++) {
      let knows = chance() < tracing.first;
      let believed: number = tracing.first;
      for (let turn = 0; turn < 8; turn++) {
        const right = chance() < (knows ? 1 - tracing.slip : typed);
        believed = knownAfter(believed, { right, guess: typed });
        knows ||= chance() < tracing.learn;
        const bin = bins[Math.min(9, Math.floor(believed * 10))];
        if (!bin) continue;
        bin.claimed += believed;
        bin.true += knows ? 1 : 0;
        bin.number++;
      }
    }
    for (const bin of bins.filter(({ number }) => number > 400)) {
      expect(Math.abs(bin.claimed - bin.true) / bin.number).toBeLessThan(0.05);
    }
  });
});
