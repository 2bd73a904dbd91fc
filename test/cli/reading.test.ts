import { describe, expect, it } from 'vitest';
import type { Command } from '../../src/cli/command.ts';
import { compare } from '../../src/cli/compare.ts';
import { read } from '../../src/cli/read.ts';
import { same } from '../../src/cli/same.ts';

async function* inPieces(text: string) {
  for (let at = 0; at < text.length; at += 7) yield text.slice(at, at + 7);
}

async function run(command: Command, argv: readonly string[], lines: readonly unknown[]) {
  const printed: unknown[] = [];
  const exitCode = await command.run(argv, {
    input: inPieces(lines.map((line) => JSON.stringify(line)).join('\n')),
    print: (line) => printed.push(JSON.parse(line)),
    complain: (line) => {
      throw new Error(line);
    },
  });
  return { exitCode, printed };
}

describe('chainmark read', () => {
  it('prints exact values, decimals of irrational ones, and problems with their place', async () => {
    const { printed, exitCode } = await run(read, ['--locale', 'de'], ['-0,075', '√2', '1.234']);
    expect(printed).toEqual([
      { value: '-3/40' },
      { value: '1.4142135623730950488', exact: false },
      {
        problem: 'twoReadings',
        at: 0,
        length: 5,
        marked: '1.234',
        sentence: 'This can be read as 1234 or as 1.234; write the one you mean.',
      },
    ]);
    expect(exitCode).toBe(0);
  });

  it('answers a line that is no JSON string, and goes on', async () => {
    const { printed, exitCode } = await run(read, [], [12, '12']);
    expect(printed).toEqual([{ error: expect.stringContaining('string') }, { value: '12' }]);
    expect(exitCode).toBe(1);
  });
});

describe('chainmark same', () => {
  it('prints true, false with a counterexample, or null with the reason', async () => {
    const { printed } = await run(
      same,
      [],
      [
        { left: '2x+x', right: '3*x' },
        { left: 'x^2', right: 'x' },
        { left: '1/0', right: '1' },
        { left: 'x+', right: '1' },
      ],
    );
    expect(printed).toMatchObject([
      { same: true, how: 'algebra' },
      { same: false, counterexample: { x: expect.any(String) } },
      { same: null, reason: 'never-defined' },
      { same: null, reason: 'unreadable', side: 'left', problem: 'unfinished', at: 1 },
    ]);
  });
});

describe('chainmark compare', () => {
  it('prints verdicts', async () => {
    const { printed } = await run(
      compare,
      [],
      [
        { typed: '0.0938', expected: '3/32', tolerance: { significant: 3 } },
        { typed: '0.094', expected: '3/32', tolerance: { significant: 3 } },
        { typed: '1.06', expected: 1, tolerance: { relative: 0.05 } },
        { typed: '1e-24', expected: '0', tolerance: { absolute: 1e-24 } },
        { typed: '0.5', expected: '1/2' },
        { typed: '1,234', expected: '1' },
      ],
    );
    expect(printed.map((line) => (line as { verdict: string }).verdict)).toEqual([
      'right',
      'rounded',
      'wrong',
      'right',
      'right',
      'unreadable',
    ]);
  });
});
