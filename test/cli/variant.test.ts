import { describe, expect, it } from 'vitest';
import { variant } from '../../src/cli/variant.ts';

async function* nothing() {}

async function run(...argv: readonly string[]) {
  const [printed, complaints]: [string[], string[]] = [[], []];
  const exitCode = await variant.run(argv, {
    input: nothing(),
    print: (line) => printed.push(line),
    complain: (line) => complaints.push(line),
  });
  return { exitCode, printed, complaints };
}

interface Shown {
  readonly given: Readonly<Record<string, string>>;
  readonly parts: readonly {
    readonly quantity: string;
    readonly key: { readonly exact: boolean; readonly value: string; readonly decimal: string };
    readonly mistakes: readonly { readonly mistake: string; readonly decimal: string }[];
    readonly solution: readonly { readonly value: string; readonly plain: string }[];
  }[];
}

describe('chainmark variant', () => {
  it('prints everything that follows from the numbers as JSON', async () => {
    const { printed, exitCode } = await run('du-linear', '--seed', '7', '--json', '--key');
    expect(exitCode).toBe(0);
    expect(printed).toHaveLength(1);
    const { given, parts }: Shown = JSON.parse(printed[0] ?? '');
    const [part] = parts;
    const [, j, k] = /dE\/du(\d)(\d)/.exec(part?.quantity ?? '') ?? [];
    const right = (Number(given[`y${k}`]) - Number(given[`t${k}`])) * Number(given[`h${j}`]);
    expect(Number(part?.key.decimal)).toBeCloseTo(right, 10);
    const [n, d = '1'] = (part?.key.value ?? '').split('/');
    expect(Number(n) / Number(d)).toBeCloseTo(right, 10);
    expect(part?.solution.at(-1)?.value).toBe(part?.key.decimal);
    const sign = part?.mistakes.find(({ mistake }) => mistake === 'SIGN');
    expect(Number(sign?.decimal)).toBeCloseTo(-right, 10);
  });

  it('prints nothing secret without --key', async () => {
    const { printed } = await run('du-linear', '--seed', '7', '--json');
    expect(JSON.parse(printed[0] ?? '')).not.toHaveProperty('hidden');
    expect(printed[0]).not.toMatch(/seed|key|certificate|solution|mistake/);
    const text = await run('du-linear', '--seed', '7');
    expect(text.printed.join('\n')).toBe(
      [
        'A weight of the second part, linear net',
        'The forward pass is done and its values stand in the figure. How does the total error change with u31? Find dE/du31.',
        '',
        'Given: x1 = -3, x2 = -2, w11 = 0.1, w12 = 0.5, w13 = -0.3, w21 = -0.6, w22 = 0.6, w23 = 0.9, u11 = 0.6, u12 = -0.6, u21 = -0.3, u22 = 0.8, u31 = 0.7, u32 = -0.8, t1 = 0.8, t2 = 0.1, h1 = 0.9, h2 = -2.7, h3 = -0.9, y1 = 0.72, y2 = -1.98',
        'Asked: p1: dE/du31',
      ].join('\n'),
    );
  });

  it('prints solution and mistakes to read', async () => {
    const { printed } = await run('du-linear', '--seed=7', '--key');
    expect(printed).toEqual(
      expect.arrayContaining([
        '  Right answer: 9/125 = 0.072',
        '    e1 = y1-t1 = 0.72-0.8 = -0.08',
        '    dE/du31 = e1*h3 = -0.08*(-0.9) = 0.072',
        '    M01 SIGN.0: -0.072',
      ]),
    );
  });

  it('speaks Persian', async () => {
    const { printed } = await run('du-linear', '--key', '--locale', 'fa');
    expect(printed[0]).toBe('وزنی از بخش دوم، شبکهٔ خطی');
    expect(printed.some((line) => line.startsWith('  پاسخ درست: '))).toBe(true);
  });

  it.each([
    [[], 'Name one exercise.'],
    [['du-linear', 'dw-linear'], 'Name one exercise.'],
    [['no-such'], 'There is no exercise “no-such”. There are: du-linear, '],
    [['du-linear', '--sed', '7'], 'The arguments cannot be read: Unknown option'],
    [['du-linear', '--seed'], 'The arguments cannot be read: '],
    [['du-linear', '--locale', 'xx'], '“xx” is no language of Chainmark. There are: en, fa.'],
  ])('refuses %j with a sentence', async (argv, sentence) => {
    const { exitCode, printed, complaints } = await run(...argv);
    expect(exitCode).toBe(1);
    expect(printed).toEqual([]);
    expect(complaints[0]).toContain(sentence);
  });
});
