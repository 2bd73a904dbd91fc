/** Hostile inputs for the parser, the same for the same seed. */

const answers = [
  '-3/40',
  '1.2e-3',
  '1,2·10^-3',
  '½',
  '.5',
  '−0.03',
  '۰٫۰۳۱',
  '٠٫٠٣١',
  '0.5*0.25*(1-0.25)',
  '(y1-t1)*u11*x1',
  "f'(a1)*x1",
  'dE/du11',
  '∂E/∂w_{12}',
  '2x1',
  'x1 w11',
  '2(x1+x2)',
  '1 234,5',
  "1'234.5",
  '√2',
  'sigmoid(0.3)',
  '|x1-x2|',
  '2^3^2',
  'e^-x1',
  'exp(1)^2',
  '1½',
  'x1²',
  '9^9^9',
  'tanh(1e3)',
  'ln(0)',
  '1/0',
  '(1/3)^200',
  'sqrt(1e300)^(1/3)',
];

const pieces = [
  ...'0123456789.,+-−*/^()|√½¼²⁻³σηπ =_{}%[]\'"',
  ...'eExyhwut',
  'x1',
  'w11',
  'E1',
  'e1',
  'exp(',
  'sqrt(',
  'sin(',
  'tanh(',
  'log(',
  'ln(',
  'abs(',
  '**',
  'e-',
  '1e400',
  '10^',
  '(((((',
  ')))))',
  '^^',
  '^-',
  '--',
  '9^9',
  '1e399',
  "f'(",
  'dE/d',
  'new ',
  '٫',
  '٬',
  '۰',
  '۹',
  '٣',
  '\u00a0',
  '\u200f',
  '\u202f',
  '\u0000',
  '\ud800',
  '💗',
  'ﷺ',
  '́',
];

/** A generator of texts: one third each of mutated answers, random tokens, and random characters. */
export function tokenSoup(seed: number): () => string {
  const below = randomBelow(seed);
  const pick = (from: readonly string[]) => from[below(from.length)] ?? '';
  const many = (count: number, make: () => string) => Array.from({ length: count }, make).join('');
  const kinds = [
    () => mutated(pick(answers), below, () => pick(pieces)),
    () => many(1 + below(12), () => pick(pieces)),
    () => many(1 + below(12), () => String.fromCharCode(below(below(2) === 0 ? 0x3000 : 0x10000))),
    () => repeated(pick(pieces) + pick(pieces), below),
    () => many(1 + below(4), () => `${pick(answers)}${pick(pieces)}`),
    () =>
      mutated(
        many(1 + below(3), () => `(${pick(answers)})${pick(['+', '*', '^', '/'])}`),
        below,
        () => pick(pieces),
      ),
  ];
  return () => (kinds[below(kinds.length)] ?? kinds[0])?.() ?? '';
}

/** Now and then up to the greatest length that is read. */
function repeated(piece: string, below: (bound: number) => number): string {
  return piece.repeat(1 + below(below(50) === 0 ? Math.floor(2000 / piece.length) : 20));
}

function mutated(text: string, below: (bound: number) => number, piece: () => string): string {
  let result = text;
  for (let count = 1 + below(3); count > 0; count--) {
    const at = below(result.length + 1);
    const removed = below(3);
    result = result.slice(0, at) + (below(4) === 0 ? '' : piece()) + result.slice(at + removed);
  }
  return result;
}

/** xorshift32 (Marsaglia 2003). */
function randomBelow(seed: number): (bound: number) => number {
  let state = seed * 2654435761 || 1;
  return (bound) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % bound;
  };
}
