import { describe, expect, it } from 'vitest';
import { secondsToNextHint } from '../../src/grading/hint-pause.ts';

const at = (seconds: number) => new Date(1_800_000_000_000 + seconds * 1000);

describe('the pause between hints', () => {
  it('is ten seconds from the last hint on any part', () => {
    expect(secondsToNextHint([], at(0))).toBe(0);
    expect(secondsToNextHint([null], at(0))).toBe(0);
    expect(secondsToNextHint([at(-20), at(0)], at(0))).toBe(10);
    expect(secondsToNextHint([at(0)], at(3.2))).toBe(7);
    expect(secondsToNextHint([at(0)], at(10))).toBe(0);
  });

  it('is never longer than ten seconds, and over for whom the clock was set back', () => {
    expect(secondsToNextHint([at(0.5)], at(0))).toBe(10);
    expect(secondsToNextHint([at(500)], at(0))).toBe(0);
  });
});
