/** Every page of students in every state that looks different, from models made by hand. */
import { solve, written } from '../../src/exercise/solution.ts';
import { solutionLines } from '../../src/exercise/solution-lines.ts';
import { valuesOf } from '../../src/exercise/values.ts';
import { mathHtml } from '../../src/figure/math.ts';
import { travellers } from '../../src/figure/reach.ts';
import type { Verdict } from '../../src/grading/result.ts';
import { anyTime } from '../../src/grading/schedule.ts';
import { type Locale, say } from '../../src/language/language.ts';
import { tokensPage } from '../../src/web/account/tokens-page.ts';
import type { Page } from '../../src/web/page.ts';
import { assignmentPage, exerciseListPage, homePage, joinPage } from '../../src/web/student/entry-pages.ts';
import { exercisePage } from '../../src/web/student/exercise-page.ts';
import type { ExerciseModel, PartModel } from '../../src/web/student/model.ts';
import { stepsOnPage } from '../../src/web/student/step-models.ts';
import { fourDecimals, linear, sigmoid, softmax } from '../figure/samples.ts';
import { myWorkSamples } from './my-work-samples.ts';

/** Sentences that other rooms will supply, in both languages. */
const texts = {
  en: {
    title: 'A w of a linear net',
    place: 'Exercises',
    prompt: (math: string) =>
      `Find the gradient of the loss for each of these weights. ${math} contributes to both errors.`,
    onlyOnePath:
      'This looks like only the path through y1. w12 reaches E through y1 and y2: follow both, and add.',
    nudged: 'Move w12 up a little: your answer predicts that E falls, the net says that it rises.',
    hint: 'w12 helped to make h2, and h2 was needed for both outputs.',
    notices: [],
    facts: [
      { name: 'Due', text: '3 December 2026, 18:00' },
      { name: 'Tries', text: '3 for each exercise' },
    ],
    entries: ['A u of a linear net', 'Single errors, then the total', 'A w of a sigmoid net'],
    course: 'Deep learning, autumn',
    assignment: 'Backpropagation, first sheet',
    problem: 'No course has this code. Codes have six letters, such as KESTIM.',
  },
  fa: {
    title: 'یک w از شبکهٔ خطی',
    place: 'تمرین‌ها',
    prompt: (math: string) =>
      `گرادیان زیان را برای هر یک از این وزن‌ها پیدا کنید. ${math} در هر دو خطا سهم دارد.`,
    onlyOnePath:
      'به نظر می‌رسد فقط مسیر \u2066y1\u2069 را دیده‌اید. \u2066w12\u2069 از راه \u2066y1\u2069 و \u2066y2\u2069 به \u2066E\u2069 می‌رسد: هر دو را بروید و جمع کنید.',
    nudged:
      'اگر \u2066w12\u2069 را کمی بالا ببریم، پاسخ شما می‌گوید \u2066E\u2069 کم می‌شود، شبکه می‌گوید زیاد می‌شود.',
    hint: '\u2066w12\u2069 در ساختن \u2066h2\u2069 نقش دارد و \u2066h2\u2069 در هر دو خروجی.',
    notices: [],
    facts: [
      { name: 'مهلت', text: '۱۲ آذر ۱۴۰۵، ساعت ۱۸' },
      { name: 'تلاش', text: 'برای هر تمرین ۳ بار' },
    ],
    entries: ['یک u از شبکهٔ خطی', 'خطاهای تکی، سپس همه', 'یک w از شبکهٔ سیگموئید'],
    course: 'یادگیری عمیق، پاییز',
    assignment: 'پس‌انتشار، برگهٔ نخست',
    problem: 'درسی با این کد نیست. کدها شش حرف دارند، مانند KESTIM.',
  },
} as const;

function exercise(locale: Locale, variant: ExerciseModel['variant']): ExerciseModel {
  const text = texts[locale];
  return {
    locale,
    title: text.title,
    place: { text: text.place, href: '/exercises' },
    promptHtml: `<p>${text.prompt(mathHtml('w_{12}'))}</p>`,
    variant,
    variantId: 'v1',
    submissionKey: 'k1',
    hintLevel: 0,
    sitting: undefined,
    notices: [],
    paths: { submit: '/exercise/v1', another: '/practise', echo: '/echo' },
    parts: variant.parts.map((part) => ({
      part,
      typed: '',
      sentences: [],
      hints: [],
      moreHints: true,
      closed: false,
    })),
  };
}

const answered = (
  part: PartModel,
  typed: string,
  verdict: Verdict,
  more: Partial<PartModel> = {},
): PartModel => ({
  ...part,
  typed,
  result: { part: part.part.id, typed, verdict, mark: verdict.kind === 'right' ? '1' : '0' },
  ...more,
});

