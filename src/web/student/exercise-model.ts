/** The model of an exercise's page, from the stored variant, its attempts, and a draft. */
import type { Classroom } from '../../classroom/classroom.ts';
import { findExercise } from '../../classroom/find-exercise.ts';
import { toldProgress } from '../../classroom/told-progress.ts';
import type { Definition } from '../../exercise/definition.ts';
import { type Hint, type HintedVariant, hintsOn } from '../../exercise/hints.ts';
import { nudge } from '../../exercise/nudge.ts';
import { type Rendered, renderPrompt, renderTitle } from '../../exercise/prompt.ts';
import { solve, written } from '../../exercise/solution.ts';
import { solutionLines } from '../../exercise/solution-lines.ts';
import { isStepId } from '../../exercise/steps.ts';
import { valuesOf } from '../../exercise/values.ts';
import { forStudent, isChoice, type Part, type Variant } from '../../exercise/variant.ts';
import { travellers } from '../../figure/reach.ts';
import { acceptedRange } from '../../grading/accepted-range.ts';
import { feedbackOn } from '../../grading/feedback.ts';
import { secondsToNextHint } from '../../grading/hint-pause.ts';
import type { AttemptResult } from '../../grading/result.ts';
import { type Access, accessTo } from '../../grading/schedule.ts';
import type { PartStanding } from '../../grading/standing.ts';
import { type Locale, say } from '../../language/language.ts';
import { parseRational, toDouble } from '../../number/rational.ts';
import { newId } from '../../store/new-id.ts';
import type { StoredVariant } from '../../store/variants.ts';
import { mathText } from '../math-text.ts';
import { mostHints } from './box-view.ts';
import type { BoardModel, ExerciseModel, Link, PartModel, StepModel } from './model.ts';
import { nextStepAfter } from './next-step.ts';
import { noticesOn } from './schedule-words.ts';
import { stepsOnPage } from './step-models.ts';

/** What stands in the boxes, and how many hints each part has got. */
export interface Boxes {
  readonly typed: Readonly<Record<string, string>>;
  readonly hints: Readonly<Record<string, number>>;
  /** Steps with boxes of their own. */
  readonly steps?: HintedVariant['boxes'];
  /** What is said of each, where that is known already. */
  readonly sentences?: ReturnType<typeof feedbackOn>;
}

export async function modelOf(
  context: Classroom,
  stored: StoredVariant,
  locale: Locale,
): Promise<ExerciseModel> {
  const definition = await requireDefinition(context, stored.courseId, stored.variant.exercise);
  const board = await boardModelOf(context, stored, locale);
  const comments = stored.comments.map((text) => fromTeacher(text, locale));
  return {
    ...board,
    title: textOf(renderTitle(definition, board.variant, locale, plainly)),
    place: placeOf(stored, locale),
    promptHtml: mathText(textOf(renderPrompt(definition, board.variant, locale))),
    notices: [...noticesOn(stored, accessTo(stored.work, context.now()), locale), ...comments],
  };
}

export async function boardModelOf(
  context: Classroom,
  stored: StoredVariant,
  locale: Locale,
): Promise<BoardModel> {
  const { variant } = stored;
  const now = context.now();
  const access = accessTo(stored.work, now);
  const address = `/exercise/${stored.courseId}/${stored.id}`;
  const hintWait = secondsToNextHint(
    stored.progress.map(({ hintedAt }) => hintedAt),
    now,
  );
  const next = await nextStepAfter(context, stored, locale);
  return {
    locale,
    variant: forStudent(variant),
    variantId: stored.id,
    submissionKey: newId(),
    paths: {
      submit: address,
      another: `${address}/another`,
      echo: `${address}/echo`,
      draft: `${address}/draft`,
    },
    hintLevel: 0,
    sitting: sittingOf(stored, access, now),
    ...triesLeft(stored, access),
    ...filledIn(stored, access, locale),
    ...(next && { next }),
    ...(hintWait > 0 && { hintWait }),
  };
}

/** The boxes of parts and steps, as far as they may be told. */
function filledIn(
  stored: StoredVariant,
  access: Access,
  locale: Locale,
): Pick<BoardModel, 'parts' | 'steps' | 'wayBack'> {
  const { variant } = stored;
  const progress = toldProgress(stored, access);
  const result = access.revealed ? stored.last?.result : undefined;
  const { typed, hints } = boxesOf(stored);
  const sentences = result ? feedbackOn(variant, result, locale) : {};
  const results = [...(result?.parts ?? []), ...(result?.steps ?? [])];
  const steps = stepsOnPage(stored, { typed, results, sentences, progress });
  const own = steps?.boxes.map(({ part, result: graded }) => ({
    quantity: part.quantity,
    right: graded?.verdict.kind === 'right',
  }));
  const boxes = { typed, hints, sentences, ...(own && { steps: own }) };
  const parts = partModels({ variant, progress }, locale, result, boxes);
  const wayBack = wayBackIn(variant, [...(steps?.boxes ?? []), ...parts], progress);
  return { parts, ...(steps && { steps: steps.model }), ...(wayBack && { wayBack }) };
}

const fromTeacher = (text: string, locale: Locale): string => say(locale).student.given.comment(text);

