import { describe, expect, it } from 'vitest';
import { grade } from '../../src/cli/grade.ts';
import { definitionOf, variantOf } from '../exercise/catalogue.ts';

async function run(argv: readonly string[], text: string) {
  const [printed, complaints]: [Record<string, unknown>[], string[]] = [[], []];
  async function* input() {
    yield text;
  }
  const exitCode = await grade.run(argv, {
    input: input(),
    print: (line) => printed.push(JSON.parse(line)),
    complain: (line) => complaints.push(line),
  });
  return { exitCode, printed, complaints };
}

const variant = variantOf(definitionOf('du-linear'), 'shell');
const quantity = variant.parts[0]?.quantity ?? '';
const key = variant.certificate.parts.p1?.key ?? '';

describe('chainmark grade', () => {
  it('prints verdict, mark, diagnosis and what a student reads, a line for a line', async () => {
    const lines = [{ p1: key }, { [quantity]: key }, { p1: '1,234' }, {}].map((line) => JSON.stringify(line));
    const { printed, exitCode } = await run(['du-linear', '--seed', 'shell'], lines.join('\n'));
    expect(exitCode).toBe(0);
    const right = { mark: '1', parts: [{ part: 'p1', quantity, verdict: { kind: 'right' }, feedback: [] }] };
    expect(printed).toMatchObject([
      right,
      right,
      {
        mark: '0',
        parts: [{ verdict: { kind: 'unreadable' }, feedback: [expect.stringContaining('1234')] }],
      },
      { mark: '0', parts: [{ verdict: { kind: 'empty' } }], diagnosis: { candidates: [] } },
    ]);
  });

  it('answers each line that it cannot grade with one sentence, and goes on', async () => {
    const { printed, exitCode } = await run(
      ['--seed', 'shell', '--locale', 'en', 'du-linear'],
      `nonsense\n[1]\n{"p1":null}\n{"p7":"1"}\n{"p1":${JSON.stringify(key)}}`,
    );
    const shape = 'Expected an object of part → typed text, such as {"p1":"-3/40"}.';
    expect(printed.slice(0, 4)).toEqual([
      { error: 'This line is not JSON.' },
      { error: shape },
      { error: `p1: ${shape}` },
      { error: 'There is no part “p7”. There are: p1.' },
    ]);
    expect(printed[4]).toMatchObject({ mark: '1' });
    expect(exitCode).toBe(1);
  });

  it('complains once about an exercise that is not there, or a missing seed', async () => {
    const unknown = await run(['nothing', '--seed', 'a'], '{}');
    expect(unknown).toMatchObject({ exitCode: 1, printed: [] });
    expect(unknown.complaints).toEqual([expect.stringContaining('du-linear')]);
    expect(await run(['du-linear'], '{}')).toMatchObject({ exitCode: 1, printed: [] });
  });
});
