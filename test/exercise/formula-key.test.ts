import { describe, expect, it } from 'vitest';
import { formName } from '../../src/exercise/certify.ts';
import { formulaKeyOf, half } from '../../src/exercise/formula-key.ts';
import { parseFormula } from '../../src/formula/parse.ts';
import { show } from '../../src/formula/show.ts';
import {
  hiddenActivations,
  type Loss,
  type NetSpec,
  type OutputActivation,
  outputActivations,
} from '../../src/net/spec.ts';
import { formulaUnder } from '../grading/attempts.ts';

const shown = ['x1', 'x2', 't1', 't2'];
const lossesOf = (output: OutputActivation): readonly Loss[] =>
  output === 'softmax' ? ['half', 'crossEntropy'] : ['half', 'full', 'mean'];
const nets: readonly NetSpec[] = hiddenActivations.flatMap((hidden) =>
  outputActivations.flatMap((output) => lossesOf(output).map((loss) => ({ hidden, output, loss }))),
);
const quantities = ['dE/dw13', 'dE/dw21', 'dE/du21', 'dE1/dw12', 'Δu31', 'new w22'];

const read = (typed: string, names: ReadonlySet<string>) => {
  const reading = parseFormula(typed, { names });
  if (reading.kind === 'problem') throw new Error(`${reading.problem.code}: ${typed}`);
  return reading.formula;
};

describe('the key of a formula part', () => {
  it('is right as it is printed, in every net', () => {
    nets.forEach((net, index) => {
      const quantity = quantities[index % quantities.length] ?? '';
      const key = formulaKeyOf(net, shown, quantity);
      const typed = read(show(key.right), key.names);
      expect(key.isRight(typed), `${JSON.stringify(net)} ${show(key.right)}`).toBe(true);
      expect(key.isRight(typed, 2n)).toBe(false);
      expect(key.formsOf(typed)).toEqual([]);
    });
  });

  it('knows what each mistake makes of it, however it is written', () => {
    const chosen: readonly NetSpec[] = [
      { hidden: 'tanh', output: 'sigmoid', loss: 'half' },
      { hidden: 'sigmoid', output: 'tanh', loss: 'mean' },
      { hidden: 'relu', output: 'linear', loss: 'half' },
      { hidden: 'hardSigmoid', output: 'linear', loss: 'half' },
      { hidden: 'tanh', output: 'softmax', loss: 'half' },
      { hidden: 'sigmoid', output: 'softmax', loss: 'crossEntropy' },
    ];
    for (const net of chosen) {
      for (const quantity of ['dE/dw13', 'dE/du21']) {
        const key = formulaKeyOf(net, shown, quantity);
        for (const form of key.shows) {
          const text = formulaUnder(form, quantity, {
            net,
            given: Object.fromEntries(shown.map((x) => [x, '2'])),
          });
          const typed = read(text, new Set([...key.names, 'eta']));
          const what = `${JSON.stringify(net)} ${quantity} ${formName(form)}: ${text}`;
          expect(key.isRight(typed), what).not.toBe(true);
          expect(key.formsOf(typed).map(formName), what).toContain(formName(form));
        }
      }
    }
  });

  it('masks what no numbers could show', () => {
    const shows = (net: NetSpec, quantity: string) =>
      new Set(formulaKeyOf(net, shown, quantity).shows.map(({ mistake }) => mistake));
    const linear = shows({ hidden: 'linear', output: 'linear', loss: 'half' }, 'dE/dw13');
    expect(['NO_DHID', 'NO_DOUT', 'HIDDEN_SLOPE'].filter((id) => linear.has(id as 'NO_DHID'))).toEqual([]);
    const relu = shows({ hidden: 'relu', output: 'linear', loss: 'half' }, 'dE/dw13');
    expect(relu.has('NO_DHID') && relu.has('RELU_MASKS_GRADIENT')).toBe(true);
    const crossEntropy = shows({ hidden: 'sigmoid', output: 'softmax', loss: 'crossEntropy' }, 'dE/du21');
    expect(crossEntropy.has('CE_EXTRA_SLOPE') && crossEntropy.has('SOFTMAX_DIAGONAL')).toBe(true);
  });

  it('tells half of it', () => {
    const key = formulaKeyOf({ hidden: 'tanh', output: 'sigmoid', loss: 'half' }, shown, 'dE/du21');
    expect(key.isRight(read('(y1-t1)y1(1-y1)h2/2', key.names), half)).toBe(true);
    expect(key.isRight(read('(y1-t1)y1(1-y1)h2', key.names))).toBe(true);
  });
});
