/**
 * Every sentence that a person reads, in English. One object a room of the house; a sentence that needs
 * values is a function of them. Another language is one more file of this shape (see language.ts).
 */
type Values = Readonly<Record<string, string>>;

export const en = {
  tag: 'en',
  name: 'English',
  direction: 'ltr',

  /** Names of what the net is made of, as said aloud or written in a sentence. */
  net: {},

  /** Why an answer could not be read. */
  reading: {
    empty: () => 'Nothing was typed.',
    tooLong: (v: Values) => `The answer is longer than ${v.limit} characters.`,
    tooDeep: (v: Values) =>
      `There are more than ${v.limit} brackets, signs or powers inside one another here.`,
    tooLarge: (v: Values) =>
      `This number is too large or too small to be an answer here (powers of ten up to ${v.limit}).`,
    unexpected: (v: Values) => `“${v.found}” does not fit here.`,
    unfinished: (v: Values) => `Something is missing after “${v.found}”.`,
    unclosed: () => 'This bracket is never closed.',
    unopened: () => 'This closing bracket has no opening one.',
    emptyBrackets: () => 'There is nothing between these brackets.',
    otherBrackets: () => 'Only round brackets ( ) can be used.',
    unknownName: (v: Values) => `“${v.name}” is no name that this exercise shows.`,
    unknownFunction: (v: Values) =>
      `“${v.name}” is no function known here; if a product is meant, write “${v.name}*(…)”.`,
    functionNeedsBrackets: (v: Values) =>
      `Write brackets around what “${v.name}” is applied to: ${v.name}(…).`,
    twoNumbers: () => 'Two numbers stand side by side; write the sign between them.',
    twoReadings: (v: Values) => `This can be read as ${v.first} or as ${v.second}; write the one you mean.`,
    illFormedNumber: () => 'The points, commas or spaces in this number do not fit together.',
    unfinishedExponent: () => 'After the e of a power of ten, one whole number is needed, as in 1.2e-3.',
    repeatedSign: () => 'Two signs stand side by side; write one, or put a bracket between them.',
    timesLetter: () => 'Write * or · for times, not the letter x.',
    percent: () => 'Write the number without the percent sign: 0.05 for 5 percent.',
    equalsSign: () => 'Write only the value, without an equals sign.',
    invisible: (v: Values) => `There is a character here that cannot be seen (${v.character}); delete it.`,
    noValue: () => 'No value could be computed for this; perhaps it divides by zero.',
    divisionByZero: () => 'This divides by zero, so it has no value.',
    outsideDomain: () =>
      'This has no real value: a root of a negative number, or a logarithm of zero or less.',
  },

  /** Formulas as said aloud by a screen reader. */
  speech: {
    digits: [
      'zero',
      'one',
      'two',
      'three',
      'four',
      'five',
      'six',
      'seven',
      'eight',
      'nine',
    ] as readonly string[],
    eta: 'eta',
    pi: 'pi',
    brackets: (inside: string) => `open bracket ${inside} close bracket`,
    negate: (operand: string) => `minus ${operand}`,
    add: (left: string, right: string) => `${left}, plus ${right}`,
    subtract: (left: string, right: string) => `${left}, minus ${right}`,
    multiply: (left: string, right: string) => `${left} times ${right}`,
    divide: (left: string, right: string) => `${left} over ${right}`,
    power: (base: string, exponent: string) => `${base} to the power of ${exponent}`,
    squared: (base: string) => `${base} squared`,
    call: (fn: string, argument: string) => `${fn} of ${argument}, end of ${fn}`,
    derivative: (of: string, by: string) => `the derivative of ${of} with respect to ${by}`,
    slope: (fn: string, at: string) => `${fn} prime of ${at}`,
    step: (weight: string) => `the step of ${weight}`,
    newWeight: (weight: string) => `the new ${weight}`,
    functions: {
      exp: 'the exponential',
      ln: 'the natural logarithm',
      sqrt: 'the square root',
      abs: 'the absolute value',
      gate: 'the gate',
      relu: 'ReLU',
      leakyRelu: 'leaky ReLU',
      sigmoid: 'sigmoid',
      tanh: 'hyperbolic tangent',
      hardSigmoid: 'hard sigmoid',
      softplus: 'softplus',
      sin: 'sine',
      cos: 'cosine',
      tan: 'tangent',
    },
  },

  /** The sentence of feedback of each mistake, by the mistake's id. */
  mistakes: {},

  /** Steps of solutions, and hints. */
  solution: {},

  /** Verdicts and what follows from them. */
  grading: {},

  /** The figure and charts in words. */
  figure: {},

  /** Pages of students and visitors. */
  student: {},

  /** Pages of teachers. */
  teacher: {},

  /** What the server says when something is refused or fails. */
  refusals: {},
};