/** A draft is newer than the attempt, or of no use but for steps that were not shown when it was checked. */
export function boxesOf({ last, draft, progress }: StoredVariant): Boxes {
  const newer = draft && (!last || draft.savedAt > last.createdAt) ? draft.typed : {};
  const steps = Object.entries(draft?.typed ?? {}).filter(([id]) => isStepId(id));
  return {
    typed: { ...Object.fromEntries(steps), ...last?.typed, ...newer },
    hints: Object.fromEntries(progress.map(({ part, hints }) => [part, hints])),
  };
}

function sittingOf({ work }: StoredVariant, access: Access, now: Date): BoardModel['sitting'] {
  if (work.mode !== 'exam') return undefined;
  return { open: access.phase === 'open', revealed: access.revealed, endsAt: access.endsAt, now };
}

function triesLeft({ policy, progress }: StoredVariant, access: Access): { readonly triesLeft?: number } {
  if (policy.tries === null || !access.revealed || access.phase === 'over') return {};
  const open = progress.filter(({ closed }) => !closed);
  return { triesLeft: policy.tries - Math.max(0, ...open.map(({ tries }) => tries)) };
}

export async function requireDefinition(
  context: Classroom,
  courseId: string,
  id: string,
): Promise<Definition> {
  const definition = await findExercise(context, courseId, id);
  if (!definition) throw new Error(`there is no exercise ${id} any more`);
  return definition;
}

const placeOf = ({ work, courseId, assignmentId, assignmentTitle }: StoredVariant, locale: Locale): Link =>
  work.mode === 'practice'
    ? { text: say(locale).student.exercises, href: '/practise' }
    : { text: assignmentTitle, href: `/courses/${courseId}/assignments/${assignmentId}` };

/** The texts of our own exercises are checked before they are set. */
export function textOf(rendered: Rendered): string {
  if (rendered.kind === 'problem') throw new Error(rendered.sentence);
  return rendered.text;
}

const plainly = (name: string): string => name;

export function partModels(
  { variant, progress }: { readonly variant: Variant; readonly progress: readonly PartStanding[] },
  locale: Locale,
  result: AttemptResult | undefined,
  { typed, hints: taken, steps, sentences = result ? feedbackOn(variant, result, locale) : {} }: Boxes,
): readonly PartModel[] {
  const isClosed = ({ id }: Part): boolean => progress.some(({ part, closed }) => part === id && closed);
  const next = variant.parts.find((part) => !isClosed(part));
  return variant.parts.map((part): PartModel => {
    const graded = result?.parts.find((each) => each.part === part.id);
    const experiment =
      part.kind === 'number' && graded?.verdict.kind === 'wrong'
        ? experimentOn(variant, part, graded.read)
        : undefined;
    const had = taken[part.id] ?? 0;
    const hints: readonly Hint[] =
      part === next && had > 0 ? hintsOn({ ...variant, ...(steps && { boxes: steps }) }, part, locale) : [];
    return {
      part,
      typed: typed[part.id] ?? '',
      ...(graded && { result: graded }),
      sentences: sentences[part.id] ?? [],
      ...(experiment && { nudge: experiment }),
      hints: hints.slice(0, had),
      moreHints: part === next && (isChoice(part) ? 1 : mostHints) > had,
      closed: isClosed(part),
      ...(isClosed(part) && isChoice(part) && { right: keyOf(variant, part).split(',') }),
      ...(isClosed(part) &&
        !isChoice(part) && {
          solution: () => ({
            steps: stepsOf(variant, part, locale),
            accepted: acceptedRange(part, variant, locale),
          }),
        }),
    };
  });
}

const experimentOn = (variant: Variant, { kind, quantity }: Part, read = '0') =>
  kind === 'number' ? nudge(variant, quantity, toDouble(parseRational(read))) : undefined;

/** The steps with a sentence on each. */
export function stepsOf(variant: Variant, { quantity }: Part, locale: Locale): readonly StepModel[] {
  const lines = solutionLines(variant, quantity, locale);
  return solve(variant, quantity).map((step, index) => {
    const { sentence = '', words = '' } = lines[index] ?? {};
    return { ...step, sentence, words };
  });
}

/** Of the first part that went wrong or got a hint; the numbers that travel only once it is closed. */
export function wayBackIn(
  variant: Variant,
  parts: readonly PartModel[],
  progress: readonly PartStanding[],
): BoardModel['wayBack'] {
  const missed = parts.find(
    ({ part, hints, result }) =>
      /^(dE|Δ|new )/.test(part.quantity) &&
      !isChoice(part) &&
      (hints.length > 0 || (result && !['right', 'empty', 'unreadable'].includes(result.verdict.kind))),
  );
  if (!missed) return undefined;
  const { quantity } = missed.part;
  const closed = progress.some(({ part, closed: isClosed }) => part === missed.part.id && isClosed);
  return closed ? { quantity, values: () => travellingValues(variant, missed.part) } : { quantity };
}

const keyOf = ({ certificate }: Variant, { id }: Part): string => certificate.parts[id]?.key ?? '';

function travellingValues(variant: Variant, { quantity }: Part): Readonly<Record<string, string>> {
  const valueAt = valuesOf(variant);
  const names = new Set(Object.values(travellers(quantity, variant.net)));
  return Object.fromEntries([...names].map((name) => [name, written(valueAt(name)).value]));
}
