/** An exercise of an assignment as a student would have it at some moment. What is answered there is graded and forgotten. */
import * as z from 'zod';
import { drawWork, sayNoVariant } from '../../../classroom/draw-from-seed.ts';
import { findExercise } from '../../../classroom/find-exercise.ts';
import {
  type Moment,
  momentNames,
  momentsOf,
  pretendAnswer,
  pretendDraft,
  pretendVariant,
} from '../../../classroom/preview-work.ts';
import { toldProgress } from '../../../classroom/told-progress.ts';
import type { Definition } from '../../../exercise/definition.ts';
import { renderPrompt, renderTitle } from '../../../exercise/prompt.ts';
import { solutionInText } from '../../../exercise/solution-in-text.ts';
import { forStudent, isChoice } from '../../../exercise/variant.ts';
import { accessTo } from '../../../grading/schedule.ts';
import { say } from '../../../language/language.ts';
import type { Assignment } from '../../../store/assignments.ts';
import type { StoredVariant } from '../../../store/variants.ts';
import { Refusal } from '../../failure.ts';
import { boardModelOf, textOf } from '../../student/exercise-model.ts';
import type { PartModel } from '../../student/model.ts';
import { answersAsked, requireParts } from '../answers-asked.ts';
import { type Call, endpoint } from '../endpoint.ts';
import { id, instant, list, share } from '../fields.ts';
import { assignmentHere } from '../here.ts';
import { Problem } from '../problem.ts';
import { exerciseShown, hint, hintTold, result, resultTold, standing, step } from './told-work.ts';
import { anySeed, seedAsked } from './try-exercise.ts';

const asked = z.strictObject({
  position: z.number().int().min(1).max(100),
  /** While it is open, where none is sent. */
  moment: z.enum(momentNames).optional(),
  seed: seedAsked,
  /** Taken while it is open; an exam keeps them and tells nothing. */
  answers: answersAsked.optional(),
  /** So many on the first part, taken before it is answered; an exam has none. */
  hints: z.number().int().min(0).max(3).default(0),
});

const previewed = z.object({
  /** Those that differ, in the order in which a student meets them. */
  moments: list(z.object({ name: z.enum(momentNames), at: instant })),
  moment: z.enum(momentNames),
  phase: z.enum(['early', 'waiting', 'open', 'over']),
  /** Whether verdicts and solutions are told then. */
  revealed: z.boolean(),
  endsAt: instant.nullable(),
  /** The share of the mark that work handed in then keeps. */
  keeps: share,
  seed: z.string(),
  title: z.string(),
  /** Mathematics in it stands between dollar signs. */
  prompt: z.string(),
  exercise: exerciseShown,
  /** What stands beside each box. */
  parts: list(
    z.object({
      part: id,
      hints: list(hint),
      feedback: list(z.string()),
      closed: z.boolean(),
      /** Ids of the right options, once closed; null where one types. */
      right: list(id).nullable(),
      /** Once closed; null before, and where one chooses. */
      solution: list(step).nullable(),
    }),
  ),
  standings: list(standing),
  /** As far as it is told; null where nothing was checked. */
  result: result.nullable(),
});

type PreviewCall = Call<unknown, z.output<typeof asked>>;

async function preview(call: PreviewCall): Promise<z.output<typeof previewed>> {
  const { context, body, locale } = call;
  const assignment = await assignmentHere(call);
  const moments = momentsOf(assignment, context.now());
  const moment = requireMoment(call, moments);
  const { position, definition } = await placeIn(call, assignment);
  requireParts(definition, body.answers);
  const seed = body.seed ?? anySeed();
  const made = await call.elsewhere(drawWork, { definition, seed });
  if (made.kind === 'none')
    throw new Problem(409, 'conflict', { detail: sayNoVariant(definition, made, locale) });
  const fresh = pretendVariant({ assignment, position, drawn: made.variant, moment });
  const stored = afterwards(call, moment, fresh);
  const access = accessTo(moment.work, moment.at);
  const { phase, revealed, endsAt, keeps } = access;
  const board = await boardModelOf({ ...context, now: () => moment.at }, stored, locale);
  return {
    moments,
    moment: moment.name,
    ...{ phase, revealed, endsAt, keeps, seed },
    title: textOf(renderTitle(definition, board.variant, locale, (name) => name)),
    prompt: textOf(renderPrompt(definition, board.variant, locale)),
    exercise: forStudent(stored.variant),
    parts: board.parts.map((part) => partTold(part, stored)),
    standings: toldProgress(stored, access),
    result: revealed && stored.last ? resultTold(stored.last.result) : null,
  };
}

function requireMoment({ body, locale }: PreviewCall, moments: readonly Moment[]): Moment {
  const name = body.moment ?? 'open';
  const found = moments.find((each) => each.name === name);
  if (found) return found;
  const detail = say(locale).api.misfits.oneOf(moments.map((each) => each.name).join(', '));
  throw new Problem(422, 'misfit', { misfits: [{ in: 'body', at: '/moment', detail }] });
}

interface Place {
  readonly position: number;
  readonly definition: Definition;
}

async function placeIn(
  { context, body: { position }, locale }: PreviewCall,
  { courseId, exercises }: Assignment,
): Promise<Place> {
  const place = exercises.find((each) => each.position === position);
  if (!place) {
    const detail = say(locale).api.misfits.atMost(`${exercises.length}`);
    throw new Problem(422, 'misfit', { misfits: [{ in: 'body', at: '/position', detail }] });
  }
  const definition = await findExercise(context, courseId, place.exercise);
  if (!definition) throw new Refusal(404, 'notFound');
  return { position, definition };
}

/** With hints taken and answers checked, where a student could. */
function afterwards(
  { body: { answers, hints }, locale }: PreviewCall,
  { work, at }: Moment,
  fresh: StoredVariant,
): StoredVariant {
  if (accessTo(work, at).phase !== 'open' || work.mode === 'exam') return fresh;
  const draft = { typed: {}, locale, steps: null, savedAt: at, hints };
  const hinted = pretendDraft(fresh, draft);
  const isTyped = Object.values(answers ?? {}).some((text) => text.trim() !== '');
  return answers && isTyped ? pretendAnswer(hinted, { typed: answers, locale, at }) : hinted;
}

const partTold = (
  { part, hints, sentences, closed, right }: PartModel,
  { variant }: StoredVariant,
): z.output<typeof previewed>['parts'][number] => ({
  part: part.id,
  hints: hints.map(hintTold),
  feedback: sentences,
  closed,
  right: right ?? null,
  solution: closed && !isChoice(part) ? solutionInText(variant, part.quantity) : null,
});

export const previewEndpoints = [
  endpoint({
    id: 'previewAssignment',
    method: 'POST',
    path: '/courses/:courseId/assignments/:assignmentId/preview',
    action: 'follow the class',
    body: asked,
    answers: previewed,
    run: preview,
  }),
];
