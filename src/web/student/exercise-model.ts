/** The model of an exercise's page, from the stored variant, its attempts, and a draft. */
import type { Definition } from '../../exercise/definition.ts';
import { renderPrompt } from '../../exercise/prompt.ts';
import { solve, written } from '../../exercise/solution.ts';
import { valuesOf } from '../../exercise/values.ts';
import { forStudent, type Part, type Variant } from '../../exercise/variant.ts';
import { travellers } from '../../figure/reach.ts';
import { feedbackOn } from '../../grading/feedback.ts';
import type { AttemptResult } from '../../grading/result.ts';
import type { PartStanding } from '../../grading/standing.ts';
import { type Locale, say } from '../../language/language.ts';
import { findAssignment } from '../../store/assignments.ts';
import { newId } from '../../store/new-id.ts';
import { listAttempts, type StoredVariant } from '../../store/variants.ts';
import type { WebContext } from '../server.ts';
import type { ExerciseModel, Link, PartModel } from './model.ts';
import { promptHtml } from './prompt-html.ts';

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
  const definition = requireDefinition(context, variant.exercise);
  const last = (await listAttempts(context.store, stored.courseId, stored.id)).at(-1);
  const address = `/exercise/${stored.courseId}/${stored.id}`;
  const parts = partModels(stored, locale, last?.result, { ...last?.typed, ...draft.typed });
  const { tries } = stored.policy;
  const used = Math.max(
    0,
    ...stored.progress.filter(({ closed }) => !closed).map((standing) => standing.tries),
  );
  const wayBack = wayBackIn(variant, parts, stored.progress);
  return {
    locale,
    title: definition.title[locale],
    place: await placeOf(context, stored, locale),
    promptHtml: promptHtml(renderPrompt(definition, forStudent(variant), locale)),
    variant: forStudent(variant),
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

function partModels(
  { variant, progress }: StoredVariant,
  locale: Locale,
  result: AttemptResult | undefined,
  typed: Readonly<Record<string, string>>,
): readonly PartModel[] {
  const sentences = result ? feedbackOn(variant, result, locale) : {};
  return variant.parts.map((part): PartModel => {
    const graded = result?.parts.find((each) => each.part === part.id);
    const closed = progress.some((standing) => standing.part === part.id && standing.closed);
    return {
      part,
      typed: typed[part.id] ?? '',
      ...(graded && { result: graded }),
      sentences: sentences[part.id] ?? [],
      hints: [],
      moreHints: false,
      closed,
      ...(closed && part.kind === 'number' && { solution: solve(variant, part.quantity) }),
      ...(closed && part.kind !== 'number' && { right: keyOf(variant, part).split(',') }),
    };
  });
}

/** Of the first part that went wrong; the numbers that travel only once it is closed. */
function wayBackIn(
  variant: Variant,
  parts: readonly PartModel[],
  progress: readonly PartStanding[],
): ExerciseModel['wayBack'] {
  const missed = parts.find(
    ({ part, result }) =>
      part.kind === 'number' && result && !['right', 'empty', 'unreadable'].includes(result.verdict.kind),
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
