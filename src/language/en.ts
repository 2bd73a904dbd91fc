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
  net: {
    activations: {
      linear: 'linear',
      relu: 'ReLU',
      leakyRelu: 'leaky ReLU',
      sigmoid: 'the sigmoid',
      tanh: 'tanh',
      hardSigmoid: 'the hard sigmoid',
      softplus: 'softplus',
      softmax: 'softmax',
    },
  },

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
    unknownOption: (v: Values) => `“${v.found}” is none of the options.`,
    incompleteOrder: () => 'Put every option in the order, each exactly once.',
    noneAndSome: () => '“None of them” does not go with another option.',
    oneOnly: () => 'Choose one option.',
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
    raised: (of: string) => `${of} plus`,
    lowered: (of: string) => `${of} minus`,
    quotient: 'the difference of E plus and E minus, over two d',
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
  mistakes: {
    SIGN: 'Right size, opposite sign: here e = y − t, so an output that is too large gives a positive e.',
    X2: 'Exactly twice the right value: with E = ½Σe², the 2 that comes down cancels the ½.',
    HALF: 'Exactly half the right value: the derivative of ½e² is e, not ½e – and effects along two paths are added, not averaged.',
    LOSS_FOR_ERROR:
      'You sent the loss E_k back. What travels back is its derivative: with ½e_k² that is e_k.',
    TARGET_FORGOTTEN:
      'You used the output itself as the error. Compare it with the target first: e_k = y_k − t_k.',
    ABS_ERROR: 'Keep the sign of e_k: it tells which way the output has to move.',
    NO_ACT_OUT: 'You compared z_k with the target. The output is y_k = g(z_k): apply g first.',
    NO_ACT_HID: 'You passed a_j on. Apply the activation first: h_j = f(a_j).',
    NO_DOUT:
      "The slope of the output unit is missing: multiply e_k by g′(z_k), since the unit passes on only its slope's share.",
    VALUE_FOR_SLOPE: 'You multiplied by the value g(z_k). The chain rule asks for the slope g′(z_k).',
    SLOPE_AT_OUTPUT:
      'You took the slope at y_k, as if the activation were applied twice. Take g′ at z_k – or use the shortcut in y_k.',
    SHORTCUT_AT_PRE:
      "The shortcut for the slope is written in the unit's value, y(1 − y) or 1 − y², not in z.",
    DROPPED_FACTOR: 'A piece of the slope is missing: sigmoid′ = y·(1 − y), tanh′ = 1 − y².',
    SIGN_IN_SLOPE: 'The sign inside the slope: sigmoid′ = y(1 − y) and tanh′ = 1 − y², both with a minus.',
    OTHER_SLOPE: 'That is the slope of the other function: y(1 − y) belongs to the sigmoid, 1 − y² to tanh.',
    SAME_SLOPE: 'Each output has its own slope; you used that of y1 for both.',
    SOFTMAX_DIAGONAL: 'Softmax outputs share one sum: moving z1 moves y2 as well, and that path counts too.',
    CE_EXTRA_SLOPE:
      'With softmax and cross-entropy the slope has already cancelled: δ_k = y_k − t_k, with no further factor.',
    DROP_E2:
      'This looks like only the path through y1. The weight reaches E through y1 and through y2: add both.',
    DROP_E1:
      'This looks like only the path through y2. The weight reaches E through y1 and through y2: add both.',
    AVERAGE_PATHS: 'Effects along parallel paths are added, not averaged.',
    MULTIPLY_PATHS: 'Multiply along a path, add across paths: you multiplied the two paths with each other.',
    SUBTRACT_PATHS:
      'The two contributions are added, each with its own sign; you subtracted one from the other.',
    SUM_THEN_MULTIPLY:
      'Pair each δ_k with its own u_jk before you add; you added first and multiplied the sums.',
    CROSSED: 'The pairs are crossed: u_j1 carries δ1 back, u_j2 carries δ2.',
    ALL_HIDDEN: 'w_ij enters only h_j. The other hidden units do not depend on it, so leave their terms out.',
    BOTH_ERRORS_FOR_U: "u_jk feeds only y_k, so only that output's error counts; you added both.",
    OTHER_OUTPUT: 'u_jk goes to y_k: use δ_k of that output, not of the other one.',
    NO_U: "On the way back each δ_k is weighed by u_jk: that is h_j's share of the blame.",
    U_TRANSPOSED: 'The indices read from → to: u_jk goes from h_j to y_k. You used the transposed weight.',
    OTHER_ROW: 'These are the weights of another hidden unit. Use the arrows that leave h_j.',
    U_UPDATED:
      'You used the updated u. All gradients use the weights of the forward pass; update at the very end.',
    ABS_U: 'A negative u reverses the blame: keep its sign.',
    U_SHARE: 'Weigh by u_jk itself; it is not divided by the sum of the weights.',
    W_FOR_U: 'Going back from y to h you cross u, not w.',
    EXTRA_H: '∂z_k/∂h_j is u_jk. The factor h_j belongs to ∂/∂u_jk.',
    NO_DHID:
      "The slope of the hidden unit is missing: the error must pass h_j's activation, so multiply by f′(a_j).",
    HIDDEN_SLOPE:
      'The slope of the hidden unit is not right: it is f′(a_j), for sigmoid h_j(1 − h_j), for tanh 1 − h_j².',
    OTHER_UNIT_SLOPE: 'That is the slope of another unit. Use the slope of h_j, the unit that w_ij feeds.',
    RELU_SLOPE_1: 'h_j is off (a_j < 0): its slope is 0, and no error passes.',
    RELU_MASKS_GRADIENT: 'The gate looks at a_j, not at the sign of the error that comes back.',
    GATE_REPLACES: 'Multiply the incoming error by the slope; the slope does not replace it.',
    X_FOR_H: 'The input of u_jk is h_j, not x.',
    PRE_FOR_H: 'u_jk multiplies h_j = f(a_j), not a_j.',
    H_FOR_X: 'The input of w_ij is x_i, not h_j.',
    OTHER_INPUT: 'That is the input of another weight: the weight starts at the unit its first index names.',
    NO_INPUT:
      "You stopped at δ, the derivative by the pre-activation. Times the weight's input gives the derivative by the weight.",
    WEIGHT_FOR_INPUT: "∂(x·w)/∂w is x, not w: multiply by the weight's input.",
    W_TRANSPOSED: 'The indices read from → to: w12 goes from x1 to h2. You used the transposed weight.',
    STEP: 'That is the step. The gradient has no η and no minus.',
    NEW_WEIGHT: 'That is the updated weight, which is not what is asked here.',
    ASCENT: 'Descent subtracts the gradient: w − η·∂E/∂w.',
    NO_ETA: 'The learning rate η is missing.',
    ONE_E_ONLY: "You gave the part of one error only. The total also has the other one's part.",
    ROUNDED_EARLY:
      'The method is right, the digits got lost on the way: keep at least 4 decimals until the end.',
    DECIMAL_SLIP: 'The digits are right; check the decimal point.',
  },

  /** HIDDEN_SLOPE by the wrong slope that was used at the hidden unit. */
  hiddenSlopes: {
    VALUE_FOR_SLOPE:
      'At the hidden unit you multiplied by its value h_j = f(a_j). The chain rule asks for its slope f′(a_j).',
    SLOPE_AT_OUTPUT:
      'You took the slope of the hidden unit at h_j, as if its activation were applied twice. Take f′ at a_j – or use the shortcut in h_j.',
    SHORTCUT_AT_PRE:
      'The shortcut for the slope of a hidden unit is written in its value, h(1 − h) or 1 − h², not in a.',
    DROPPED_FACTOR:
      'A piece of the hidden unit’s slope is missing: for sigmoid it is h_j(1 − h_j), for tanh 1 − h_j².',
    SIGN_IN_SLOPE:
      'The sign inside the slope of the hidden unit: sigmoid has h_j(1 − h_j), tanh 1 − h_j², both with a minus.',
    OTHER_SLOPE:
      'At the hidden unit you used the slope of the other function: h_j(1 − h_j) belongs to the sigmoid, 1 − h_j² to tanh.',
  },

  /** Names of the skills, by id. */
  skills: {
    K1: 'Reading indices',
    K2: 'The forward pass',
    K3: 'Errors and losses',
    K4: 'Which weight reaches which error',
    K5: 'Slopes of activations',
    K6: 'The error at an output’s pre-activation',
    K7: 'Gradients of u weights',
    K8: 'What one path contributes',
    K9: 'Adding the paths',
    K10: 'The error at a hidden pre-activation',
    K11: 'Gradients of w weights',
    K12: 'Steps and new weights',
    K13: 'Ranking the adjustments',
    K14: 'Saturated and dead units',
    K15: 'The formula itself',
    K16: 'Gradient check by finite difference',
    K17: 'Finding somebody’s mistake',
  },

  /**
   * Questions that are answered by choosing, by id: what is asked of `v` (mathematics between dollar signs), and
   * what to remember where the answer is wrong.
   */
  questions: {
    errorsReached: {
      ask: (v: string) => `Which errors does ${v} contribute to?`,
      remember: 'Follow the arrows from it to the right. Whatever they lead to, it contributes to.',
    },
    pathCount: {
      ask: (v: string) => `How many paths lead from ${v} to the errors?`,
      remember: 'Start where it ends and count every way along the arrows that comes to an error.',
    },
    weightsOnPaths: {
      ask: (v: string) => `Mark every weight of the second part that lies on a path from ${v} to an error.`,
      remember:
        'Its first step leads to one hidden unit; mark the arrows that leave that unit, and no others.',
    },
    zeroGradients: {
      ask: () => 'Which of these weights have a gradient of exactly 0?',
      remember:
        'A ReLU that is off has the slope 0, and no error passes through it to the weights before it.',
    },
    smallGradients: {
      ask: () =>
        'Which of these weights learn almost nothing: less than 2 % of the largest gradient among them?',
      remember:
        'Look for the units whose value is near 0 or near 1: there the slope h(1 − h) nearly vanishes.',
    },
    largestStep: {
      ask: () => 'Which of these weights is adjusted most?',
      remember:
        'Compare the sizes |∂E/∂w|, without their signs: the weight that contributed most is adjusted most.',
    },
    growingWeights: {
      ask: () => 'Which of these weights become larger in the next step?',
      remember: 'The step is −η·∂E/∂w: a weight grows exactly where its gradient is negative.',
    },
    bySize: {
      ask: () => 'Put the weights in order of the size of their adjustment, largest first.',
      remember: 'Compare the sizes |∂E/∂w|, without their signs: a larger contribution is adjusted by more.',
    },
    mistakenLine: {
      ask: () => 'Somebody worked this out. Which line is the first that is wrong?',
      remember: 'Go through the lines from the top, and work each one out from those above it.',
    },
    mistakeName: {
      ask: () => 'What went wrong there?',
      remember: 'Compare the line with what ought to stand there, factor by factor.',
    },
  },
  /** Checking and previewing exercises. */
  exerciseCheck: {
    usage: () =>
      'Usage: chainmark exercise check [FILE…] [--seeds N] [--json], or chainmark exercise preview ID [--seed S] [--locale en|fa]',
    badSeeds: (v: Values) => `“${v.found}” is no number of seeds; write a whole number from 1 to 100000.`,
    cannotRead: (v: Values) => `${v.file} cannot be read: ${v.reason}.`,
    twice: (v: Values) => `${v.file}: the id ${v.id} is taken by another file.`,
    badFile: (v: Values) => `${v.file}, line ${v.line}${v.at}: ${v.expected}`,
    problem: (v: Values) => `${v.exercise}, seed ${v.seed}: ${v.problem}`,
    columns: ['exercise', 'level', 'seeds', 'draws', 'ms', 'problems'] as readonly string[],
    summary: (v: Values) => `${v.exercises} exercises, ${v.variants} variants: ${v.problems} problems.`,
    accepted: (v: Values) => `${v.percent} % of draws are accepted (${v.variants} of ${v.draws}).`,
    noVariant: (v: Values) =>
      `no variant in ${v.draws} draws; what failed most (${v.percent} %): ${v.constraint}`,
    text: (v: Values) => `the text in ${v.locale} does not render: ${v.reason}`,
    unclosedMath: () => 'its dollar signs do not pair up',
    key: (v: Values) => `the key does not earn full marks (${v.mark}): ${v.parts}`,
    leak: (v: Values) => `the student’s view holds ${v.what}`,
    solution: (v: Values) => `the solution of ${v.quantity} does not end in its key, ${v.key}`,
    hints: (v: Values) => `a hint on ${v.quantity} is empty in ${v.locale}`,
    inhumane: (v: Values) => `${v.name} = ${v.value} is no number to calculate with`,
  },
  /** Options that are no quantity. */
  options: {
    none: 'none of them',
    place: (n: number): string => `Place ${n}`,
    choose: 'choose',
    rightIs: 'Right is:',
  },

  /** Steps of solutions, and hints. The values are names of quantities, set as mathematics. */
  solution: {
    equals: (left: string, right: string) => `${left}, equals ${right}`,
    isAbout: (left: string, right: string) => `${left}, is about ${right}`,

    /** What one step does, and why. */
    captions: {
      preActivation: (v: Values) =>
        `What arrives at ${v.unit}: each value that comes in times its weight, all added up.`,
      passedOn: (v: Values) => `${v.unit} is a linear unit: it passes on what arrives.`,
      activated: (v: Values) => `${v.unit} applies its activation, ${v.activation}, to what arrives.`,
      softmax: (v: Values) =>
        `Softmax: the exponential of ${v.pre}, as a share of the sum of both exponentials.`,
      secondTarget: () => 'The targets are shares of one whole: together they are 1.',
      error: (v: Values) =>
        `The error is the output minus its target; above 0 it says that ${v.unit} is too large.`,
      halfLoss: (v: Values) => `The loss of ${v.unit}: half the square of its error.`,
      fullLoss: (v: Values) => `The loss of ${v.unit}: the square of its error.`,
      crossEntropyLoss: (v: Values) =>
        `The loss of ${v.unit}: minus its target times the logarithm of the output.`,
      sum: () => 'The total error is the sum of both.',
      mean: () => 'The total error is the mean of both.',
      linearSlope: () => 'A linear unit passes every change on as it is: its slope is 1.',
      sigmoidSlope: (v: Values) =>
        `The slope of the sigmoid follows from the unit’s own value ${v.unit}: the value times one minus the value.`,
      tanhSlope: (v: Values) =>
        `The slope of tanh follows from the unit’s own value ${v.unit}: one minus its square.`,
      softplusSlope: (v: Values) => `The slope of softplus is the sigmoid, taken at ${v.pre}.`,
      softmaxSlope: (v: Values) =>
        `How ${v.unit} answers to its own ${v.pre}: the value times one minus the value.`,
      reluOn: (v: Values) => `${v.pre} is above 0, so ReLU is on: it passes every change on, with slope 1.`,
      reluOff: (v: Values) => `${v.pre} is below 0, so ReLU is off: nothing passes, its slope is 0.`,
      leakyReluOn: (v: Values) => `${v.pre} is above 0, where leaky ReLU has slope 1.`,
      leakyReluOff: (v: Values) => `${v.pre} is below 0, where leaky ReLU has slope 0.1.`,
      hardSigmoidOn: (v: Values) =>
        `${v.pre} lies between −2.5 and 2.5, where the hard sigmoid rises with slope 0.2.`,
      hardSigmoidOff: (v: Values) =>
        `${v.pre} lies outside −2.5 … 2.5, where the hard sigmoid is flat: its slope is 0.`,
      unreached: (v: Values) =>
        `No path leads from ${v.of} to ${v.target}: however ${v.of} changes, ${v.target} stays as it is.`,
      halfLossSlope: (v: Values) =>
        `Going back starts at the loss: the derivative of half a square is the error ${v.error} itself.`,
      fullLossSlope: (v: Values) =>
        `Going back starts at the loss: the derivative of a square is twice the error ${v.error}.`,
      meanLossSlope: (v: Values) =>
        `Going back starts at the loss: the 2 of the square and the ½ of the mean cancel, and the error ${v.error} is left.`,
      crossEntropySlope: (v: Values) =>
        `Going back starts at the loss: the derivative of the logarithm is one over ${v.unit}.`,
      throughSlope: (v: Values) => `Back through ${v.unit}: what came back, times the slope ${v.slope}.`,
      passedBack: (v: Values) => `Back through ${v.unit}: it is linear, so what came back passes unchanged.`,
      throughSoftmax: (v: Values) =>
        `Softmax ties the outputs together: ${v.pre} moves both, so both ways back count.`,
      softmaxOneWay: (v: Values) =>
        `Softmax ties the outputs together: ${v.pre} moves both, but only one of them enters ${v.target}.`,
      cancelled: () =>
        'With softmax and cross-entropy the slope and the logarithm cancel: output minus target is left.',
      addPaths: (v: Values) =>
        `${v.unit} feeds both outputs: come back along each arrow, times its weight, and add the two paths.`,
      onePath: (v: Values) =>
        `Only one path leads from ${v.unit} to ${v.target}: come back along it, times its weight.`,
      weightGradient: (v: Values) =>
        `${v.of} multiplies ${v.from} on the way to ${v.to}: what came back there, times ${v.from}.`,
      inputGradient: (v: Values) =>
        `${v.of} feeds all hidden units: come back along each arrow, times its weight, and add.`,
      step: (v: Values) =>
        `The step goes against the gradient: minus the learning rate ${v.eta} times ${v.gradient}.`,
      newWeight: (v: Values) =>
        `The new weight: the old one minus the learning rate ${v.eta} times ${v.gradient}.`,
      quotient: () =>
        'The slope of the line through both: how much E changes, over how far the weight was moved.',
    },

    /** First hints: where to look on the figure, and what for. */
    places: {
      arriving: (v: Values) =>
        `Find ${v.unit} in the figure and every arrow that ends there. ${v.of} is what they bring, before the activation.`,
      unit: (v: Values) =>
        `Find ${v.of} in the figure. Its value depends only on what the arrows that end there bring.`,
      target: () => 'Look at the two targets, at the right end of the figure.',
      error: (v: Values) =>
        `Look at the output ${v.unit} and the target beside it: how far apart are they, and which one is larger?`,
      loss: (v: Values) =>
        `Look at the output ${v.unit} and its error: ${v.of} says how bad that error is, whichever its sign.`,
      total: () => 'Look at the right end of the figure: what do both outputs together leave to be wished?',
      slope: (v: Values) => `Look at ${v.unit}: how strongly does it answer when ${v.pre} changes a little?`,
      gradientAtOutput: (v: Values) =>
        `Look at the output ${v.unit}: if ${v.of} grows a little, what happens to ${v.target} behind it?`,
      gradientAtHidden: (v: Values) =>
        `Look at ${v.unit} and follow the arrows that leave it: by which ways does a change of ${v.of} reach ${v.target}?`,
      gradientOfU: (v: Values) =>
        `Find ${v.of}, the arrow from ${v.from} to ${v.to}: which output does it reach, and what travels along it?`,
      gradientOfW: (v: Values) =>
        `Find ${v.of}, the arrow from ${v.from} to ${v.to}. It acts through ${v.to} alone; follow every way from there to ${v.target}.`,
      gradientOfInput: (v: Values) =>
        `Find ${v.of} at the left and every arrow that leaves it: by which ways does a change of it reach ${v.target}?`,
      update: (v: Values) =>
        `Find ${v.of}, the arrow from ${v.from} to ${v.to}. First find how the total error changes with it, then which way to move.`,
      quotient: () =>
        'Run the net forward twice: once with the weight larger by d, once with it smaller by d.',
    },

    /** Third hints. */
    nextStep: (caption: string) => `The next step: ${caption}`,
    lastStep: (caption: string) => `Only this is left to work out: ${caption}`,
    yourValues: (names: string) => `Put in your own ${names}.`,
    and: ' and ',
  },

  /** Exercises: the command that shows them, and what can be wrong with their files. */
  exercise: {
    variantUsage: () =>
      'Usage: chainmark variant <exercise> [--seed S] [--key] [--json] [--locale en|fa]. Without --seed, the seed is “1”.',
    noExercise: (v: Values) => `There is no exercise “${v.found}”. There are: ${v.expected}.`,
    oneExercise: () => 'Name one exercise.',
    unknownLocale: (v: Values) => `“${v.found}” is no language of Chainmark. There are: ${v.expected}.`,
    badArguments: (v: Values) => `The arguments cannot be read: ${v.reason}.`,
    badFile: (v: Values) => `exercises/${v.file}, line ${v.line}${v.at}: ${v.expected}`,
    noVariant: (v: Values) =>
      `No variant of ${v.exercise} was found in ${v.draws} draws. What failed most (${v.percent} %): ${v.constraint}.`,
    given: () => 'Given',
    asked: () => 'Asked',
    key: () => 'Right answer',
    mistakes: (v: Values) => `Mistakes that show (the nearest ${v.percent} % away)`,
    masked: () => 'Masked',
    solution: () => 'Solution',

    promptTooLong: (v: Values) => `The text of this exercise is longer than ${v.limit} characters.`,
    promptUnreadable: (v: Values) =>
      `The text of this exercise cannot be read (line ${v.line}): after “{{” a name and “}}” were expected.`,
    promptNeedsNames: (v: Values) =>
      `“${v.found}” (line ${v.line}) cannot stand in the text of an exercise: only a name in double braces can.`,
    promptUnknownName: (v: Values) =>
      `“${v.found}” (line ${v.line}) names nothing here. Expected one of: ${v.expected}.`,
  },

  /** Verdicts and what follows from them. */
  grading: {
    listed: (items: readonly string[]) =>
      items.length < 2 ? items.join('') : `${items.slice(0, -1).join(', ')} and ${items.at(-1)}`,
    accepted: {
      exactly: (value: string) => `Accepted was exactly ${value}.`,
      between: (least: string, greatest: string, key: string) =>
        `Accepted was anything from ${least} to ${greatest}; the value is ${key}.`,
      significant: (value: string, digits: number) =>
        `Accepted was ${value}, rounded correctly to ${digits} significant digits or more.`,
      decimals: (value: string, decimals: number) =>
        `Accepted was ${value}, rounded correctly to ${decimals} decimals or more.`,
      formula: (formula: string) => `Accepted was ${formula}, and every formula equal to it.`,
    },
    rounded: {
      significant: (digits: number) => `Give at least ${digits} significant digits.`,
      decimals: (decimals: number) => `Give at least ${decimals} decimals.`,
      share: (percent: string) =>
        `Give more digits: an answer counts when it is within ${percent} % of the value.`,
      exactly: () => 'Give the exact value: every digit, or a fraction such as 1/3.',
      closer: () => 'Give more digits.',
    },
    convention: {
      '2': (loss: string) =>
        `Your answer is exactly twice what is asked, as with another loss. Here the loss is ${loss}.`,
      '1/2': (loss: string) =>
        `Your answer is exactly half of what is asked, as with another loss. Here the loss is ${loss}.`,
    },
    followThrough: (names: string) =>
      `Right for your own value of ${names}; only that one is to be corrected.`,
    looksLike: (sentence: string) => `This looks like a familiar slip. ${sentence}`,
    together: (first: string, second: string) =>
      `This looks like two slips made together. ${first} ${second}`,
    several: (count: number) => `${count} different slips lead to this answer:`,
    ask: (name: string) => `To see which it was, work out ${name} by itself and compare.`,
    unknown: () => 'No familiar slip leads to this answer, so look at the step itself.',
    principle: (formula: string) => `The step: ${formula}.`,
    method: {
      right: () => 'The formula is right; the number that came of it is not. Compute it once more.',
      wrong: (name: string) => `The number is right, but the formula beside it is not that of ${name}.`,
    },
    differs: (yours: string, right: string) =>
      `With the numbers of this exercise your formula gives ${yours}, but the value is ${right}.`,
    differsAt: (numbers: string, yours: string, right: string) =>
      `Try ${numbers}: your formula gives ${yours}, but the value is ${right}.`,
    commandLine: {
      notJson: () => 'This line is not JSON.',
      notAnswers: () => 'Expected an object of part → typed text, such as {"p1":"-3/40"}.',
      noExercise: (name: string, known: string) => `There is no exercise “${name}”. There are: ${known}.`,
      noSeed: () => 'Say which variant: grade <exercise> --seed <text>.',
      noVariant: (reason: string) => `No variant could be drawn from this seed; it lacks ${reason}.`,
      noPart: (name: string, known: string) => `There is no part “${name}”. There are: ${known}.`,
    },
  },

  /** The figure and charts in words. */
  figure: {
    title: 'The net: two inputs, three hidden units, two outputs, their targets and errors',
    inputs: 'Inputs',
    firstWeights: 'Weights of the first part, from inputs to hidden units',
    hiddenUnits: 'Hidden units',
    secondWeights: 'Weights of the second part, from hidden units to outputs',
    outputs: 'Outputs, targets and errors',
    alsoGiven: 'Also given',
    notGiven: 'Not given',
    comma: ', ',
    and: ' and ',
    unit: (unit: string, role: string): string => (role === '' ? unit : `${unit} (${role})`),
    weight: (weight: string, from: string, to: string, errors: string): string =>
      `${weight}: from ${from} to ${to}, reaches ${errors}`,
    roles: {
      input: 'input',
      preActivation: 'pre-activation',
      hiddenUnit: 'hidden unit',
      output: 'output',
      target: 'target',
      error: 'error',
    },
    nudgePlot: (weight: string): string =>
      `The loss E while ${weight} is moved a little, and the straight line that your answer predicts`,
  },

  /** Pages of students and visitors. */
  student: {
    site: 'Chainmark',
    titleOf: (page: string): string => `${page} · Chainmark`,
    skip: 'Skip to the content',
    language: 'Language',
    theme: 'Colours',
    themes: { auto: 'Auto', light: 'Light', dark: 'Dark' },
    footer: 'Backpropagation on the 2-3-2 net, marked exactly.',

    homeTitle: 'Learn backpropagation by doing it',
    homeIdea:
      'Chainmark gives you a small net with its numbers and asks for its gradients, one step at a time. It checks your answers exactly, and when one is wrong it tells you which step went wrong.',
    practise: 'Practise',
    exercises: 'Exercises',
    join: 'Join a course',
    joinIdea: 'Your teacher gave you a link or a code. No account is needed.',
    joinCode: 'Code of the course',
    yourName: 'Your name, as your teacher knows it',
    joinButton: 'Join',
    nameMissing: 'Write your name, so that your teacher knows whose answers these are.',
    noSuchCode:
      'No course has this code. Look at it once more: a code has eight letters and digits, and never 0, o, 1, l or i.',
    welcome: (name: string): string => `You are here as ${name}.`,
    assignments: 'Assignments',
    noAssignments: 'Nothing is assigned yet. Come back when your teacher says so.',
    tries: 'Tries',
    anyTries: 'as many as you like',
    triesEach: (tries: number): string => (tries === 1 ? 'one for each answer' : `${tries} for each answer`),
    untouched: 'Not begun',
    earned: (percent: number): string => `${percent} % earned`,
    invitations: { untouched: 'Begin', begun: 'Go on', done: 'Look again' },

    figure: 'The net',
    alsoGiven: 'Also given',
    conventionsTitle: 'Conventions used here',
    inWords: 'The figure in words',
    symbols: 'Symbols',
    check: 'Check',
    hint: 'Hint',
    another: 'Another like this',
    solution: 'Worked solution',
    /** The nudge experiment; `rises`: what the answer predicts when the weight grows. */
    nudge: {
      'other-direction': (weight: string, loss: string, rises: boolean): string =>
        `An experiment: let ${weight} grow a little. Your answer predicts that ${loss} ${rises ? 'rises' : 'falls'}; in the net it ${rises ? 'falls' : 'rises'}.`,
      less: (weight: string, loss: string, rises: boolean): string =>
        `An experiment: let ${weight} grow a little. ${loss} ${rises ? 'rises' : 'falls'}, as your answer predicts, but by less.`,
      more: (weight: string, loss: string, rises: boolean): string =>
        `An experiment: let ${weight} grow a little. ${loss} ${rises ? 'rises' : 'falls'}, as your answer predicts, but by more.`,
    },
    nudgeTruth: 'what the net does',
    nudgePrediction: 'what your answer predicts',
    triesLeft: (tries: number): string => (tries === 1 ? '1 try left' : `${tries} tries left`),
    lost: 'Not sent: there is no connection. Your answers are kept here; check again in a moment.',
    copied: 'Copied into the box:',
    allRight: 'All right. Well done.',
    someUnreadable: 'Something could not be read. That costs no try.',
    missed: 'Not right.',
    allClosed: 'No tries are left. The worked solution stands below.',
    noneRight: 'Not yet. Below each answer stands what it means.',
    rightOf: (right: number, all: number): string => `${right} of ${all} right.`,
    verdicts: {
      right: 'Right.',
      rounded: 'Right, but rounded too much.',
      convention: 'Another convention.',
      'follow-through': 'Right for your earlier value.',
      unreadable: 'This could not be read.',
      wrong: 'Not yet.',
    },
    conventions: {
      index: 'Indices',
      fromTo: '(from, to)',
      hidden: 'Hidden units',
      noBias: 'No biases.',
      output: 'Outputs',
      error: 'Errors',
      loss: 'Loss',
      gradient: 'Gradient',
      forwardWeights: 'All gradients use the weights of the forward pass.',
      step: 'Step',
      newWeight: 'New weight',
      corner: 'Slope of ReLU',
    },
  },

  /** Pages of teachers. */
  teacher: {
    firstTeacher: 'Become the first teacher',
    firstTeacherIdea:
      'This link works once. Whoever uses it owns this Chainmark: you can make courses and let others teach.',
    yourName: 'Your name, as students see it',
    nameMissing: 'Write your name, so that students know whose course it is.',
    become: 'Begin',
    courses: 'Your courses',
    noCourses: 'You have no course yet.',
    newCourse: 'A new course',
    courseTitle: 'Title',
    titleMissing: 'Write a title.',
    makeCourse: 'Make the course',
    join: 'How students join',
    joinIdea: 'Give them this link, or let them type the code under “Join a course”. They need no account.',
    joinCode: 'Code:',
    assignments: 'Assignments',
    noAssignments: 'Nothing is assigned yet.',
    newAssignment: 'A new assignment',
    assignmentTitle: 'Title',
    exercises: 'Exercises',
    collection: 'A collection as it is',
    noCollection: 'none: the exercises chosen below',
    exercisesMissing: 'Choose at least one exercise.',
    level: (level: number): string => `level ${level}`,
    tries: 'Tries for each answer',
    makeAssignment: 'Assign',
    students: (count: number): string => (count === 1 ? '1 student' : `${count} students`),
    noPeople: 'Nobody has joined yet.',
    reteach: 'What to teach next',
    noMistakes: 'No mistake has been recognised at a first try so far.',
    shownOf: (shown: number, opportunities: number): string =>
      `${shown} of ${opportunities} first answers that could show it`,
    results: 'Students and their answers',
    student: 'Student',
    mark: 'Mark',
    firstTry: 'Right at the first try',
    firstTryOf: (right: number, tried: number): string => `${right} of ${tried} right at the first try`,
    states: {
      untouched: 'not tried',
      'right-at-once': 'right at the first try',
      'right-later': 'right later',
      'not-yet': 'not yet right',
    },
    cell: (quantity: string, state: string, tries: number): string =>
      `${quantity}: ${state}, tries: ${tries}`,
    downloadCsv: 'Download the grades (CSV)',

    preview: 'Exercises by level',
    previewIdea:
      'Each exercise as students meet it, with its key, its mistakes and the proof that they show.',
    skills: 'Skills',
    forTeachers: 'For teachers only',
    seed: 'Seed',
    drawAnother: 'Draw another',
    key: 'Right answer',
    rightOptions: 'Right',
    distance: (percent: string): string => `The nearest mistake is at least ${percent} % away.`,
    mistakesShown: 'What each mistake would answer',
    mistake: 'Mistake',
    answer: 'Answer',
    masked: 'Mistakes that cannot show here',
    solution: 'Worked solution',
    accepted: (accepted: number, draws: number): string => `Of ${draws} draws, ${accepted} became a variant.`,
    failedMost: (constraint: string): string => `Refused most often for want of: ${constraint}.`,

    ownExercises: 'Exercises of your own',
    ownIdea:
      'Write an exercise as exercise files are written, for this course only. Key, hints, solution and diagnosis follow by themselves. Its id begins with own-.',
    noOwn: 'This course has no exercise of its own yet.',
    yaml: 'The definition (YAML)',
    file: 'Or a file',
    add: 'Check and add',
    added: (id: string): string => `“${id}” is added and can be assigned.`,
    notAdded: 'The exercise was not added.',
    upload: {
      empty: 'There is nothing to read: write a definition, or choose a file.',
      tooLong: (most: number): string => `A definition has at most ${most} characters.`,
      problem: (line: number, at: string, expected: string): string =>
        at === '' ? `Line ${line}: ${expected}` : `Line ${line}, ${at}: ${expected}`,
      ownId: (id: string): string =>
        `The id of an exercise of your own begins with own-, so that it can never be mistaken for another: own-${id}.`,
      assigned: (id: string): string =>
        `“${id}” is assigned already, so it stays as it is. Give the new one another id.`,
      tooMany: (most: number): string => `A course has at most ${most} exercises of its own.`,
      noVariant: (draws: number, accepted: number, constraint: string): string =>
        `Of ${draws} draws, ${accepted} became a variant that tells every mistake from the right answer; that is too few. Most often this was missing: ${constraint}. Allow more values, or ask for less at once.`,
    },

    worksheets: 'Worksheets',
    worksheetsIdea:
      'Sheets of paper, each with other numbers. The code on a sheet leads you to its key, and its student to the same exercise online.',
    noWorksheets: 'Nothing has been printed yet.',
    newWorksheet: 'A new worksheet',
    worksheetTitle: 'Title, printed on every sheet',
    copies: 'Copies, each with other numbers',
    sheetLanguage: 'Language of the sheets',
    online: 'Students may also work on their sheet online, with hints and worked solutions',
    makeWorksheet: 'Make the sheets',
    tooManySheets: (sheets: number, most: number): string =>
      `That would be ${sheets} sheets; at most ${most} can be made at once.`,
    printSheets: 'The sheets',
    printKeys: 'The keys',
    howToPrint: 'Print this page, or save it as PDF, with the print command of your browser.',
    findSheet: 'Find a sheet by its code',
    sheetCode: 'Code on the sheet',
    find: 'Find',
    keysOf: (title: string): string => `Keys: ${title}`,

    sheet: {
      name: 'Name',
      date: 'Date',
      code: 'Sheet',
      copyOf: (copy: number, copies: number): string => `Copy ${copy} of ${copies}`,
      key: 'Key, for teachers only',
      given: 'Also given',
      conventions: 'Conventions',
      work: 'Your working',
      qr: (code: string): string => `QR code of sheet ${code}`,
      tick: 'Tick.',
      place: (place: number): string => `${place}.`,
    },
    sheetOnline: 'Your sheet, online',
    sheetOnlineIdea: (code: string): string =>
      `Sheet ${code}: the same net with the same numbers, and your answers are checked as you go.`,
    workOnline: 'Work on it here',
    sheetOnPaperOnly: 'Your teacher wants this sheet to be worked on paper.',

    commandUsage: () =>
      'Usage: chainmark worksheet <exercise or collection…> --copies N [--seed S] [--title T] [--locale en|fa] [--out FILE.html] [--keys FILE.html]',
    commandNeedsExercise: 'Name at least one exercise.',
    commandCopies: (most: number): string =>
      `--copies is a whole number from 1; at most ${most} sheets in all.`,
    commandWrote: (file: string): string => `Wrote ${file}`,
    commandSeed: (seed: string): string =>
      `Seed: ${seed}. With it, --keys prints the keys of these same sheets again. Keep it from students.`,
  },

  /** What the server says when something is refused or fails. */
  refusals: {
    title: 'That did not work',
    notFound: 'There is nothing at this address.',
    forbidden: 'This is not open to you. If you have an account, sign in with it and try again.',
    linkUsed:
      'This link was used already, or it is older than a day. Start Chainmark again to get a new one, if there is no teacher yet.',
    foreignForm:
      'This form came from another site, so nothing was done. Open the page here and send it again.',
    sheetNeedsCourse:
      'This sheet belongs to a course that you are not in. Join the course with the link or code from your teacher, then open the sheet again.',
    tooLarge: 'That is more than this page can take.',
    notUnderstood: 'The request could not be read.',
    ours: 'Something went wrong on our side. Nothing you sent is lost if you go back and send it again.',
    starting: 'Chainmark is starting; try again in a moment.',
    backToStart: 'To the start page',
  },

  /** What the server prints where it was started. */
  terminal: {
    badConfiguration: (problems: string) => `Chainmark did not start, because of its settings:\n${problems}`,
    exerciseLeftOut: (file: string, line: string, at: string, expected: string) =>
      `exercises/${file}, line ${line}: ${at === '' ? '' : `${at}: `}${expected}. This exercise is left out.`,
    portInUse: (host: string, port: string) =>
      `Port ${port} on ${host} is in use. Stop what uses it, or choose another: PORT=3001 npm start`,
    cannotListen: (host: string, port: string, reason: string) =>
      `Chainmark cannot listen on ${host}, port ${port}: ${reason}`,
    opening: (where: string) => `Opening the database (${where}) …`,
    migrated: (count: string) => `The database is ready; migrations applied: ${count}.`,
    unreachable: (where: string, reason: string) =>
      `The database at ${where} cannot be reached: ${reason}. Check DATABASE_URL and that the server runs.`,
    folderInUse: (folder: string, pid: string) =>
      `The data folder ${folder} is in use by another Chainmark (process ${pid}). Stop it, or set DATA_DIR to another folder.`,
    folderNotUsable: (folder: string, reason: string) =>
      `The data folder ${folder} cannot be used: ${reason}`,
    otherPostgres: (folder: string, found: string, expected: string) =>
      `The data folder ${folder} was made by PostgreSQL ${found}; this Chainmark has PostgreSQL ${expected} in it. Nothing was changed.`,
    newer: (where: string, migration: string) =>
      `The database (${where}) belongs to a newer Chainmark: it has the migration ${migration}, which this version does not know. Nothing was changed; start the newer version.`,
    damaged: (where: string, migration: string) =>
      `In the database (${where}) the migration ${migration} began and did not end. Nothing was changed; restore a backup.`,
    running: (version: string, address: string) => `Chainmark ${version} is running at ${address}`,
    practiseAt: (address: string) => `  Practise now:       ${address}`,
    firstTeacherAt: (address: string) =>
      `  Be the first teacher: ${address}\n                      (works once, within a day)`,
    howToStop: '  Stop with Ctrl-C.',
    stopping: 'Stopping: finishing what is under way …',
    unknownCommand: (command: string) => `There is no command "${command}". The commands are:`,
    nothingToMigrate: 'The migrations already make the database of schema.prisma; nothing to write.',
    wroteMigration: (file: string) => `Wrote ${file}. Read it before you commit it.`,
    migrationNeedsName:
      'Give the migration a name of small letters, digits and _: chainmark migration add_sections',
  },
};
