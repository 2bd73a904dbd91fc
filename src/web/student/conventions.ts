/** The conventions that hold for a net, as rows of a table: printed with every exercise, never silently another. */
import { mathHtml } from '../../figure/math.ts';
import { type Locale, say } from '../../language/language.ts';
import type { HiddenActivation, Loss, NetSpec, OutputActivation } from '../../net/spec.ts';

export interface ConventionRow {
  readonly name: string;
  readonly formulas: readonly string[];
  /** '' where the formulas say it all. */
  readonly note: string;
}

const hiddenLatex: Readonly<Record<HiddenActivation, string>> = {
  linear: 'h_j = f(a_j) = a_j',
  relu: 'h_j = f(a_j) = \\max(0, a_j)',
  leakyRelu: 'h_j = f(a_j) = \\max(\\tfrac{1}{10} a_j, a_j)',
  sigmoid: 'h_j = f(a_j) = \\frac{1}{1 + e^{-a_j}}',
  tanh: 'h_j = f(a_j) = \\tanh a_j',
  hardSigmoid: 'h_j = f(a_j) = \\min(1, \\max(0, 0.2\\,a_j + 0.5))',
  softplus: 'h_j = f(a_j) = \\ln(1 + e^{a_j})',
};

const outputLatex: Readonly<Record<OutputActivation, string>> = {
  linear: 'y_k = g(z_k) = z_k',
  sigmoid: 'y_k = g(z_k) = \\frac{1}{1 + e^{-z_k}}',
  tanh: 'y_k = g(z_k) = \\tanh z_k',
  softmax: 'y_k = \\frac{e^{z_k}}{e^{z_1} + e^{z_2}}',
};

const lossLatex: Readonly<Record<Loss, readonly string[]>> = {
  half: ['E_k = \\tfrac{1}{2} e_k^2', 'E = E_1 + E_2'],
  full: ['E_k = e_k^2', 'E = E_1 + E_2'],
  mean: ['E_k = \\tfrac{1}{2} e_k^2', 'E = \\tfrac{1}{2}(e_1^2 + e_2^2)'],
  crossEntropy: ['E_k = -t_k \\ln y_k', 'E = E_1 + E_2'],
};

/** Rows in the order in which the net computes. */
export function conventionsOf(net: NetSpec, locale: Locale): readonly ConventionRow[] {
  const words = say(locale).student.conventions;
  const row = (name: string, latex: readonly string[], note = ''): ConventionRow => ({
    name,
    formulas: latex.map((formula) => mathHtml(formula)),
    note,
  });
  const gated = net.hidden === 'relu';
  return [
    row(words.index, ['w_{ij}\\colon x_i \\to h_j', 'u_{jk}\\colon h_j \\to y_k'], words.fromTo),
    row(words.hidden, ['a_j = x_1 w_{1j} + x_2 w_{2j}', hiddenLatex[net.hidden]], words.noBias),
    row(words.output, ['z_k = h_1 u_{1k} + h_2 u_{2k} + h_3 u_{3k}', outputLatex[net.output]]),
    row(words.error, ['e_k = y_k - t_k']),
    row(words.loss, lossLatex[net.loss]),
    row(words.gradient, ['\\frac{\\partial E}{\\partial w}'], words.forwardWeights),
    row(words.step, ['\\Delta w = -\\eta \\, \\frac{\\partial E}{\\partial w}']),
    row(words.newWeight, ['w - \\eta \\, \\frac{\\partial E}{\\partial w}']),
    ...(gated ? [row(words.corner, ["f'(a) = 0, \\; a \\le 0"])] : []),
  ];
}
