/**
 * Every sentence that a person reads, in English. One object a room of the house; a sentence that needs
 * values is a function of them. Another language is one more file of this shape (see language.ts).
 */
export const en = {
  tag: 'en',
  name: 'English',
  direction: 'ltr',

  /** Names of what the net is made of, as said aloud or written in a sentence. */
  net: {},

  /** Why an answer could not be read. */
  reading: {},

  /** The sentence of feedback of each mistake, by the mistake's id. */
  mistakes: {},

  /** Steps of solutions, and hints. */
  solution: {},

  /** Verdicts and what follows from them. */
  grading: {},

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
    nudgeTruth: 'what the net does',
    nudgePrediction: 'what your answer predicts',
    triesLeft: (tries: number): string => (tries === 1 ? '1 try left' : `${tries} tries left`),
    lost: 'Not sent: there is no connection. Your answers are kept here; check again in a moment.',
    copied: 'Copied into the box:',
    allRight: 'All right. Well done.',
    someUnreadable: 'Something could not be read. That costs no try.',
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
  teacher: {},

  /** What the server says when something is refused or fails. */
  refusals: {},
};
