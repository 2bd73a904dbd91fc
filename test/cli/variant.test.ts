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
    const { given, parts }: Shown = JSON.parse(printed[0] ?? '');
    const weight = parts[0]?.quantity.slice('dE/d'.length);
    expect((await run('du-linear', '--seed', '7')).printed).toEqual([
      'A weight of the second part, linear net',
      `The forward pass is done and its values stand in the figure. How does the total error change with ${weight}? Find dE/d${weight}.`,
      '',
      `Given: ${Object.entries(given)
        .map(([name, value]) => `${name} = ${value}`)
        .join(', ')}`,
      `Asked: p1: dE/d${weight}`,
    ]);
  });

  it('prints solution and mistakes to read', async () => {
    const text = (await run('du-linear', '--seed=7', '--key')).printed.join('\n');
    expect(text).toMatch(/^ {2}Right answer: -?\d+(\/\d+)? = -?[\d.]+$/m);
    expect(text).toMatch(/^ {4}e(\d) = y\1-t\1 = \S+ = -?[\d.]+$/m);
    const answer = /^ {4}dE\/du(\d)(\d) = e\2\*h\1 = \S+ = (\S+)$/m.exec(text)?.[3];
    const sign = /^ {4}M01 SIGN\.0: (\S+)$/m.exec(text)?.[1];
    expect(Number(sign)).toBe(-Number(answer));
    expect(text).toMatch(/^ {2}Masked: .*\bNO_DHID\b/m);
  });

  it('speaks Persian', async () => {
    const { printed } = await run('du-linear', '--key', '--locale', 'fa');
    expect(printed[0]).toBe('وزنی از بخش دوم، شبکهٔ خطی');
    expect(printed.some((line) => line.startsWith('  پاسخ درست: '))).toBe(true);
  });

  it.each([
    [[], 'Name one exercise.'],
    [['du-linear', 'dw-linear'], 'Name one exercise.'],
    [['no-such'], 'There is no exercise “no-such”. There are: '],
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
