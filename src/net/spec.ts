/** What a net is, apart from its numbers: two activations and a loss on the 2-3-2 net of the lecture. */
export const hiddenActivations = [
  'linear',
  'relu',
  'leakyRelu',
  'sigmoid',
  'tanh',
  'hardSigmoid',
  'softplus',
] as const;
export const outputActivations = ['linear', 'sigmoid', 'tanh', 'softmax'] as const;
/** half: E_k = ½e_k². full: E_k = e_k². mean: E = (e_1² + e_2²)/2. crossEntropy: E_k = −t_k·ln y_k, with softmax only. */
export const losses = ['half', 'full', 'mean', 'crossEntropy'] as const;

export type HiddenActivation = (typeof hiddenActivations)[number];
export type OutputActivation = (typeof outputActivations)[number];
export type Loss = (typeof losses)[number];

export interface NetSpec {
  readonly hidden: HiddenActivation;
  readonly output: OutputActivation;
  readonly loss: Loss;
  /** A weight whose gradient is checked by finite difference: then the net has E⁺, E⁻ and their quotient too. */
  readonly nudged?: string;
}

/** What tells two kinds of nets apart. */
export const netKey = ({ hidden, output, loss, nudged = '' }: NetSpec): string =>
  [hidden, output, loss, nudged].join();
