/** How functions and constants are written by people. */
import type { FunctionName } from './formula.ts';

const functionWords: ReadonlyMap<string, FunctionName> = new Map([
  ['exp', 'exp'],
  ['ln', 'ln'],
  /** Natural, as in the lecture and in NumPy; log10 and log2 are not read. */
  ['log', 'ln'],
  ['sqrt', 'sqrt'],
  ['abs', 'abs'],
  ['sigmoid', 'sigmoid'],
  ['σ', 'sigmoid'],
  ['tanh', 'tanh'],
  ['relu', 'relu'],
  ['ReLU', 'relu'],
  ['leakyRelu', 'leakyRelu'],
  ['hardSigmoid', 'hardSigmoid'],
  ['softplus', 'softplus'],
  ['gate', 'gate'],
  ['sin', 'sin'],
  ['cos', 'cos'],
  ['tan', 'tan'],
]);

/** The function of a written word; a first capital may be a telephone's (Exp, Sqrt). */
export const findFunction = (word: string): FunctionName | undefined =>
  functionWords.get(word) ?? functionWords.get(word.slice(0, 1).toLowerCase() + word.slice(1));

/** The name under which π stands in a formula; e has none: it is exp(1). */
export const pi = 'π';

export type Constant = 'e' | 'pi';

export const findConstant = (word: string): Constant | undefined => {
  if (word === 'e') return 'e';
  return word === 'pi' || word === 'π' ? 'pi' : undefined;
};
