/** The model of an exercise's page, from the stored variant, its attempts, and a draft. */
import type { Definition } from '../../exercise/definition.ts';
import { type Hint, hintsFor } from '../../exercise/hints.ts';
import { nudge } from '../../exercise/nudge.ts';
import { type Rendered, renderPrompt, renderTitle } from '../../exercise/prompt.ts';
import { solve, written } from '../../exercise/solution.ts';
import { solutionLines } from '../../exercise/solution-lines.ts';
import { valuesOf } from '../../exercise/values.ts';
import { forStudent, isChoice, type Part, type Variant } from '../../exercise/variant.ts';
import { travellers } from '../../figure/reach.ts';
import { acceptedRange } from '../../grading/accepted-range.ts';
import { feedbackOn } from '../../grading/feedback.ts';
import type { AttemptResult } from '../../grading/result.ts';
import type { PartStanding } from '../../grading/standing.ts';
import { type Locale, say } from '../../language/language.ts';
import { parseRational, toDouble } from '../../number/rational.ts';
import { findAssignment } from '../../store/assignments.ts';
import { newId } from '../../store/new-id.ts';
import { listAttempts, type StoredVariant } from '../../store/variants.ts';
import { mathText } from '../math-text.ts';
import type { WebContext } from '../server.ts';
import type { ExerciseModel, Link, PartModel, StepModel } from './model.ts';

/** What is in the boxes but not submitted, and how many hints are asked for. */
export interface Draft {
  readonly typed: Readonly<Record<string, string>>;
  readonly hintLevel: number;
}

export async function modelOf(
  context: WebContext,
  stored: StoredVariant,
  locale: Locale,
  draft: Draft = { typed: {}, hintLevel: 0 },
): Promise<ExerciseModel> {
  const { variant } = stored;
  const shown = forStudent(variant);
  const definition = requireDefinition(context, variant.exercise);
  const last = (await listAttempts(context.store, stored.courseId, stored.id)).at(-1);
  const address = `/exercise/${stored.courseId}/${stored.id}`;
  const parts = partModels(stored, locale, last?.result, {
    typed: { ...last?.typed, ...draft.typed },
    hintLevel: draft.hintLevel,
  });
  const { tries } = stored.policy;
  const used = Math.max(
    0,
    ...stored.progress.filter(({ closed }) => !closed).map((standing) => standing.tries),
  );
  const wayBack = wayBackIn(variant, parts, stored.progress);
  return {
    locale,
    title: textOf(renderTitle(definition, shown, locale, plainly)),
    place: await placeOf(context, stored, locale),
    promptHtml: mathText(textOf(renderPrompt(definition, shown, locale))),
    variant: shown,
    variantId: stored.id,
    submissionKey: newId(),
    paths: { submit: address, another: `${address}/another`, echo: `${address}/echo` },
    hintLevel: draft.hintLevel,
    ...(tries !== null && { triesLeft: tries - used }),
    parts,
    ...(wayBack && { wayBack }),
  };
}

export function requireDefinition({ exercises }: WebContext, id: string): Definition {
  const definition = exercises.get(id);
  if (!definition) throw new Error(`there is no exercise ${id} any more`);
  return definition;
}

async function placeOf(context: WebContext, stored: StoredVariant, locale: Locale): Promise<Link> {
  const { student } = say(locale);
  const assignment = await findAssignment(context.store, stored.courseId, stored.assignmentId);
  return assignment && assignment.mode !== 'practice'
    ? { text: assignment.title, href: `/courses/${stored.courseId}/assignments/${assignment.id}` }
    : { text: student.exercises, href: '/practise' };
}

/** The texts of our own exercises are checked before they are set. */
function textOf(rendered: Rendered): string {
  if (rendered.kind === 'problem') throw new Error(rendered.sentence);
  return rendered.text;
}

const plainly = (name: string): string => name;

function partModels(
  { variant, progress }: StoredVariant,
  locale: Locale,
  result: AttemptResult | undefined,
  { typed, hintLevel }: Draft,
): readonly PartModel[] {
  const sentences = result ? feedbackOn(variant, result, locale) : {};
  const isClosed = ({ id }: Part): boolean => progress.some(({ part, closed }) => part === id && closed);
  const next = variant.parts.find((part) => !isClosed(part));
  return variant.parts.map((part): PartModel => {
    const graded = result?.parts.find((each) => each.part === part.id);
    const experiment =
      part.kind === 'number' && graded?.verdict.kind === 'wrong'
        ? experimentOn(variant, part, graded.read)
        : undefined;
    const hints: readonly Hint[] = part === next ? hintsOn(variant, part, locale) : [];
    return {
      part,
      typed: typed[part.id] ?? '',
      ...(graded && { result: graded }),
      sentences: sentences[part.id] ?? [],
      ...(experiment && { nudge: experiment }),
      hints: hints.slice(0, hintLevel),
      moreHints: hints.length > hintLevel,
      closed: isClosed(part),
      ...(isClosed(part) && isChoice(part) && { right: keyOf(variant, part).split(',') }),
      ...(isClosed(part) &&
        !isChoice(part) && {
          solution: stepsOf(variant, part, locale),
          accepted: acceptedRange(part, variant, locale),
        }),
    };
  });
}

/** A choice has one hint: what to remember. */
const hintsOn = (variant: Variant, part: Part, locale: Locale): readonly Hint[] =>
  isChoice(part)
    ? [{ sentence: say(locale).questions[part.question].remember, highlights: [] }]
    : hintsFor(variant, part.quantity, locale);

const experimentOn = (variant: Variant, { kind, quantity }: Part, read = '0') =>
  kind === 'number' ? nudge(variant, quantity, toDouble(parseRational(read))) : undefined;

/** The steps with a sentence on each. */
function stepsOf(variant: Variant, { quantity }: Part, locale: Locale): readonly StepModel[] {
  const lines = solutionLines(variant, quantity, locale);
  return solve(variant, quantity).map((step, index) => ({ ...step, sentence: lines[index]?.sentence ?? '' }));
}

/** Of the first part that went wrong or got a hint; the numbers that travel only once it is closed. */
function wayBackIn(
  variant: Variant,
  parts: readonly PartModel[],
  progress: readonly PartStanding[],
): ExerciseModel['wayBack'] {
  const missed = parts.find(
    ({ part, hints, result }) =>
      !isChoice(part) &&
      (hints.length > 0 || (result && !['right', 'empty', 'unreadable'].includes(result.verdict.kind))),
  );
  if (!missed) return undefined;
  const { quantity } = missed.part;
  const closed = progress.some(({ part, closed: isClosed }) => part === missed.part.id && isClosed);
  return closed ? { quantity, values: travellingValues(variant, missed.part) } : { quantity };
}

const keyOf = ({ certificate }: Variant, { id }: Part): string => certificate.parts[id]?.key ?? '';

function travellingValues(variant: Variant, { quantity }: Part): Readonly<Record<string, string>> {
  const valueAt = valuesOf(variant);
  const names = new Set(Object.values(travellers(quantity, variant.net)));
  return Object.fromEntries([...names].map((name) => [name, written(valueAt(name)).value]));
}
