/** The steps on the way to the answers of one variant: which are shown, what stands in them, what is said of it. */
import { type SteppedVariant, shownSteps } from '../../classroom/shown-steps.ts';
import { written } from '../../exercise/solution.ts';
import type { Step } from '../../exercise/steps.ts';
import { valuesOf } from '../../exercise/values.ts';
import type { Variant } from '../../exercise/variant.ts';
import type { PartResult } from '../../grading/result.ts';
import type { PartStanding } from '../../grading/standing.ts';
import type { Catalogue } from '../../language/language.ts';
import type { Rung, ShownSteps } from '../../learning/steps-shown.ts';
import type { PartModel, StepsModel, WayStep } from './model.ts';

/** What is known of the boxes. */
export interface Filled {
  readonly typed: Readonly<Record<string, string>>;
  /** Of parts and steps, where they may be told. */
  readonly results: readonly PartResult[];
  /** Id of a part or step → sentences. */
  readonly sentences: Readonly<Record<string, readonly string[]>>;
  /** Told so far. */
  readonly progress: readonly PartStanding[];
}

export interface StepsOnPage {
  readonly model: StepsModel;
  readonly boxes: readonly PartModel[];
}

export function stepsOnPage(stored: SteppedVariant, filled: Filled): StepsOnPage | undefined {
  const { variant, work } = stored;
  const shown = shownSteps(stored);
  const items = itemsOf(variant, shown, filled);
  if (items.length === 0 && !shown.more) return undefined;
  const ways = variant.parts.map(({ id }) => [id, items.filter(({ step }) => step.before === id)] as const);
  const boxes = items.flatMap((item) => (item.kind === 'box' ? [item.box] : []));
  const { fewer, more } = shown;
  const open = variant.parts.some(({ id }) => !isSettled(id, filled));
  const rungs = open ? { ...(fewer && { fewer }), ...(more && { more }) } : {};
  return { model: { ways: Object.fromEntries(ways), mode: work.mode, ...rungs }, boxes };
}

/** What "fewer" or "more" leads to; undefined where there is nothing. */
export const rungBeside = (stored: SteppedVariant, direction: 'fewer' | 'more'): Rung | undefined =>
  shownSteps(stored)[direction];

/** How many boxes there are now, as a sentence. */
export const stepsAnnounced =
  (stored: SteppedVariant) =>
  ({ student }: Catalogue): string =>
    student.steps.shown(shownSteps(stored).boxes.length);

/** In their order. Once the answer is settled, only what was filled in. */
function itemsOf(variant: Variant, { boxes, worked }: ShownSteps, filled: Filled): readonly WayStep[] {
  const given = worked
    .filter(({ before }) => !isSettled(before, filled))
    .map((step) => workedOut(step, variant));
  const typed = boxes.map((step): WayStep => ({ kind: 'box', step, box: boxOf(step, filled) }));
  const left = typed.filter(
    ({ step }) => !isSettled(step.before, filled) || (filled.typed[step.id] ?? '').trim() !== '',
  );
  return [...given.flatMap((item) => item ?? []), ...left];
}

/** undefined where the number is that of an asked answer. */
function workedOut(step: Step, variant: Variant): WayStep | undefined {
  const valueAt = valuesOf(variant);
  const keys = variant.parts.map(({ quantity }) => written(valueAt(quantity)).value);
  const { value, exact } = written(valueAt(step.quantity));
  return keys.includes(value) ? undefined : { kind: 'worked', step, value, exact };
}

function boxOf(step: Step, filled: Filled): PartModel {
  const result = filled.results.find(({ part }) => part === step.id);
  return {
    part: step,
    typed: filled.typed[step.id] ?? '',
    ...(result && { result }),
    sentences: filled.sentences[step.id] ?? [],
    hints: [],
    moreHints: false,
    closed: isSettled(step.before, filled),
  };
}

/** Closed, or right in the latest attempt. */
const isSettled = (id: string, { progress, results }: Filled): boolean =>
  progress.some(({ part, closed }) => part === id && closed) ||
  results.some(({ part, verdict }) => part === id && verdict.kind === 'right');
