/** An exercise as its teacher looks at it: one variant with its key, what each mistake would answer, and the proof. */
import { measureAcceptance } from '../../exercise/acceptance.ts';
import type { Definition } from '../../exercise/definition.ts';
import { keyOf, type Written } from '../../exercise/key.ts';
import { renderPrompt, renderTitle } from '../../exercise/prompt.ts';
import { forStudent, isChoice, type Part, type Variant } from '../../exercise/variant.ts';
import { displayedMath } from '../../figure/math.ts';
import { speakName } from '../../formula/speak.ts';
import { typesetName } from '../../formula/typeset.ts';
import { gradeAttempt } from '../../grading/grade-attempt.ts';
import { type WrongAnswer, wrongAnswers } from '../../grading/wrong-answers.ts';
import { type Locale, say } from '../../language/language.ts';
import type { Skill } from '../../mistakes/catalogue.ts';
import { isMistake, sentenceOf, skillName } from '../../mistakes/sentence.ts';
import { mathText } from '../math-text.ts';
import { choiceView } from '../student/choice-view.ts';
import { partModels, stepsOf, textOf, wayBackIn } from '../student/exercise-model.ts';
import type { ExerciseModel, Link } from '../student/model.ts';
import { stepView } from '../student/solution-view.ts';
import { formulaKey } from '../worksheet/key-view.ts';

export interface Previewed {
  readonly definition: Definition;
  readonly variant: Variant;
  readonly locale: Locale;
  /** Of this page, without a seed. */
  readonly address: string;
  readonly place: Link;
  /** What the teacher tries out, and whether it is to be graded. */
  readonly draft?: {
    readonly typed: Readonly<Record<string, string>>;
    readonly hintLevel: number;
    readonly graded: boolean;
  };
}

/** As students see it; nothing that is tried here is kept. */
export function studentModel(previewed: Previewed): ExerciseModel {
  const { definition, variant, locale, address, place } = previewed;
  const { graded, typed, hintLevel } = previewed.draft ?? { graded: false, typed: {}, hintLevel: 0 };
  const result = graded ? gradeAttempt(variant, typed, locale) : undefined;
  const hints = Object.fromEntries(variant.parts.map(({ id }) => [id, hintLevel]));
  const parts = partModels({ variant, progress: [] }, locale, result, { typed, hints });
  const wayBack = wayBackIn(variant, parts, []);
  return {
    locale,
    title: textOf(renderTitle(definition, variant, locale, (name) => name)),
    place,
    promptHtml: mathText(textOf(renderPrompt(definition, variant, locale))),
    variant: forStudent(variant),
    variantId: `preview-${variant.seed}`,
    submissionKey: 'preview',
    paths: {
      submit: `${address}?seed=${encodeURIComponent(variant.seed)}`,
      another: `${address}/another`,
    },
    hintLevel,
    sitting: undefined,
    notices: [],
    parts,
    ...(wayBack && { wayBack }),
  };
}

/** Draws are measured while the page is made, so there are few: about 0.1 s. */
export const measuredDraws = { most: 200, timeMs: 400 };

/** What only teachers see. */
export function secretsView({ definition, variant, locale }: Previewed) {
  const words = say(locale).teacher;
  const end = Date.now() + measuredDraws.timeMs;
  const { draws, accepted, constraint } = measureAcceptance(definition, {
    seed: variant.seed,
    most: measuredDraws.most,
    goOn: () => Date.now() < end,
  });
  const wrong = wrongAnswers(variant);
  return {
    words,
    seed: variant.seed,
    level: words.level(definition.level),
    skills: definition.skills.map((skill) => `${skill} ${skillName(skill as Skill, locale)}`),
    accepted: words.accepted(accepted, draws),
    failedMost: constraint === '' ? '' : words.failedMost(constraint),
    parts: variant.parts.map((part) =>
      partView(
        part,
        variant,
        locale,
        wrong.filter((each) => each.part === part.id),
      ),
    ),
  };
}

function partView(part: Part, variant: Variant, locale: Locale, wrong: readonly WrongAnswer[]) {
  const { distance = '', masked = [], key = '' } = variant.certificate.parts[part.id] ?? {};
  const percent = `${Math.floor(Number(distance) * 1000) / 10}`;
  return {
    ...keyView(part, variant, key, locale),
    distance: distance === '' ? '' : say(locale).teacher.distance(percent),
    mistakes: wrong.map(({ code, mistake, form, answer }) => ({
      code,
      answer: shown(answer),
      sentence: mathText(sentenceOf(mistake, form, locale)),
    })),
    masked: isChoice(part) ? '' : masked.filter(isMistake).join(', '),
    solution: isChoice(part) ? [] : stepsOf(variant, part, locale).map(stepView),
  };
}

/** What is asked, and what is right: as text, or as markup of our own. */
function keyView(part: Part, variant: Variant, key: string, locale: Locale) {
  if (isChoice(part)) {
    const { question, rightIs } = choiceView(part, '', locale, key.split(','));
    return { label: question, spoken: '', key: '', right: rightIs?.labels ?? [] };
  }
  const isNumber = part.kind === 'number';
  return {
    label: displayedMath(typesetName(part.quantity)),
    spoken: speakName(part.quantity, locale),
    key: isNumber ? shown(keyOf(variant, part.quantity)) : '',
    right: isNumber ? [] : [displayedMath(formulaKey(key))],
  };
}

/** '−3/40 = −0.075', or as many digits as one reads. */
function shown(key: Written): string {
  const text = key.exact
    ? [key.value, ...(key.value === key.decimal ? [] : [key.decimal])].join(' = ')
    : `≈ ${key.decimal}`;
  return text.replaceAll('-', '−');
}
