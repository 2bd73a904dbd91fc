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

  /** Between here and learning management systems (LTI 1.3). */
  lti: {
    launchRefused: 'You could not be let in from your LMS',
    reason: 'For whoever helps you:',
    problems: {
      notSetUp:
        'Chainmark cannot work with your LMS just now. Its owner sees what is missing under “Learning management systems”. Try again later; nothing is lost.',
      malformed: 'Your LMS sent something that could not be read. Go back to it and open the link again.',
      platformSaidNo: 'Your LMS did not say who you are. Sign in there, and open the link again.',
      unknownPlatform:
        'This LMS is not registered here. Its administrator and the owner of this site can do that.',
      notApproved:
        'The owner of this site has not yet approved this LMS, or the place in it that you come from.',
      foreignTarget: 'The link in your LMS leads to another site. Its teacher can make it again.',
      stale:
        'This way in was used already, or it took too long. Go back to your LMS and open the link again.',
      otherBrowser:
        'This way in began in another browser, or your browser keeps no cookies. Allow them, and open the link in your LMS again, in a new window.',
      keysUnreachable: 'Your LMS did not show its keys just now. Try again in a moment.',
      badToken: 'What came does not prove that it is from your LMS. Go back to it and open the link again.',
      expired:
        'What came from your LMS is too old, or its clock is wrong. Go back to it and open the link again.',
      otherVersion: 'Your LMS asked for something that Chainmark does not do.',
      noRole: 'Your LMS does not say that you are a learner or an instructor of this course.',
    },
    newWindow: 'Chainmark opens in a window of its own',
    newWindowIdea: 'Inside another page your browser would not remember who you are.',
    openWindow: 'Open in a new window',
    hiddenName: (id: string) => `Student ${id}`,
    welcome: 'Welcome',
    isThisYou: (name: string, nameThere: string, platform: string) =>
      `In this browser ${name} is signed in, and ${platform} says that ${nameThere} is coming. Are both of them you?`,
    thisIsMe: (name: string) => `Yes, I am ${name}: go on as before`,
    someoneElse: (name: string) => `No, go on as ${name}`,
    notReady: 'There is no course here yet',
    notReadyIdea: 'Your teacher has to open this link first. Try again after that.',
    settle: 'Your LMS course comes to Chainmark',
    settleIdea: (title: string) =>
      `To which course here does “${title}” belong? Its students arrive there, and its grades come from there.`,
    newCourse: 'A new course',
    courseTitle: 'Title of the course',
    makeCourse: 'Make the course',
    titleMissing: 'The course needs a title.',
    oldCourse: 'One that you teach already',
    course: 'Course',
    takeCourse: 'Take this course',
    courseLinks: 'This course in your LMS',
    noContexts: 'No LMS course belongs to this course. Open a link to Chainmark in your LMS, and it will.',
    links: 'Links in your LMS',
    noLinks: 'Nobody has opened a link yet.',
    opens: 'opens',
    chooseAssignment: 'Choose an assignment',
    save: 'Save',
    choose: 'Choose exercises for your course',
    chooseIdea:
      'Each exercise becomes a graded link of its own, a collection one link together. Dates and tries can be changed here later.',
    choosingFor: (name: string, course: string) =>
      course === '' ? `${name} chooses.` : `${name} chooses for “${course}”.`,
    chooseButton: 'Take these',
    nothingChosen: 'Choose a collection or at least one exercise.',
    give: 'Ready for your LMS',
    giveButton: 'Give them to the LMS',
    invitation: 'Registration by a link',
    inviteIdea:
      'Moodle, Brightspace and others can register Chainmark by themselves (LTI Dynamic Registration): their administrator opens a link of ours there.',
    invite: 'Make a link',
    invitationIdea:
      'Give this link to the administrator of the LMS, who pastes it where the LMS asks for a tool URL or registration URL (Moodle: Manage tools). It works once, within a week; the newest one that is used closes the others. Then approve the LMS here.',
    registered: 'Chainmark is registered',
    registeredIdea:
      'Now the owner of Chainmark approves this LMS, and you activate the tool here. You can close this window.',
    notRegistered: 'Chainmark was not registered',
    registrationProblems: {
      unreadable: 'The LMS does not describe itself at an address that may be asked.',
      'other-host': 'The LMS describes another host than its own.',
      refused: 'The LMS did not accept the registration.',
      known: 'This LMS is registered here already, under the same client id.',
    },
    comparePeople: 'Compare the people',
    lmsPeople: 'People in the LMS',
    otherRoles: 'Another role in the LMS',
    roleThere: (name: string, here: string, there: string) => `${name}: ${here} here, ${there} there`,
    changeRoles: 'Change roles among the people of this course',
    samePeople: 'The same people are here and there.',
    newThere: 'New in the LMS: take them in',
    goneThere: 'No longer in the LMS: take them out',
    takeOverIdea: 'Only who is ticked is changed. What the removed did stays, and they can be brought back.',
    takeOver: 'Take over',
    notTold: 'The LMS did not tell who is in its course. Check that the tool may use names and roles.',
    memberRoles: { teacher: 'teacher', assistant: 'assistant', student: 'student' },
    columns: 'Grades that go to the LMS',
    noColumns: 'None yet: choose an assignment for a link above, and open the link once.',
    columnIdea:
      'Feed this column of the LMS from here or by a file, never both: after a file, some systems keep what they have.',
    sends: 'Grades go',
    sendTimes: {
      'at-once': 'as soon as they change',
      'when-complete': 'when every answer is closed',
      'at-due-date': 'at the due date',
      'by-hand': 'only when I send them',
    },
    counts: 'Of several variants counts',
    countedVariants: { best: 'the best', last: 'the last', first: 'the first' },
    student: 'Student',
    markHere: 'Here (of 100)',
    markSent: 'Sent',
    markThere: 'In the LMS',
    state: 'State',
    sendNow: 'Send this one',
    sendNowIdea:
      'Sending one student’s grade puts it into the LMS whatever stands there, also when it is lower. Sending all leaves out conflicts.',
    sendAll: 'Send all that wait',
    noRows: 'Nobody has a grade for this column yet.',
    passbackStates: {
      waiting: 'waiting',
      sent: 'sent',
      confirmed: 'confirmed: the LMS shows it',
      conflict: 'not sent: see why',
      failed: 'could not be sent',
    },
    passbackProblems: {
      'changed-there': 'The grade was changed in the LMS, and is kept.',
      'erased-there': 'The grade was erased in the LMS.',
      'had-a-grade': 'The LMS had another grade already, and keeps it.',
      'would-lower': 'The grade here is now lower than the one sent.',
      'not-taken':
        'The LMS said yes and shows something else: perhaps the grade is overridden or locked there.',
      'not-in-lms': 'This student has never come from that LMS.',
      'no-column': 'The LMS does not let Chainmark make a column.',
      'platform-closed': 'The owner of this site has closed this LMS.',
      gone: 'The assignment or the student is gone.',
      unreachable: 'The LMS cannot be reached; it is tried again.',
      'too-late': 'The LMS does not answer in time; it is tried again.',
      'too-long': 'The LMS answers with more than can be read.',
      'address-refused': 'The address of the LMS is none that may be asked.',
      'status-401': 'The LMS does not know us any more (401): check the registration.',
      'status-403': 'The LMS does not allow this (403): check the scopes of the tool.',
      'status-404': 'The column is gone from the LMS (404).',
      'status-409': 'The LMS has a score with a later time (409).',
      'status-422': 'The LMS does not take a score for this person (422).',
    },
    answeredWith: (status: string) => `The LMS answered ${status}.`,
    gradeInLms: 'In your LMS',
    gradeStates: {
      waiting: 'your grade waits to be sent',
      sent: 'your grade was sent',
      confirmed: 'your grade has arrived',
      conflict: 'another grade stands there; your teacher sees it',
      failed: 'your grade could not be sent; your teacher sees it',
    },
    platforms: 'Learning management systems',
    platformsIdea:
      'Chainmark is an LTI 1.3 tool: people come from their LMS without another password, and grades go back.',
    keyTroubles: {
      'no-secret':
        'LTI needs a secret by which private keys are encrypted. Make one with: openssl rand -base64 32, set it as LTI_SECRET, and start again. Until then nobody can come from an LMS, and no grade goes to one.',
      'other-secret':
        'LTI_SECRET is not the secret that encrypted the keys in this database. Set the old one again and restart. If it is lost, make both keys anew below. Until then nobody can come from an LMS, and no grade goes to one.',
    },
    keys: {
      title: 'Keys of Chainmark',
      idea: 'Two are always shown to LMSs: the one that signs, and the one before or after it. They turn by themselves every month; a new one signs from the day after it was made.',
      signs: (since: string) => `signs; made ${since}`,
      published: (since: string) => `shown, does not sign; made ${since}`,
      one: 'Make the next key now',
      notBefore: (at: string) => `The newest key is not a day old. The next one can be made from ${at} on.`,
      bothIdea:
        'Both anew, if a key became known to others or the secret is lost: LMSs refuse us until they have fetched the new keys, which may take an hour or a day.',
      both: 'Make both keys anew',
    },
    noTls: 'Chainmark is reached without TLS (http). An LMS on another machine will not work with it.',
    copy: 'To copy into the LMS',
    addresses: {
      login: 'Login initiation URL (OpenID Connect)',
      launch: 'Redirect URL, launch URL, target link URI',
      jwks: 'Public keys (JWKS URL)',
      deepLinking: 'Deep linking URL (content selection)',
    },
    systems: {
      canvas: 'Canvas',
      moodle: 'Moodle',
      brightspace: 'Brightspace',
      blackboard: 'Blackboard',
      other: 'Another LTI 1.3 platform',
    },
    steps: {
      canvas:
        'Admin, Developer Keys, + LTI Key: title, target link URI, login initiation URL, redirect URL and JWKS URL from above; LTI Advantage services for grades and names on; placements Link Selection and Assignment Selection with message type LtiDeepLinkingRequest and the deep linking URL. Turn the key on; its number is the client id. Install the app in the course by that client id; the deployment id stands behind the gear. The issuer is https://canvas.instructure.com for Canvas in the cloud.',
      moodle:
        'Site administration, Plugins, Activity modules, External tool, Manage tools, Configure a tool manually: tool URL is the redirect URL from above, LTI version 1.3, public key type Keyset URL, then the JWKS URL, the login initiation URL, and as redirection URIs both the redirect URL and the deep linking URL. Supports Deep Linking on, content selection URL is the deep linking URL. Services: grades and column management, names and roles. Under View configuration details stands everything for the form below.',
      brightspace:
        'Admin tools, Manage Extensibility, LTI Advantage, Register Tool, Standard: domain, redirect URLs, login URL and keyset URL from above; extensions for grades, names and roles, and Deep Linking. Then copy client id, issuer, keyset, authorization and token URL, and the token audience: it differs from the token URL. A deployment, made afterwards, gives the deployment id.',
      blackboard:
        'developer.anthology.com, register an application with the login initiation URL, the redirect URL and the JWKS URL from above; copy the application id, which is the client id, and the issuer https://blackboard.com. In Blackboard: Administrator Panel, LTI Tool Providers, Register LTI 1.3 Tool with that id; there stands the deployment id.',
      other:
        'Register a tool with the addresses from above, message types LtiResourceLinkRequest and LtiDeepLinkingRequest, and the scopes of the Assignment and Grade Services and of the Names and Role Provisioning Services.',
    },
    fields: {
      name: 'Name, as people here call it',
      issuer: 'Issuer (platform id)',
      clientId: 'Client id',
      deploymentId: 'Deployment id',
      authorizationUrl: 'Authorization URL (OIDC authentication request)',
      tokenUrl: 'Access token URL',
      tokenAudience: 'Token audience, where it is not the access token URL',
      jwksUrl: 'Keyset URL of the platform (JWKS)',
    },
    fieldProblem: 'This is needed; addresses begin with https://.',
    knownAlready: 'This client id of this issuer is registered already.',
    states: { pending: 'waits for approval', active: 'active', closed: 'closed' },
    approve: 'Approve',
    close: 'Close',
    deployments: 'Deployments',
    addDeployment: 'Approve this deployment',
    register: 'Register an LMS',
    system: 'System',
    registerButton: 'Register',
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
    /** The steps on the way to an answer. */
    steps: {
      idea: 'The way there, step by step: fill in as many as you like.',
      given: 'The first ones are worked out for you.',
      stages: {
        forward: 'Forward through the net',
        errors: 'The errors',
        outputs: 'Back through the outputs',
        hidden: 'Back to the hidden unit',
      },
      fewer: 'Show me fewer steps',
      more: 'Show me more steps',
      shown: (boxes: number): string =>
        boxes === 0
          ? 'No steps are shown: the answer alone.'
          : boxes === 1
            ? 'One step is left to fill in.'
            : `${boxes} steps are left to fill in.`,
      told: (right: number, filled: number): string =>
        filled === 1
          ? `The step is ${right === 1 ? 'right' : 'not right'}.`
          : `Steps: ${right} of ${filled} right.`,
      ruleTitle: 'How steps count',
      rule: 'Only what is asked is marked, and its mark is the same with and without steps. A step costs no mark and no try. After a wrong step, what follows is checked with your own value too, and you are told where it fits; the asked answer earns its mark once the step is mended.',
      ruleInPractice:
        'You get all steps at first, and fewer as you master them. Fewer steps are those of the skill that you know least; what comes before them is worked out for you.',
      ruleInHomework:
        'You get all steps at first, and fewer as you master them. Fewer steps are those of the skill that you know least. No step is worked out for you outside practice, and in an exam there are no steps.',
      hintWait: (seconds: number): string =>
        `The next hint can be had in ${seconds === 1 ? 'one second' : `${seconds} seconds`}. Read this one first.`,
      hintsApart: (seconds: number): string =>
        `Hints come ${seconds} seconds apart. Nothing is lost: read the last one, then ask again.`,
      twin: 'Now the same by yourself, with other numbers:',
      walk: {
        title: 'The solution along the figure',
        previous: 'Previous step',
        play: 'Play',
        next: 'Next step',
        stepOf: (step: number, all: number): string => `Step ${step} of ${all}.`,
      },
      followsFromSteps: (names: string): string =>
        `This follows from your own ${names}. Once that is mended, this comes out right, too: do it again with the right value.`,
    },

    site: 'Chainmark',
    titleOf: (page: string): string => `${page} · Chainmark`,
    skip: 'Skip to the content',
    language: 'Language',
    theme: 'Colours',
    themes: { auto: 'Auto', light: 'Light', dark: 'Dark' },
    looks: {
      /** Of this language, from zero on; a language that has 0 to 9 offers no choice. */
      digits: '0123456789',
      decimalPoint: '.',
      title: 'Digits',
      choices: { local: 'Own digits', latin: 'Latin digits' },
      next: (title: string): string => `Next for you: ${title}`,
      first: (title: string): string => `Begins with: ${title}`,
      ladder: 'The way through, level by level',
      ladderIdea: 'Begin anywhere. Each exercise has new numbers every time, hints, and a worked solution.',
      toLevel: 'Levels',
      level: (level: number, name: string): string => `Level ${level}: ${name}`,
      /** From level 0 on. */
      levels: [
        'Paths through the net',
        'Forward: values, errors, losses',
        'Weights of the second part',
        'Back to the hidden units',
        'Weights of the first part',
        'Through ReLU, sigmoid and tanh',
        'The step and the new weight',
        'Which weight is adjusted most',
        'Units that have stopped learning',
        'The formula itself',
        'Checking a gradient',
        'Finding somebody’s mistake',
        'Other conventions, and softmax',
      ] as readonly string[],
    },
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
    tooManyCodes:
      'Too many codes from here did not exist. Check it with your teacher, and try again in a quarter of an hour.',
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
    /** What a student knows, what is next, what they did. */
    me: {
      title: 'My work',
      today: 'Today',
      skills: 'Skills',
      history: 'History',
      five: (exercises: number): string => (exercises === 5 ? 'Today’s five' : 'Today’s practice'),
      fiveIdea: 'A few minutes on what is due and what comes next. Each button gives you new numbers.',
      nothingDue: 'Everything is mastered and nothing is due. Well done; come back for the next review.',
      begin: 'Begin',
      noAssignments:
        'You have no assignments. They appear here once a teacher sets some in a course of yours.',
      dueAt: (at: string): string => `Due ${at}`,
      noDueDate: 'No due date',
      phases: {
        early: 'Not open yet',
        waiting: 'Ready to start',
        open: 'Open',
        late: 'Overdue, still taken',
        over: 'Closed',
        withheld: 'The results are told later',
      },
      skillsIdea:
        'An estimate from your first tries: a right answer raises it, a wrong one lowers it, and a recognised mistake counts against one skill only. From 95 % on a skill is mastered, and comes back for review now and then.',
      mastered: 'Mastered',
      begun: 'Not mastered yet',
      untried: 'Not tried yet',
      estimate: (percent: number, right: number, tries: number): string =>
        `${percent} % likely known: right at ${right} of ${tries} first ${tries === 1 ? 'try' : 'tries'}`,
      fewTries: 'so far a guess more than a measurement',
      reviewAt: (day: string): string => `next review ${day}`,
      reviewDue: 'due for review',
      standsOn: (names: string): string => `Stands on: ${names}`,
      standsOnAll: 'Stands on all the others',
      quoted: (name: string): string => `“${name}”`,
      nextSkill: 'What next, and why',
      practise: (skill: string): string => `Practise: ${skill}`,
      reasons: {
        review: (day: string): string => `Mastered, and due for review since ${day}.`,
        weak: (right: number, tries: number): string =>
          `Begun and not mastered yet: right at ${right} of ${tries} first ${tries === 1 ? 'try' : 'tries'}.`,
        first: 'A beginning: nothing else is needed for it.',
        ready: (names: string): string => `You have mastered what it stands on: ${names}.`,
        early: (names: string): string => `Begun, though it stands on what is not mastered yet: ${names}.`,
      },
      next: {
        mistake: (skill: string): string => `Next: where this step alone decides – ${skill}`,
        review: (skill: string): string => `Next: a review – ${skill}`,
        weak: (skill: string): string => `Next: what is not mastered yet – ${skill}`,
        ready: (skill: string): string => `Next: something new – ${skill}`,
        assignment: 'Next: the next exercise of the assignment',
      },
      historyIdea: 'Everything that you handed in, newest first.',
      noHistory: 'You have not handed anything in yet.',
      attempt: (attempt: number): string => `Attempt ${attempt}`,
      asked: 'Asked',
      typed: 'Typed',
      verdict: 'Verdict',
      nothingTyped: 'nothing',
      worth: (percent: number, counted: number): string =>
        `This answer by itself: ${percent} %. Counted for these numbers: ${counted} %.`,
      gradedAgain: 'It was graded again after you handed it in.',
      withheld: 'What it earned is told when the exam is closed.',
      open: 'Open',
      older: 'Older',
      newest: 'Newest',
    },
    schedule: {
      opens: 'Opens',
      due: 'Due',
      late: 'Late work',
      time: 'Time',
      results: 'Results',
      noLate: 'is not taken',
      latePerDay: (percent: number, until: string): string =>
        `costs ${percent} % of the mark for each day begun${until === '' ? '' : `, until ${until}`}`,
      minutes: (minutes: number): string => `${minutes} minutes from your start`,
      resultsLater: 'when the exam is closed',
      early: 'This is not open yet.',
      over: 'This is closed: nothing is taken any more.',
      handedIn: 'This exam is handed in.',
      resultsAfter: 'You will see the results when the exam is closed.',
      keeps: (percent: number): string =>
        `The due date has passed. What you answer now keeps ${percent} % of its mark.`,
      saving: 'This is an exam. What you type is saved, and marked when the exam is handed in.',
      start: 'Start the exam',
      startIdea:
        'The clock starts at once and does not stop. When the time is up, what you have typed is handed in by itself.',
      handIn: 'Hand in',
      handInIdea: 'After that nothing can be changed.',
      save: 'Save',
      saved: 'Saved.',
      tooLate: (typed: string): string =>
        `This came after the end and was not taken; copy it if you want to keep it: ${typed}`,
      ends: (at: string): string => `The exam ends at ${at}.`,
      left: 'Time left:',
    },
    /** What a teacher gave: a mark, a comment. */
    given: {
      mark: 'Mark',
      because: (percent: string, reason: string): string => `${percent} %, set by your teacher: ${reason}`,
      comment: (text: string): string => `Your teacher: ${text}`,
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
    /** The owner's list of teachers, copies of courses, previews. */
    rest: {
      preview: 'Preview as a student',
      previewIdea:
        'The pages as a student meets them at the moment chosen here. Nothing is kept, and every check counts as the first try.',
      back: 'Back to the results',
      moments: {
        early: 'Before it opens',
        waiting: 'Before it is started',
        open: 'While it is open',
        late: 'After the due date',
        'handed-in': 'After handing in',
        over: 'Once it is closed for everybody',
      },
      newTeacher: 'Begin to teach',
      newTeacherIdea:
        'The owner of this Chainmark invites you to teach here. The link works once; with it you can make courses of your own.',
      teachers: 'Teachers of this site',
      teachersIdea:
        'Whoever may make courses: you, those whom you invited, and those who teach a course already. A teacher of a course adds others on its page of people.',
      invite: 'Make a link for a new teacher',
      invitation: 'A link for one teacher',
      invitationIdea: 'Give it to whoever is to teach. It works once, within a week, and is shown only now.',
      name: 'Name',
      noName: '(no name yet)',
      email: 'E-mail',
      teaches: 'Teaches',
      courses: (count: number): string => (count === 1 ? '1 course' : `${count} courses`),
      standing: 'May make courses',
      owner: 'Owns this site',
      invited: 'Invited',
      withdraw: 'Take the invitation back',
      signOutTeacher: 'Sign out everywhere',
      signOutAll: 'Sign everybody out',
      signOutAllIdea:
        'If sessions may have been stolen: everybody who has an account signs in again, but for you here, and no token for scripts is worth anything any more. Whoever works without an account keeps their browser’s session, since their work hangs on it.',
      signedOut: 'Signed out.',
      copy: 'Copy assignments from another course',
      copyIdea:
        'The same exercises, weights and rules, without anybody’s work. Exercises that you wrote for the other course come along.',
      from: 'Course',
      show: 'Show its assignments',
      noSources: 'You teach or assist in no other course.',
      nothingThere: 'Nothing is assigned in that course.',
      dueThere: (when: string): string => `due ${when}`,
      weeks: 'Move their dates by so many weeks (empty: copies without dates)',
      badWeeks: 'Write a whole number of weeks, from -520 to 520, or leave it empty.',
      noCourseChosen: 'Choose a course in which you teach or assist.',
      nothingChosen: 'Choose at least one assignment.',
      otherExercises: (ids: string): string =>
        `The other course has exercises of the same names that are different: ${ids}. Rename them in one of the two first; nothing was copied.`,
      copyNow: 'Copy the chosen ones',
    },
    mode: 'Kind',
    modes: { homework: 'Homework: marked at once', exam: 'Exam: marked when it is handed in' },
    due: 'Due, in UTC (empty: no due date)',
    dueUnclear: 'This is not a date. Choose day and time, or leave it empty.',
    lateCosts: 'Late work loses so many percent a day (empty: it is not taken)',
    minutes: 'Time limit of an exam in minutes (empty: none)',
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

    preview: 'Exercises by level',
    previewIdea:
      'Each exercise as students meet it, with its key, its mistakes and the proof that they show.',
    skills: 'Skills',
    forTeachers: 'For teachers only',
    seed: 'Seed',
    key: 'Right answer',
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
    /** Attempts as they were, and marks as they came about. */
    marks: {
      search: 'Find attempts',
      searchIdea:
        'By student, assignment, exercise or mistake; or by what is printed: the code on a sheet, or any numbers of a figure.',
      student: 'Student',
      anyStudent: 'everybody',
      assignment: 'Assignment',
      anyAssignment: 'all',
      exercise: 'Exercise',
      anyExercise: 'all',
      mistake: 'Mistake',
      anyMistake: 'all',
      skill: 'Skill that it needs',
      anySkill: 'all',
      place: 'Weight or unit asked about',
      anyPlace: 'all',
      code: 'Code on a printed sheet',
      numbers: 'Numbers printed in the figure (whose variant is this?)',
      numbersIdea: 'As printed, with spaces between: the more of them, the fewer variants.',
      find: 'Find',
      noSuchSheet: 'No sheet of this course has this code.',
      noNumber: (text: string): string => `“${text}” is not a number as figures print them.`,
      found: (count: number): string =>
        count === 0 ? 'Nothing found' : count === 1 ? '1 found' : `${count} found`,
      variantsFound: 'Variants with what was printed',
      sheetsFound: 'Printed sheets',
      copyOf: (copy: number): string => `copy ${copy}`,
      older: 'Older ones',
      attempts: 'Attempts',
      attempt: (number: number): string => `Attempt ${number}`,
      attemptsMade: (count: number): string =>
        count === 0 ? 'no attempt' : count === 1 ? '1 attempt' : `${count} attempts`,
      noAttempts: 'Nothing was submitted.',
      at: 'When',
      seconds: (seconds: number): string => (seconds === 1 ? '1 second later' : `${seconds} seconds later`),
      minutesLater: (minutes: number): string => `${minutes} minutes later`,
      typedIn: (language: string, engine: string): string =>
        `typed in ${language}, marked by engine ${engine}`,
      seen: 'What the student saw',
      opened: (number: number, at: string): string => `variant ${number}, drawn ${at}`,
      variant: (number: number): string => `variant ${number}`,
      standing: 'How it stands',
      part: 'Asked',
      tries: 'Tries',
      hints: 'Hints',
      mark: 'Mark',
      onTime: (mark: string): string => `(${mark} before lateness)`,
      typed: 'Typed',
      nothing: 'nothing',
      read: 'Read as',
      verdict: 'Verdict',
      empty: 'Left empty.',
      verdicts: {
        right: 'Right.',
        rounded: 'Right, but rounded too much.',
        convention: 'Another convention.',
        'follow-through': 'Right for an earlier value of the student’s own.',
        unreadable: 'Could not be read; cost no try.',
        wrong: 'Wrong.',
      },
      steps: 'Steps on the way, which earn nothing',
      markOfAttempt: 'Mark of this attempt by itself:',
      noWork: 'Nothing was opened yet.',
      how: 'How this mark came about',
      overrideAll: 'Set another mark for the whole assignment',
      overridePart: 'Set another mark for a part',
      overrideIdea:
        'Your mark counts in place of the earned one, whatever is answered later, until you take it back. The student sees it with its reason.',
      newMark: 'Mark in percent (0 to 100, also 66.5 or 200/3)',
      reason: 'Reason',
      setMark: 'Set this mark',
      withdraw: 'Take the set mark back',
      withdrawn: 'taken back',
      notAMark: 'A mark is a number from 0 to 100, and it needs a reason.',
      notAWeight: 'A weight is a number from 0 to 1000, and a change of it needs a reason.',
      comments: 'Comments',
      comment: 'A comment to the student, shown on their page of this exercise',
      say: 'Say it',
      saidBy: (name: string, at: string): string => `${name}, ${at}`,
      history: 'History of marks',
      noHistory: 'No mark was ever changed by hand.',
      change: 'Change',
      before: 'Before',
      after: 'After',
      by: 'By',
      kinds: {
        override: 'set by hand',
        'override-withdrawn': 'earned mark restored',
        'part-weight': 'a part weighed differently',
        regrade: 'graded again',
        'regrade-undone': 'regrade undone',
        'assignment-changed': 'assignment changed',
      },
      rule: {
        none: 'Nothing was answered, so there is no mark.',
        set: (mark: string, name: string, reason: string): string => `Set to ${mark} by ${name}: ${reason}`,
        mean: (mark: string, exactly: string): string =>
          `Earned: ${mark} (exactly ${exactly}), the weighted mean of the exercises.`,
        exercise: (title: string, mark: string, weight: string, parts: string): string =>
          `${title}: ${mark}, weight ${weight} (${parts})`,
        dropped: (title: string): string => `${title}: dropped, every part of it weighs nothing`,
        variant: (number: number): string => `variant ${number} counts`,
        notBegun: 'not begun',
        part: (number: string): string => `part ${number}`,
        droppedPart: (part: string): string => `${part} dropped`,
        weighs: (weight: string): string => ` (weight ${weight})`,
        setBy: (name: string, reason: string): string => ` (set by ${name}: ${reason})`,
      },
      weights: 'Weights and history',
      weightsIdea:
        'Drop a part for everybody with weight 0, or let it count more or less. Every mark is worked out again at once, and each change stands in the history.',
      weight: 'Weight',
      weigh: 'Change the weight',
      gradebook: 'Gradebook',
      gradebookIdea:
        'Every mark with the rule that made it. A mark leads to the student’s work, and from there to each attempt.',
      total: 'In all',
      totalIdea: 'weighted mean of what has a mark',
      weightOf: (weight: string): string => `weight ${weight}`,
      noStudents: 'Nobody has joined yet.',
      regrade: {
        title: 'Grade again',
        idea: 'The stored attempts are graded again as the assignment, its tolerances and the engine are today. Nothing is done before you say so, what you see is exactly what is done, and it can be undone.',
        nothing: (attempts: number): string =>
          `${attempts === 1 ? '1 attempt was' : `${attempts} attempts were`} tried: grading again would change nothing.`,
        foreseen: (up: number, down: number, same: number): string =>
          `Grading again: ${up} ${up === 1 ? 'mark' : 'marks'} would go up, ${down} would go down; for ${same} more only verdicts or tries would change.`,
        who: 'Who goes up or down',
        what: 'What changes',
        otherResult: (attempts: number): string =>
          attempts === 0
            ? 'The same answers with other weights'
            : attempts === 1
              ? '1 attempt with another result'
              : `${attempts} attempts with another result`,
        part: (part: string, before: string, after: string): string => `part ${part}: ${before} → ${after}`,
        apply: 'Grade those chosen again',
        before: 'Done before',
        past: (name: string, at: string, reason: string): string => `${name}, ${at}: ${reason}`,
        undone: (at: string): string => `Undone ${at}.`,
        undo: 'Undo this regrade',
        now: (mark: string): string => `Since it was graded again: ${mark}.`,
        stale: 'Nothing was done, since something has changed in between. This is how it stands now.',
      },
      edit: {
        title: 'Change the assignment',
        save: 'Change it',
        fields: {
          title: 'Title',
          weight: 'Weight among the assignments',
          tries: 'Tries for each answer (empty: any number)',
          penalty: 'Each further try costs, in percent',
          opens: 'Opens, in UTC (empty: at once)',
          due: 'Due, in UTC (empty: no due date)',
          late: 'Late work loses so many percent a day (empty: it is not taken)',
          until: 'Late work is taken until, in UTC (empty: always)',
          minutes: 'Time limit in minutes (empty: none)',
          rounded: 'Right but rounded too much earns, in percent',
          convention: 'Another convention earns, in percent',
          followThrough: 'Right for an earlier value of their own earns, in percent',
        },
        problems: {
          title: 'Write a title.',
          weight: 'A weight is a number from 0 to 1000.',
          tries: 'A whole number from 1 to 100, or nothing.',
          penalty: 'A number from 0 to 100.',
          opens: 'This is not a date.',
          due: 'This is not a date.',
          late: 'A number from 0 to 100, or nothing.',
          until: 'This is not a date.',
          minutes: 'A whole number from 1 to 1440, or nothing.',
          rounded: 'A number from 0 to 100.',
          convention: 'A number from 0 to 100.',
          followThrough: 'A number from 0 to 100.',
          exercise: 'At least one exercise is needed, and each weight is a number from 0 to 1000.',
        },
        results: 'Results are shown',
        feedback: { 'at-once': 'at once', 'when-closed': 'when nobody can hand in any more' },
        tolerance: 'How exact numbers must be',
        tolerances: {
          '': 'as each exercise says',
          exact: 'exact',
          'significant-2': '2 significant digits',
          'significant-3': '3 significant digits',
          'significant-4': '4 significant digits',
          'relative-1': 'within 1 %',
          'relative-2': 'within 2 %',
          'relative-5': 'within 5 %',
        },
        exercises: 'Exercises',
        orderIdea: 'Nobody has begun: give each exercise its place; one without a place is taken out.',
        orderFixed:
          'Somebody has begun, so exercises and their order stay. Weights count at once for everybody.',
        place: 'Place',
        preview: 'Preview as a student',
        add: 'Add exercises',
        consequences: 'What this change does',
        started: (count: number): string =>
          count === 1
            ? '1 student has begun this assignment.'
            : `${count} students have begun this assignment.`,
        closing: (count: number): string =>
          count === 1 ? 'It closes now for 1 of them.' : `It closes now for ${count} of them.`,
        reopening: (count: number): string =>
          count === 1 ? 'It opens again for 1 of them.' : `It opens again for ${count} of them.`,
        otherEnd: (count: number): string =>
          count === 1
            ? 'For 1 of them the time ends at another moment.'
            : `For ${count} of them the time ends at another moment.`,
        andRegrade: 'Change it, and grade those chosen again',
        fromNowOn: 'Change it for what comes from now on',
        copy: 'Copy to another course',
        copyIdea: 'The same exercises, weights and rules, without dates and without anybody’s work.',
        course: 'Course',
        copyNow: 'Copy it there',
      },
      integrity: {
        title: 'Answers that fit another variant',
        idea: 'Wrong answers that are exactly right for the variant of another student in this assignment, the least likely by chance first.',
        advice:
          'It proves nothing. Two students may have worked side by side and mixed up their sheets, a tab of somebody else may have been open, or it is chance. Talk with them before you think anything; Chainmark draws no conclusion and changes no mark.',
        summary: (found: number, answers: number, expected: string): string =>
          `${found} of ${answers} wrong numbers ${found === 1 ? 'fits' : 'fit'} the variant of somebody else. By chance alone about ${expected} would.`,
        rightFor: 'Right for the variant of',
        chance: 'How likely by chance',
        oneIn: (many: number): string => `about 1 in ${many}`,
        likely: 'as likely as not',
        from: (keys: number, decimals: number): string =>
          `(${keys === 1 ? '1 other right answer' : `${keys} other right answers`}, typed with ${decimals === 1 ? '1 decimal' : `${decimals} decimals`})`,
        explained: (sentence: string): string => `A familiar slip explains it as well: ${sentence}`,
        howTitle: 'How the chance is worked out',
        how: 'A wrong number typed with so many decimals is taken to be any such number up to the size of the largest right answer of the others, of either sign, each as likely as the next. The chance is the share of these numbers that is accepted for somebody else: around each right answer of the others whatever its tolerance allows, what is accepted for several counted once, over all such numbers. Real slips are not spread so evenly, and neighbours of one exercise share numbers, so coincidences are more frequent than this says.',
      },
      extension: {
        title: 'More time for this student',
        idea: 'Also while an exam runs: it counts from this moment on.',
        due: 'Due, in UTC (empty: as for everybody)',
        minutes: 'Extra minutes in an exam',
        give: 'Give this time',
        has: (due: string, minutes: number): string =>
          [due === '' ? '' : `due ${due}`, minutes === 0 ? '' : `${minutes} extra minutes`]
            .filter(Boolean)
            .join(', '),
      },
    },
    dashboard: {
      title: 'What to teach next',
      open: 'What to teach next',
      pages: {
        today: 'Now',
        skills: 'Students and skills',
        curves: 'Learning curves',
        items: 'Questions',
        time: 'Time',
      },
      allAnswers: 'Students and their answers',
      reteach: 'Reteach this now',
      reteachIdea:
        'The mistakes that most students made at a first try, out of the students who could have shown them.',
      studentsOf: (showed: number, could: number): string => `${showed} of ${could} students`,
      answered: 'Two real answers',
      rightIs: 'right:',
      project: 'Worked example to project',
      moreMistakes: (count: number): string => (count === 1 ? 'One more mistake' : `${count} more mistakes`),
      none: 'No mistake has been recognised at a first try so far.',
      net: 'The net as the class has it',
      netIdea:
        'At each weight: who was right at the first try. The letter is the mistake made most often there. A weight leads to the attempts.',
      projectNet: 'Project this picture',
      bands: {
        easy: '80 % or more right: thin line',
        mixed: '50 to 79 %: dashed',
        hard: 'under 50 %: thick',
        few: 'fewer than 3 tries: dotted',
      },
      placeWords: (place: string, right: number, tried: number): string =>
        tried === 0 ? `${place}: not tried` : `${place}: ${right} of ${tried} right at the first try`,
      mostCommon: (letter: string): string => `most common mistake: ${letter}`,
      place: 'Weight or unit',
      commonMistake: 'Most common mistake',
      asTable: 'The same as a table',
      stuck: 'Who is stuck, and why',
      notStuck: 'No rule speaks at the moment.',
      stuckRules: 'The rules',
      rules: {
        'three-wrong': (v: Values) => `${v.times} wrong answers at one step`,
        'same-mistake': (v: Values) => `the same mistake ${v.times} times`,
        'last-hint': (v: Values) => `the last hint ${v.times} times`,
        'fast-guessing': (v: Values) => `${v.times} wrong answers, each within ${v.seconds} seconds`,
        idle: (v: Values) =>
          `no answer for ${v.minutes} to ${v.mostMinutes} minutes after one that was not right`,
      },
      rulesIdea: (kept: number): string =>
        `They look at the latest ${kept} submissions and last hints of a student. Nobody whose latest answer is right is listed.`,
      at: (exercise: string, time: string): string => `${exercise}, ${time}`,
      dismiss: 'Seen',
      dismissOf: (student: string, rule: string): string => `Seen: ${student}, ${rule}`,
      live: 'Updates by itself',
      pause: 'Pause',
      goOn: 'Go on',
      paused: 'Paused: what you see does not change.',
      reload: 'Reload',
      asCsv: 'As a file (CSV)',
      student: 'Student',
      skill: 'Skill',
      skillsIdea:
        'How likely each skill is known, in percent, and below it n, the first tries at it in this course. Under 3 tries the cell is grey. A cell leads to the attempts.',
      skillCell: (student: string, skill: string, percent: number, tries: number): string =>
        `${student}, ${skill}: ${percent} %, n = ${tries}`,
      skillBands: {
        known: '95 % or more: known',
        nearly: '60 to 94 %',
        notYet: 'under 60 %',
        few: 'n under 3: too few to say',
      },
      nothing: 'Nothing has been answered yet.',
      curvesIdea:
        'The share of wrong first tries at a skill, by how many opportunities a student had had in this course, with 95 % intervals. A curve that falls: the class is learning it. One that stays flat: teach it differently.',
      curveOf: (skill: string): string => `Errors at first tries: ${skill}`,
      opportunity: 'Opportunity',
      errorRate: 'Wrong',
      interval: '95 % interval',
      tried: 'Tried',
      itemsIdea:
        'First tries on first variants. Discrimination is the correlation of a question with the rest of the assignment (corrected point-biserial): near 0 or below, look at the question. Nothing is dropped by these figures.',
      question: 'Question',
      facility: 'Right at first try',
      discrimination: 'Discrimination',
      medianTime: 'Median time',
      hintRate: 'Took hints',
      unexplained: 'Wrong without a known mistake',
      spread: 'By what was asked',
      low: 'low',
      high: 'high',
      facilityOf: (question: string): string => `Right at the first try: ${question}`,
      discriminationOf: (question: string): string => `Discrimination: ${question}`,
      timeIdea: (minutes: number): string =>
        `Time on task in this assignment: from opening or the last answer to the next, pauses cut at ${minutes} minutes. It is never a grade.`,
      timeChart: 'Students by time on task',
      minutes: 'Minutes',
      seconds: (seconds: number): string => `${seconds} s`,
      minutesOf: (minutes: string): string => `${minutes} min`,
      summary: (students: number, median: string): string => `${students} students, median ${median}`,
      mistake: 'Mistake',
      made: 'Made by',
      couldMake: 'Could have shown it',
      worked: {
        title: 'A mistake of this class',
        numbers: 'An example in numbers of its own.',
        answer: (wrong: string): string => `With this mistake one answers ${wrong}.`,
        right: (right: string): string => `Right is ${right}.`,
        solution: 'Step by step',
        another: 'Other numbers',
        back: 'Back to the dashboard',
        none: 'No exercise of this assignment shows this mistake in a number, so there is no example to work out.',
      },
    },
  },

  /** Accounts, who is in a course, and what is kept of them. */
  people: {
    signIn: 'Sign in',
    signUp: 'Make an account',
    account: 'Your account',
    email: 'E-mail address',
    password: 'Password',
    sendLink: 'Send me a link instead',
    linkSent: 'Look into your mail',
    linkSentIdea: (email: string): string =>
      `If ${email} belongs to an account, a link is on its way there. It works once, within an hour.`,
    openLinkIdea: 'This link signs you in, in this browser. It works once.',
    signInHere: 'Sign in here',
    wrongPassword: 'This address and this password do not go together. Check both, and try again.',
    tooManyTries: 'That was too often. Wait a quarter of an hour, then try again.',
    keepWork: (name: string): string =>
      `What was done in this browser as ${name} is mine: keep it with my account.`,
    noAccountYet: 'No account yet?',
    haveAccount: 'You have one already?',
    joinedByCode:
      'Did you join with a code and without an account? Then your work is in the browser in which you joined; make an account there, and you can sign in anywhere.',
    signUpIdea:
      'With an account you find your courses and your work again on every device. What you did in this browser so far stays yours.',
    name: 'Your name',
    nameMissing: 'Write your name.',
    nameSeen: 'As others see it in new courses',
    emailUnclear: 'This is not an e-mail address. It looks like name@school.example.',
    passwordIdea: 'At least 10 characters; a few words that only you would put together are good.',
    passwordOptional: 'At least 10 characters. Leave it empty to sign in by a link each time.',
    passwordShort: (least: number): string => `A password has at least ${least} characters.`,
    passwordCommon:
      'Many people have this password, so it is tried first. Take a few words that only you would put together.',
    passwordOwn:
      'This is little more than your name or address, which others know. Take a few words that only you would put together.',
    makeAccount: 'Make my account',
    noAccount: 'This browser alone knows you',
    noAccountIdea:
      'You have no account yet. If this browser forgets you, nobody can bring you back to your work. With an account you can sign in anywhere.',
    courses: 'Your courses',
    save: 'Save',
    emailIdea: 'You sign in with it',
    confirmed: 'Confirmed.',
    notConfirmed: 'Not confirmed yet: open the link that we sent there. It works once, within an hour.',
    cannotConfirm: 'Used to sign in. This server sends no mail, so it is not confirmed.',
    sendAgain: 'Send the link again',
    currentPassword: 'Your password until now',
    newPassword: 'New password',
    notYourPassword: 'This is not your password.',
    sessions: 'Where you are signed in',
    unknownDevice: 'A browser',
    since: (date: string): string => `since ${date}`,
    thisBrowser: 'This browser',
    signOutThere: 'Sign out there',
    signOutOf: (device: string): string => `Sign out there: ${device}`,
    signOut: 'Sign out',
    done: {
      name: 'Your name is saved.',
      email: 'Your address is saved.',
      password:
        'Your password is saved. You are signed out everywhere else, and your tokens for scripts have ended.',
      session: 'Signed out there.',
      sent: 'Saved. A link to confirm the address is on its way.',
    },
    numberIfAsked: 'Student number, if your teacher asks for it',
    numberTaken: 'Somebody else in this course has this student number. Check it, or ask the teacher.',
    people: 'People',
    peopleCount: (count: number): string => (count === 1 ? 'One person' : `${count} people`),
    section: 'Section',
    allSections: 'All',
    role: 'Role',
    roles: { student: 'Student', assistant: 'Assistant', teacher: 'Teacher' },
    roleIdea:
      'Assistants see everything of the class and comment on it. Teachers also change assignments, marks and people.',
    state: 'State',
    come: 'Has come',
    notCome: 'Has not come yet',
    fields: { displayName: 'Name', studentNumber: 'Student number', email: 'E-mail', section: 'Section' },
    exportRoster: 'Download as CSV',
    importTitle: 'Import a roster',
    importIdea:
      'A CSV file from an LMS or a spreadsheet, with a first line that names the columns: Name, Student number, E-mail, Section. You see what it does before it is done.',
    file: 'File',
    orPaste: 'Or paste it here',
    otherFile: 'Or another file',
    list: 'The list; mend it here',
    check: 'Look at what it does',
    checkAgain: 'Look again',
    applyList: 'Apply all of it',
    nothingDone: 'Nothing was done. Mend these lines below, then look again.',
    differs:
      'The list or the roster has changed since you looked. This is what would be done now; nothing was done yet.',
    whatItDoes: 'What it does',
    line: 'Line',
    before: 'Before',
    atLine: (line: number, sentence: string): string => `Line ${line}: ${sentence}`,
    problemsOf: (count: number): string =>
      count === 1 ? 'One line cannot be taken' : `${count} lines cannot be taken`,
    listProblems: {
      noNames: (found: string): string =>
        `the first line names no column with names, such as Name, or First name and Last name. It reads: ${found}`,
      noName: 'there is no name.',
      unclosedQuote: 'a quotation mark opens here or before, and does not close.',
      badEmail: (text: string): string => `“${text}” is not an e-mail address.`,
      tooLong: (text: string): string => `“${text}” is too long.`,
      twice: (earlier: number): string => `this is the same person as in line ${earlier}.`,
    },
    planned: {
      added: (count: number): string => `${count} added`,
      changed: (count: number): string => `${count} changed`,
      restored: (count: number): string => `${count} brought back`,
      unchanged: (count: number): string => `${count} unchanged`,
    },
    kinds: { added: 'Added', changed: 'Changed', restored: 'Brought back', unchanged: 'Unchanged' },
    was: (field: string, value: string): string => `${field}: ${value}`,
    addOne: 'Add one person',
    add: 'Add',
    personNameMissing: 'Write the name.',
    isThere: 'This person is in the course already.',
    removedPeople: 'Removed',
    restore: 'Bring back',
    remove: 'Remove from the course',
    removeIdea: 'They no longer see the course. What they did stays on record, and you can bring them back.',
    isRemoved: 'Removed from the course. What they did stays on record.',
    lastTeacher: 'This is the course’s only teacher. Make somebody else a teacher first.',
    work: 'Their work',
    peopleDone: {
      anonymised: 'Made anonymous.',
      added: 'Added. They take their place when they join with their name or student number.',
      imported: 'The list is applied.',
      saved: 'Saved.',
      removed: 'Removed. You find them at the end of this page.',
      restored: 'Brought back.',
    },
    otherCourses: 'Other courses of this site',
    otherCoursesIdea: 'You own the site and can enter each as a teacher. Its audit log says that you did.',
    enter: 'Enter as a teacher',
    retention: 'How long names are kept',
    retentionIdea:
      'Whoever does nothing in this course for so long becomes anonymous: answers and statistics stay, name, address and number go. Empty: names are kept.',
    retentionMonths: 'Months after the last work',
    dataTitle: 'Data',
    downloadData: 'Download all data (JSON)',
    anonymiseIdea:
      'Name, address, student number and the way back to the account are deleted from this course. Answers and the statistics of the class stay. This cannot be undone.',
    sure: 'I know that this cannot be undone.',
    anonymise: 'Make anonymous',
    ownDataIdea: 'Everything that Chainmark keeps of you, in one file.',
    forgetMeIdea:
      'Or be forgotten: your account is deleted, and your name, address and number in every course. Your answers stay for the statistics of the class and belong to nobody.',
    forgetMe: 'Forget me',
    ownerStays: 'You own this site, and a site has an owner. So you cannot be forgotten.',
    lastTeacherLeaves: 'You are the only teacher of a course. Make somebody else a teacher there first.',
    audit: {
      title: 'Audit log',
      idea: 'Who saw and changed what. Looking at the work of the same student again within an hour is one look.',
      none: 'Nothing is written yet.',
      when: 'When',
      who: 'Who',
      what: 'What',
      whom: 'About whom',
      detail: 'Detail',
      older: 'Older entries',
      chainmark: 'Chainmark',
      files: {
        gradebook: 'gradebook file',
        filled: 'file of the LMS, filled',
        people: 'list of people (CSV)',
        dashboard: 'table of the dashboard (CSV)',
      },
      actions: {
        'work-seen': 'Work looked at',
        'mark-overridden': 'Mark set by hand',
        'mark-reset': 'Mark by hand taken back',
        'marks-regraded': 'Marks graded again',
        'regrade-undone': 'Regrade undone',
        'part-dropped': 'Part re-weighted for all',
        'assignment-changed': 'Assignment changed',
        commented: 'Comment written',
        'extension-given': 'Extension given',
        'role-changed': 'Role changed',
        'section-changed': 'Section changed',
        removed: 'Removed from the course',
        restored: 'Brought back to the course',
        'roster-imported': 'Roster imported',
        'owner-entered': 'The site’s owner entered the course',
        exported: 'File taken out of the course',
        'data-downloaded': 'All data of one person downloaded',
        anonymised: 'Person made anonymous',
        'retention-set': 'Retention period set',
        'backed-up': 'Backup of the whole site taken',
      },
    },
    mail: {
      'sign-in': {
        subject: 'Sign in to Chainmark',
        text: (address: string): string =>
          `Open this link to sign in to your account. It works once, within an hour:\n\n${address}\n\nIf you did not ask for it, do nothing.`,
      },
      'confirm-email': {
        subject: 'Confirm your address for Chainmark',
        text: (address: string): string =>
          `Open this link to confirm that this address is yours, and to sign in. It works once, within an hour:\n\n${address}\n\nIf you did not ask for it, do nothing.`,
      },
    },
  },

  /** Grades on their way to a learning management system. */
  lms: {
    gradebook: 'Gradebook',
    exportGrades: 'Export grades',
    exportIdea:
      'A file for the gradebook of your LMS. Nothing is sent: you see first what will be in it, then download it and upload it there.',
    system: 'For which system',
    formats: {
      canvas: 'Canvas',
      moodle: 'Moodle',
      brightspace: 'Brightspace',
      blackboard: 'Blackboard',
      sakai: 'Sakai',
      oneroster: 'OneRoster 1.2 (zip)',
      csv: 'Plain CSV',
      excel: 'CSV that Excel opens',
      xlsx: 'Excel workbook (XLSX)',
    },
    assignments: 'Assignments, each a column',
    noAssignments: 'Nothing is assigned yet, so there are no grades to export.',
    section: 'Section',
    everySection: 'all sections',
    grades: 'Grades as',
    points: 'points',
    percent: 'percent',
    pointsPossible: 'Points of each assignment',
    lateness: 'Late work',
    lateCosts: 'with what lateness costs',
    lateFree: 'as if it had been on time',
    place: 'For OneRoster only: ids that your school’s system gave',
    classId: 'sourcedId of the class',
    categoryId: 'sourcedId of the category',
    sessionId: 'sourcedId of the academic session',
    schoolId: 'sourcedId of the school',
    look: 'Look at the file',
    preview: 'What will be in the file',
    rowsShown: (shown: number, all: number): string =>
      shown === all ? `All rows: ${all}` : `The first ${shown} of ${all} rows`,
    download: 'Download the file',
    nobody: 'There is no grade to write yet.',
    fill: {
      title: 'Fill a file of your LMS',
      idea: 'The safest way: export the gradebook in your LMS and choose that file here. One column is filled with the grades; every other byte stays as it was.',
      file: 'The file that your LMS exported (CSV or tab-separated text)',
      assignment: 'Grades of',
      next: 'Read the file',
      recognised: (system: string, people: number): string =>
        `A gradebook of ${system} with ${people} people.`,
      systems: {
        canvas: 'Canvas',
        moodle: 'Moodle',
        brightspace: 'Brightspace',
        blackboard: 'Blackboard',
        sakai: 'Sakai',
        edx: 'Open edX',
      },
      column: 'The column to fill',
      points: 'Points of the column, where the file does not say',
      found: (count: number): string => `Recognised: ${count}`,
      unmatched: 'Who is this?',
      unmatchedIdea: 'Nobody was recognised in these rows. Choose the student, or leave the row as it is.',
      tooMany: (most: number): string =>
        `Only the first ${most} can be settled here. The others stay as they are; a roster with student numbers finds them.`,
      leave: 'leave the row as it is',
      absent: 'Students who are not in the file:',
      ungraded: 'Rows of students without a grade stay as they are.',
      once: 'Fill a column from the file or from a connection to the LMS, never from both: after a file, Moodle ignores what a connection sends.',
      make: 'Fill and download',
      another: 'Choose another file',
      twice: 'One student was chosen for two rows. Choose each only once.',
      nothing: 'No row of the file got a grade: nobody in it has one in this assignment.',
      problems: {
        empty: 'Choose the file that your LMS exported.',
        'too-large': 'This file is larger than 2 MB. Export fewer columns, or one section at a time.',
        'no-text':
          'This is no text in UTF-8 or UTF-16. Take the file as the LMS exported it (CSV), not one that a spreadsheet saved.',
        'not-recognised':
          'No gradebook of Canvas, Moodle, Brightspace, Blackboard, Sakai or Open edX is recognised by its first line. Set the LMS to English for the export, or export the grades as a new file.',
        'no-column':
          'The file has no column that grades could go into. Make one in the LMS first, then export again.',
        nobody: 'The file has no people in it.',
        'bad-quote': 'A quotation mark does not fit, in line:',
        ragged: 'This row has more or fewer cells than the first:',
      },
    },
    command: {
      usage: (formats: string): string =>
        `Usage: chainmark export COURSE --format ${formats} [--assignment ID or title]… [--points N | --percent] [--section S] [--as-if-on-time] [--out FILE] [--class ID --category ID --session ID --school ID]`,
      needsCourse: 'Name one course by its id: it stands in the address of its page.',
      noFormat: (found: string): string => `There is no format "${found}".`,
      badPoints: '--points is a whole number from 1 to 10000.',
      noCourse: (id: string): string => `There is no course "${id}".`,
      noAssignment: 'The course has no such assignment.',
    },
    beforeYouUpload: 'Before you upload it',
    more: (count: number): string => `and ${count} more`,
    warnings: {
      'title-changed': 'These titles were changed, because the system would misread them:',
      'percent-instead': 'Older versions take no grade above this, so the file holds percent:',
      'one-column-at-a-time':
        'Before version 4.5 Moodle takes one new column of a file only: export one assignment at a time.',
      'column-id-missing':
        'Blackboard makes a new text column of 0 points, unless the column carries its id. Better: download the column’s own file there and let Chainmark fill it.',
      'map-by': 'When Moodle asks by what to find the students, choose:',
      'blank-cells':
        'Some of the assignments are not graded for these students. An empty cell wipes a grade that stands in the LMS; export one assignment at a time to be safe.',
      ungraded: 'Not in the file, because nothing of theirs is graded yet:',
      'id-missing':
        'Not in the file, because the system could not find them: the id that it needs is not known here. Filling a file of the LMS teaches it to Chainmark.',
      'id-left-out': 'An id of these students is left out, because the system would misread it:',
      'found-by-name': 'No id is known, so Canvas will look for these students by name and ask you:',
    },
    keys: {
      'student-number': 'ID number',
      username: 'Username',
      canvas: 'ID',
      'one-roster': 'sourcedId',
      email: 'Email address',
    },
  },

  /** The JSON API under /api/v1, its tokens, and the page that explains it. */
  api: {
    title: 'API',
    idea: 'Whatever a teacher can do on the pages, a script can do here: with JSON, over HTTPS, in the name of whoever made its token. A token may do what its owner may, and nothing more.',
    document: 'OpenAPI document',
    contents: 'Contents',
    conventions: 'Conventions',
    conventionList: {
      token: 'Every request carries a token of yours in its header Authorization. Cookies are not looked at.',
      json: 'A body is JSON, sent as application/json. A field that is not known is refused, not ignored.',
      marks:
        'A mark is a share of the whole: in answers as an exact fraction and as a decimal, in bodies as "3/4", "0.75" or 0.75.',
      instants: 'Moments are ISO 8601; answers give them in UTC.',
      ids: 'Ids stay the same for ever, and sort by age.',
      pages:
        'Lists come in pages: send “next” of one page as “after” to get the next; at its end, “next” is null.',
    },
    problemTitle: 'When something is refused',
    problemIdea:
      'What is refused or fails is answered with problem details (RFC 9457), in the language that the header Accept-Language asks for.',
    details: 'What is sent and answered',
    parameters: 'Parameters of the address',
    required: '(required)',
    body: 'Body',
    answer: 'Answer',
    fileAnswer: 'A file.',
    noAnswer: 'Nothing: the status says that it was done.',
    may: (who: string): string => `Open to: ${who}.`,
    everybody: 'everybody with a token',
    standings: {
      visitor: 'everybody',
      student: 'students',
      assistant: 'assistants',
      teacher: 'teachers',
      'site owner': 'the owner of the site',
    },
    sections: {
      account: 'Your token',
      courses: 'Courses',
      gradebook: 'Gradebook',
      people: 'People',
      exercises: 'Exercises and collections',
      assignments: 'Assignments',
      attempts: 'Work of students',
      marks: 'Marks',
      regrades: 'Grading again',
      dashboard: 'What the class has understood',
      worksheets: 'Worksheets',
      lms: 'Learning management systems',
      site: 'The site',
    },
    operations: {
      readMe: 'Who a token speaks for, and until when',
      listCourses: 'The courses that you teach or assist',
      startCourse: 'Start a course, with you as its teacher',
      readCourse: 'One course, with its join code',
      changeCourse: 'Say for how long a course keeps the names of those who left',
      enterCourse: 'Enter a course as its teacher, as the owner of the site',
      listAudit: 'Who did what in a course, newest first',
      readGradebook: 'Every mark of a course, student by student',
      previewExport: 'The first rows of a gradebook file, and what to know before it is uploaded',
      exportGradebook: 'The gradebook as a file for an LMS or a spreadsheet',
      listPeople: 'The people of a course',
      addPerson: 'Add one student',
      exportPeople: 'The people of a course as a CSV file',
      previewImport: 'What a list of students would change, line by line',
      importPeople: 'Import a list of students, as it was shown',
      readPerson: 'One person',
      changePerson: 'Change name, number, address, section or role',
      removePerson: 'Remove somebody from a course; the work stays',
      restorePerson: 'Bring somebody back',
      downloadData: 'Everything that is kept of one person',
      anonymisePerson: 'Make one person anonymous, for ever',
      listExercises: 'The exercises that come with Chainmark',
      readExercise: 'One of these exercises',
      listCollections: 'Collections: exercises in an order, to assign as they are',
      listOwnExercises: 'The exercises that were written for a course, or all that it can assign',
      writeExercise: 'Add an exercise of your own to a course, or replace it',
      readOwnExercise: 'One exercise that was written for a course',
      tryExercise:
        'Try an exercise out: numbers, right answers, the answer of each mistake, and what it says to yours',
      tryOwnExercise: 'Try an exercise out that was written for a course',
      listAssignments: 'The assignments of a course',
      setAssignment: 'Set an assignment',
      readAssignment: 'One assignment',
      foreseeChange: 'What a change would do, and to whom',
      changeAssignment: 'Change an assignment',
      copyAssignment: 'Copy an assignment to another course of yours',
      giveExtension: 'Give one student more time',
      previewAssignment:
        'An exercise of an assignment as a student would have it: before, while and after it is open',
      readResults: 'How the class did, part by part and student by student',
      searchAttempts: 'Find attempts by student, exercise or mistake, newest first',
      findPrinted: 'Whose numbers these are: by the code of a sheet, or by numbers in its figure',
      readStudent: 'All work and marks of one student',
      readVariant: 'One variant with every attempt at it',
      comment: 'Say something to a student about a variant',
      setMark: 'Set a mark by hand, or take it back',
      readWeights: 'What parts weigh, where it was changed',
      weighPart: 'Let a part weigh more, less or nothing',
      listMarkChanges: 'The history of marks of an assignment',
      findCoincidences: 'Wrong answers that would be right for another student',
      listRegrades: 'Past regrades of an assignment',
      planRegrade: 'What grading again would change',
      regrade: 'Grade again, as it was shown',
      undoRegrade: 'Undo the latest regrade',
      readToday: 'What to reteach, the class on the net, and who is stuck',
      readWorkedExample: 'A worked example of one mistake, in numbers of its own',
      dismissAlert: 'Note that an alert was seen',
      readSkills: 'What each student knows',
      readCurves: 'Learning curves, skill by skill',
      readItems: 'How hard each part is, and how well it tells students apart',
      readTimes: 'Time on task',
      listWorksheets: 'The worksheets of a course',
      makeWorksheet: 'Make a worksheet',
      readWorksheet: 'What stands on each sheet',
      readKeys: 'The right answers of each sheet',
      readLms: 'Links and columns of a course in LMSs',
      chooseLinked: 'Say which assignment a link opens',
      readColumn: 'What was sent to a column, and what it shows',
      choosePassback: 'Say when the grades of a column go',
      sendGrades: 'Send grades now',
      lookAtFile: 'Look into an export of an LMS’s gradebook: its columns, and who is who',
      fillFile: 'Fill one column of that file; every other byte stays',
      compareLmsPeople: 'Who is new in the LMS, and who is no longer there',
      takeLmsPeople: 'Take over people from the LMS, and remove who is gone',
      readStatus: 'How the site is: version, database, load, and what waits',
      listTeachers: 'Who teaches on this site, or may start courses',
      inviteTeacher: 'Make a link that lets one person start courses',
      changeTeacher: 'Say whether somebody may start courses',
      signOutTeacher: 'Sign somebody out everywhere, and end their tokens',
      signOutEverybody: 'Sign out everybody who has an account, and end every token, also the one that asks',
    },
    statuses: {
      unread: 'The request could not be read.',
      unknown: 'There is no valid token.',
      forbidden: 'The owner of the token may not do this.',
      notFound: 'There is no such thing, or not for the owner of the token.',
      conflict: 'It does not fit what is there now.',
      tooLarge: 'The body is too large.',
      notJson: 'The body is not JSON.',
      misfit: 'What was sent does not fit.',
      lms: 'The LMS did not answer.',
      tooOften: 'Too many requests; Retry-After says how many seconds to wait.',
      ours: 'Something went wrong on the server.',
      other: 'That did not work.',
    },
    problems: {
      tooOften:
        'More calls came with this token within a minute than the server takes. Wait, as Retry-After says, and go on.',
      noToken:
        'Send a token with the request: Authorization: Bearer followed by the token. You make one in your account, under Tokens for scripts.',
      unknownToken:
        'This token is not known: it was revoked, or its time is over. Make another in your account.',
      forbidden: 'The owner of this token may not do this.',
      unread: 'The body is not the JSON that it says it is. Look for a missing quote, bracket or comma.',
      tooLarge: 'The body is larger than this endpoint reads. Send less at once.',
      notJson: 'Send a body of JSON, with the header Content-Type: application/json.',
      misfit: 'Some of what was sent does not fit; “errors” says which, and why.',
      unknownAssignment: 'This course has no such assignment. The list of assignments has their ids.',
      noAssignments: 'There is no assignment in this course yet, so there is nothing to export.',
      conflict: 'This does not fit what is there now.',
      isThere: 'This person is in the course already. Change that entry instead.',
      rosterDiffers:
        'The roster has changed since the list was shown, or two lines are the same person. Preview the list again.',
      emptyList:
        'There is nobody on this list. Its first line names the columns; each further line is one person.',
      unknownExercise: 'This course has no such exercise. The list of its exercises has their ids.',
      unknownPart: 'The exercise has no such part. Its parts are called p1, p2 and so on, in their order.',
      unknownCollection: 'There is no such collection. The list of collections has their ids.',
      noExercises: 'Send the ids of exercises, or of one collection.',
      begun: 'Students have begun: exercises and their order stay as they are, and only weights may change.',
      askFirst:
        'Students have begun. Ask first what the change does (…/foresee), then say in “apply” whether what was answered is graded again.',
      stalePlan:
        'Something has changed since this was shown, so nothing was done. Look again, and send the new digest.',
      notLatestRegrade: 'Only the latest regrade that still stands can be undone.',
      notTaught: 'You are not a teacher of that course.',
      ownExercises:
        'The other course has exercises of its own with the same names that are different, so nothing was copied.',
      noPlace:
        'The assignment has no such part. Leave out both, position and part, for the whole assignment.',
      noNumber: 'One of these is not a number. Write numbers with spaces between them.',
      noSheet: 'No sheet of this course has this code.',
      noColumn: 'The file has no such column that can be filled. Look at the file first.',
      lmsSilent: 'The LMS did not tell who is in its course. Try again later, or look at the connection.',
    },
    misfits: {
      missing: 'This is required.',
      kind: (expected: string): string => `This is of another kind than expected: ${expected}.`,
      unknown: (names: string): string =>
        `Nothing here is called ${names}. Leave it out, or correct its name.`,
      atLeast: (least: string): string => `This is too short or too small: at least ${least}.`,
      atMost: (most: string): string => `This is too long or too large: at most ${most}.`,
      oneOf: (values: string): string => `This must be one of: ${values}.`,
      format: (name: string): string => `This is not written as expected: ${name}.`,
      notUnderstood: 'This could not be understood. The docs show what fits here.',
    },
    tokens: {
      title: 'Tokens for scripts',
      idea: 'A script or another system that carries a token of yours acts in your name, through the API.',
      docs: 'What the API can do',
      manage: 'Your tokens',
      make: 'A new token',
      makeIt: 'Make the token',
      name: 'Name',
      nameIdea: 'For what it is, such as: grades to the registry.',
      lasts: 'It ends after',
      days: (count: number): string => `${count} days`,
      madeTitle: 'Your new token',
      madeIdea:
        'Copy it now: it is shown only this once. Whoever has it can do what you can do, until it ends or you revoke it.',
      example: 'A first call',
      yours: 'Your tokens',
      none: 'There is none.',
      until: (at: string): string => `Until ${at}.`,
      over: (at: string): string => `Ended ${at}.`,
      lastUsed: (at: string): string => `Last used ${at}.`,
      neverUsed: 'Never used.',
      revoke: 'Revoke',
      revokeOf: (name: string): string => `Revoke ${name}`,
      revoked: 'Revoked. Nothing can be done with that token any more.',
      tooMany: (most: number): string => `More than ${most} tokens are not kept. Revoke one first.`,
      needsAccount: 'Tokens belong to an account, so that you can revoke them from anywhere.',
      signUp: 'Make an account',
    },
  },

  /** What the server says when something is refused or fails. */
  refusals: {
    title: 'That did not work',
    notFound: 'There is nothing at this address.',
    noVariant:
      'This exercise has no variant for this seed. Try another seed, or make its constraints easier to meet.',
    roleMayNot:
      'You are in this course, but your role in it does not include this. Its teachers can change your role, under People.',
    notEntered:
      'You own this site, but are not in this course. Enter it from your list of courses; its teachers will see that you did.',
    removedFromCourse:
      'A teacher has taken you out of this course. Ask them to bring you back: they find you on the page of people.',
    launchOver:
      'This way in from your LMS was used already, or it took too long. Go back to your LMS and open the link again.',
    forbidden: 'This is not open to you. If you have an account, sign in with it and try again.',
    linkUsed:
      'This link was used already, or it is older than a day. Start Chainmark again to get a new one, if there is no teacher yet.',
    lastTeacherStays: 'This is the course’s only teacher. Make somebody else a teacher first.',
    noText: 'This file is not text in UTF-8 or UTF-16. Save it as CSV, UTF-8, and send it again.',
    linkOver: 'This link was used already, or it is older than an hour. Ask for a new one where you sign in.',
    signInToSee: 'Sign in',
    foreignForm:
      'This form came from another site, so nothing was done. Open the page here and send it again.',
    sheetNeedsCourse:
      'This sheet belongs to a course that you are not in. Join the course with the link or code from your teacher, then open the sheet again.',
    tooLarge: 'That is more than this page can take.',
    notUnderstood: 'The request could not be read.',
    ours: 'Something went wrong on our side. Nothing you sent is lost if you go back and send it again.',
    unreachable:
      'The database does not answer just now. Nothing you typed is lost: send it again in a moment, and it counts once.',
    full: 'There is no room left on the server, so nothing new can be kept. Nothing you typed is lost: tell your teacher, and send it again when there is room.',
    tooOften:
      'So much came from you within a minute that this was not taken. Nothing you typed is lost: wait a moment, send it again, and it counts once.',
    busy: 'So much is being printed, exported and worked out just now that this has to wait. Nothing is lost: ask again in a few seconds.',
    tookTooLong:
      'This took longer than half a minute, so it was stopped. Ask for less of it at once, or again when fewer people are working.',
    tellNumber: (number: string) =>
      `If it happens again, tell whoever runs this site the number ${number}; it leads to what went wrong.`,
    starting: 'Chainmark is starting; try again in a moment.',
    backToStart: 'To the start page',
  },

  backup: {
    needsFile: (command: string) => `Name one file: chainmark ${command} site.chainmark`,
    needsTarget:
      'Say where to: chainmark move --to postgresql://user:password@host:5432/name (an empty database)',
    written: (file: string, rows: string) =>
      `Wrote ${file}, ${rows} rows. It holds everything, also names and marks: keep it where only you can read it.`,
    cutOff:
      'The running Chainmark could not make the backup; it says why where it was started. Nothing was written.',
    cannotWrite: (file: string, reason: string) =>
      `The backup could not be written to ${file}: ${reason}. A file of this name that was there before is as it was.`,
    cannotRead: (file: string, reason: string) => `${file} cannot be read: ${reason}. Nothing was changed.`,
    restored: (file: string, madeAt: string, rows: string) =>
      `Restored ${file} as it was at ${madeAt}: ${rows} rows, counted table by table. Start Chainmark as usual.`,
    'not-empty':
      'Somebody has used this database already, so nothing was changed. Give another DATA_DIR, or an empty database as DATABASE_URL.',
    'no-backup': 'This file is no backup of Chainmark. Nothing was changed.',
    damaged:
      'This backup is cut off or was changed; nothing was restored. Take an older one, or copy it again.',
    newer: (chainmark: string) =>
      `This backup was made by a newer Chainmark (${chainmark}). Nothing was changed; restore it with that version.`,
    countsDiffer:
      'The two databases do not hold the same number of rows. Go on with the old one, and empty the new one.',
    moved: (rows: string) =>
      `All ${rows} rows are there, counted table by table. Start Chainmark with this DATABASE_URL from now on.`,
  },

  outage: {
    youTyped: 'You typed:',
    sendAgain: 'Send it again',
    began: {
      unreachable: (reason: string) =>
        `The database does not answer (${reason}). People are asked to send again; Chainmark goes on by itself when it is back.`,
      full: (reason: string) =>
        `There is no room left to write (${reason}). Pages can be read, nothing is taken; make room, and Chainmark goes on by itself.`,
    },
    ended: (seconds: string) => `The database answers again, after ${seconds} s.`,
  },

  /** What the server prints where it was started. */
  status: {
    title: 'Status',
    idea: 'How this server and its database are, as of now. Reload to look again.',
    version: 'Chainmark',
    node: 'Node',
    upSince: 'Running for',
    duration: (hours: string, minutes: string) => `${hours} h ${minutes} min`,
    memory: 'Memory',
    megabytes: (count: string) => `${count} MB`,
    delay: 'Event loop late by',
    delays: (median: string, worst: string) => `${median} ms in the median, ${worst} ms in the worst 1 %`,
    database: 'Database',
    server: (version: string) => `PostgreSQL ${version}, a server`,
    embedded: (version: string) => `PostgreSQL ${version}, embedded in this process`,
    size: 'Size of the data',
    migrations: 'Migrations',
    backup: 'Latest backup',
    noBackup: 'none yet',
    takeBackup: 'Backup',
    backupIdea:
      'Everything the site holds as one file, as it stands at one moment: names, marks and hashes of passwords too. With the embedded database everybody waits while it is written. Every course notes that it was taken.',
    takeIt: 'Make a backup and download it',
    migrationsTo: (count: string, latest: string) => `${count}, the latest is ${latest}`,
    connections: 'Connections of this process',
    connectionsAre: (busy: string, idle: string, waiting: string) =>
      `${busy} busy, ${idle} idle, ${waiting} requests waiting for one`,
    courses: 'Courses',
    people: 'People',
    attempts: 'Attempts, estimated',
    background: 'Work in the background',
    nothingWaits: 'Nothing was given to do yet.',
    kinds: {
      passback: 'Grades for an LMS',
      regrade: 'Grading again',
      'foresee-change': 'Working out what a change would do',
      'undo-regrade': 'Undoing a regrade',
      'find-coincidences': 'Looking for answers that fit another variant',
      'make-worksheet': 'Drawing sheets',
      'stock-variants': 'Drawing variants before students ask',
      'stock-practice': 'Drawing variants for practice',
      'hand-in-overdue': 'Handing in exams whose time is over',
      'forget-overdue': 'Forgetting names that were kept long enough',
      'recount-where-due': 'Counting again after an update',
      'sweep-jobs': 'Clearing away what is done',
      'sweep-tables': 'Sweeping the embedded database',
    },
    states: {
      waiting: 'waiting',
      running: 'under way',
      done: 'done',
      failed: 'failed',
      sent: 'sent',
      confirmed: 'confirmed',
      conflict: 'changed in the LMS',
    },
    work: (kind: string, state: string) => `${kind}: ${state}`,
  },
  jobs: {
    kinds: {
      'foresee-change': 'What the change would do is being worked out',
      regrade: 'Attempts are being graded again',
      'undo-regrade': 'The regrade is being undone',
      'find-coincidences': 'Answers that fit another variant are being looked for',
      'make-worksheet': 'The sheets are being drawn',
    },
    otherKind: 'Work in the background',
    waiting: 'This page comes again by itself and shows the result once it is there.',
    again: (problem: string): string => `It failed, and is tried again in a moment. The reason: ${problem}`,
    failed: (problem: string): string => `It failed, three times. The reason: ${problem}`,
    tryAgain: 'Try again, with the same',
    progress: 'How far it is',
    far: (percent: number): string => `${percent} %`,
    leave: 'You may leave; the work goes on.',
    look: 'Look again now',
    back: 'Back to the course',
  },
  terminal: {
    working: (where: string) => `Working on the jobs in ${where}. Stop with Ctrl-C.`,
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
    recountNeedsCourse:
      'Name one course by its id: chainmark recount COURSE. It stands in the address of its page.',
    recounted: (students: string, assignments: string) =>
      `Counted again: students ${students}, assignments ${assignments}.`,
    nothingToMigrate: 'The migrations already make the database of schema.prisma; nothing to write.',
    wroteMigration: (file: string) => `Wrote ${file}. Read it before you commit it.`,
    migrationNeedsName:
      'Give the migration a name of small letters, digits and _: chainmark migration add_sections',
  },
};