function marked(locale: Locale): ExerciseModel {
  const text = texts[locale];
  const model = exercise(locale, linear);
  const samples = [-3, -2, -1, 0, 1, 2, 3].map((step) => ({
    weight: 0.5 + step / 10,
    E: 1 + 0.3 * step + 0.04 * step ** 2,
  }));
  const verdicts: readonly ((part: PartModel) => PartModel)[] = [
    (part) => answered(part, '-0.72', { kind: 'right' }),
    (part) =>
      answered(
        part,
        '0.1.6',
        { kind: 'unreadable', problem: { code: 'illFormedNumber', at: 3, length: 1, values: {} } },
        {},
      ),
    (part) => answered(part, '0,3', { kind: 'follow-through', from: ['p2'] }),
    (part) =>
      answered(
        part,
        '-0.16',
        { kind: 'wrong' },
        {
          sentences: [text.onlyOnePath, text.nudged],
          nudge: {
            weight: 'w12',
            loss: 'E',
            verdict: 'other-direction',
            samples,
            at: { weight: 0.5, E: 1 },
            predictedSlope: -1.6,
          },
          hints: [
            { sentence: text.hint, latex: '\\frac{\\partial E}{\\partial h_2} = e_1 u_{21} + e_2 u_{22}' },
          ],
        },
      ),
  ];
  return {
    ...model,
    triesLeft: 2,
    next: {
      text: say(locale).student.me.next.mistake(say(locale).skills.K9),
      action: '/practise',
      exercise: 'back-to-hidden-linear',
    },
    parts: model.parts.map((part, index) => verdicts[index]?.(part) ?? part),
    wayBack: { quantity: 'dE/dw12' },
  };
}

const solved = { ...linear, hidden: { eta: '0.3' } };
const traversed = Object.fromEntries(
  Object.values(travellers('dE/dw12', linear.net)).map((quantity) => [
    quantity,
    written(valuesOf(solved)(quantity)).value,
  ]),
);

function stepsOf(...[variant, quantity, locale]: Parameters<typeof solutionLines>) {
  const lines = solutionLines(variant, quantity, locale);
  return solve(variant, quantity).map((step, index) => {
    const { sentence = '', words = '' } = lines[index] ?? {};
    return { ...step, sentence, words };
  });
}

function closed(locale: Locale): ExerciseModel {
  const model = exercise(locale, linear);
  return {
    ...model,
    wayBack: { quantity: 'dE/dw12', values: () => traversed },
    parts: model.parts.map((part) =>
      answered(
        part,
        '0.0545',
        { kind: 'wrong' },
        {
          closed: true,
          moreHints: false,
          ...(part.part.quantity === 'dE/dw12'
            ? { solution: () => ({ steps: stepsOf(solved, 'dE/dw12', locale), accepted: '' }) }
            : {}),
        },
      ),
    ),
  };
}

/** Steps on the way to one answer: some filled in, one that went wrong. */
function stepped(locale: Locale): ExerciseModel {
  const variant = { ...linear, parts: linear.parts.slice(-1), hidden: solved.hidden };
  const typed: Readonly<Record<string, string>> = {
    's-h1': '0.1',
    's-h2': '1.3',
    's-h3': '-1.4',
    's-e1': '0.53',
    's-e2': '2.5',
  };
  const verdicts: Readonly<Record<string, Verdict>> = {
    's-h1': { kind: 'right' },
    's-h2': { kind: 'right' },
    's-e2': { kind: 'wrong' },
  };
  const results = Object.entries(verdicts).map(([part, verdict]) => ({
    part,
    typed: typed[part] ?? '',
    verdict,
    mark: '0',
  }));
  const found = stepsOnPage(
    {
      variant: { ...variant, engine: '', seed: '', certificate: { parts: {} } },
      skills: [],
      work,
      draft: undefined,
      last: undefined,
    },
    { typed, results, sentences: { 's-e2': [texts[locale].hint] }, progress: [] },
  );
  if (!found) throw new Error('the sample has steps');
  return { ...exercise(locale, variant), steps: found.model };
}

const work = { mode: 'practice', schedule: anyTime, extension: null, sitting: null } as const;

/** All pages in one language, by a name that can be a file's. */
export function samplePages(locale: Locale): Readonly<Record<string, Page>> {
  const text = texts[locale];
  const exercises = text.entries.map((title, index) => ({
    id: `exercise-${index}`,
    title,
    level: 2 * index,
  }));
  const states = ['done', 'begun', 'untouched'] as const;
  return {
    home: homePage({
      locale,
      variant: linear,
      exercises,
      next: exercises[1] && { exercise: exercises[1], isFirst: false },
    }),
    exercises: exerciseListPage({ locale, exercises }),
    exercise: exercisePage(exercise(locale, linear)),
    marked: exercisePage(marked(locale)),
    closed: exercisePage(closed(locale)),
    steps: exercisePage(stepped(locale)),
    'four-decimals': exercisePage(exercise(locale, fourDecimals)),
    sigmoid: exercisePage(exercise(locale, sigmoid)),
    softmax: exercisePage(exercise(locale, softmax)),
    ...myWorkSamples(locale),
    tokens: tokensPage({
      ...{ locale, now: new Date(0), made: `chainmark_${'x'.repeat(43)}`, name: '', days: 30 },
      ...{ mayMake: true, asksPassword: true, revoked: true, address: 'https://chainmark.example.org' },
      problems: { name: text.problem, current: text.problem },
      tokens: [0, 1].map((at) => ({
        ...{ id: `t${at}`, userId: 'u', name: text.assignment, createdAt: new Date(0) },
        expiresAt: new Date(at),
        lastUsedAt: at === 0 ? null : new Date(0),
      })),
    }),
    join: joinPage({ locale, code: 'XX', name: '', number: '', codeProblem: text.problem }),
    assignment: assignmentPage({
      locale,
      title: text.assignment,
      course: { text: text.course, href: '/courses/sample' },
      facts: text.facts,
      notices: [],
      exercises: text.entries.map((title, index) => ({
        title,
        href: `/exercise/${index}`,
        state: states[index] ?? 'untouched',
        percent: index === 0 ? 100 : 40,
      })),
    }),
  };
}
