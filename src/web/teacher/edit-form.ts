/** The form of an assignment: its fields as text, and what they say as an assignment, or what is wrong with them. */
import * as z from 'zod';
import type { Tolerance } from '../../exercise/variant.ts';
import { type Locale, say } from '../../language/language.ts';
import { parseRational, rational, rationals, showRational } from '../../number/rational.ts';
import type { Assignment, AssignmentExercise, Policy } from '../../store/assignments.ts';
import { line } from '../forms.ts';
import { readPercent, readWeight } from './read-mark.ts';

const several = (longest: number) =>
  z.union([z.array(line(longest)), line(longest).transform((one) => [one])]).default([]);

export const editForm = z.object({
  title: line(200).default(''),
  weight: line(40).default('1'),
  tries: line(10).default(''),
  penalty: line(40).default(''),
  opens: line(30).default(''),
  due: line(30).default(''),
  late: line(40).default(''),
  until: line(30).default(''),
  minutes: line(10).default(''),
  feedback: z.enum(['at-once', 'when-closed']).default('at-once'),
  rounded: line(40).default('50'),
  convention: line(40).default('50'),
  followThrough: line(40).default('100'),
  tolerance: line(20).default(''),
  /** A row each: the exercise, its place, its weight. */
  exercise: several(80),
  place: several(10),
  share: several(40),
  /** What comes new, before the start. */
  add: several(80),
});
export type EditFields = z.infer<typeof editForm>;

/** Tolerances to choose from, for every number of the assignment; '' leaves those of the exercises. */
export const tolerances: Readonly<Record<string, Tolerance>> = {
  exact: { kind: 'exact' },
  'significant-2': { kind: 'significant', n: 2 },
  'significant-3': { kind: 'significant', n: 3 },
  'significant-4': { kind: 'significant', n: 4 },
  'relative-1': { kind: 'relative', n: '1/100' },
  'relative-2': { kind: 'relative', n: '1/50' },
  'relative-5': { kind: 'relative', n: '1/20' },
};

export type EditProblems = Readonly<Partial<Record<keyof EditFields, string>>>;

export interface EditContext {
  readonly assignment: Assignment;
  /** Before anybody has opened an exercise. */
  readonly beforeStart: boolean;
  /** Parts of an exercise by its id; undefined for what the course does not have. */
  partsOf(exercise: string): readonly string[] | undefined;
  readonly locale: Locale;
}

export type EditOutcome =
  | { readonly kind: 'read'; readonly proposed: Assignment }
  | { readonly kind: 'problems'; readonly problems: EditProblems };

export function readEdit(fields: EditFields, context: EditContext): EditOutcome {
  const { assignment, locale } = context;
  const { tag, teacher } = say(locale);
  const words = teacher.marks.edit;
  const percent = (text: string): string | undefined => readPercent(text === '' ? '0' : text, tag);
  const read = {
    title: fields.title || undefined,
    weight: readWeight(fields.weight, tag),
    tries: readWhole(fields.tries, 100),
    penalty: percent(fields.penalty),
    opens: readInstant(fields.opens),
    due: readInstant(fields.due),
    late: fields.late === '' ? null : percent(fields.late),
    until: readInstant(fields.until),
    minutes: readWhole(fields.minutes, 1440),
    rounded: percent(fields.rounded),
    convention: percent(fields.convention),
    followThrough: percent(fields.followThrough),
    exercise: readExercises(fields, context, tag),
  };
  const problems = Object.fromEntries(
    Object.entries(read).flatMap(([field, value]) =>
      value === undefined ? [[field, words.problems[field as keyof typeof words.problems]]] : [],
    ),
  );
  const { title, weight, exercise: exercises } = read;
  if (!title || !weight || !exercises || Object.keys(problems).length > 0)
    return { kind: 'problems', problems };
  const policy = policyOf(fields, read, { ...context, exercises });
  return { kind: 'read', proposed: { ...assignment, title, weight, exercises, policy } };
}

type Read = Readonly<
  Partial<Record<'penalty' | 'rounded' | 'convention' | 'followThrough', string | undefined>> &
    Partial<Record<'opens' | 'due' | 'late' | 'until', string | null | undefined>> &
    Partial<Record<'tries' | 'minutes', number | null | undefined>>
>;

function policyOf(
  { feedback, tolerance }: EditFields,
  read: Read,
  { assignment, exercises, partsOf }: EditContext & { readonly exercises: readonly AssignmentExercise[] },
): Policy {
  const { grading: _grading, tolerances: _tolerances, ...kept } = assignment.policy;
  const grading = {
    rounded: read.rounded ?? '1/2',
    convention: read.convention ?? '1/2',
    followThrough: read.followThrough ?? '1',
  };
  const isUsual = grading.rounded === '1/2' && grading.convention === '1/2' && grading.followThrough === '1';
  const chosen = tolerances[tolerance];
  return {
    ...kept,
    tries: read.tries ?? null,
    penalty: read.penalty ?? '0',
    opensAt: read.opens ?? null,
    dueAt: read.due ?? null,
    late: read.late == null ? null : { perDay: read.late, until: read.until ?? null },
    timeLimitMinutes: read.minutes ?? null,
    feedback,
    ...(!isUsual && { grading }),
    ...(chosen && {
      tolerances: Object.fromEntries(
        exercises.map(({ position, exercise }) => [
          position,
          Object.fromEntries((partsOf(exercise) ?? []).map((part) => [part, chosen])),
        ]),
      ),
    }),
  };
}

/** null for none. */
function readWhole(text: string, most: number): number | null | undefined {
  if (text === '') return null;
  const number = /^\d{1,4}$/.test(text) ? Number(text) : 0;
  return number >= 1 && number <= most ? number : undefined;
}

/** 'YYYY-MM-DDTHH:MM', as browsers send it, in UTC; null for none. */
export function readInstant(text: string): string | null | undefined {
  if (text === '') return null;
  const at = new Date(`${text}Z`);
  return Number.isNaN(at.getTime()) ? undefined : at.toISOString();
}

/** After the start the exercises and their order stay; before it, those without a place are gone. */
function readExercises(
  { exercise, place, share, add }: EditFields,
  { assignment, beforeStart, partsOf }: EditContext,
  tag: string,
): readonly AssignmentExercise[] | undefined {
  const shares = share.map((text) => readWeight(text, tag));
  if (shares.includes(undefined)) return undefined;
  const weightAt = (index: number): string => shares[index] ?? '1';
  if (!beforeStart) return assignment.exercises.map((each, index) => ({ ...each, weight: weightAt(index) }));
  const rows = exercise.flatMap((id, index) => {
    const order = Number(place[index] ?? '');
    return order > 0 ? [{ exercise: id, order, weight: weightAt(index) }] : [];
  });
  const all = [
    ...rows.sort((left, right) => left.order - right.order),
    ...add.map((id) => ({ exercise: id, weight: '1' })),
  ];
  if (all.length === 0 || all.some((each) => partsOf(each.exercise) === undefined)) return undefined;
  return all.map((each, index) => ({ position: index + 1, exercise: each.exercise, weight: each.weight }));
}

/** The fields that say what the assignment is now. */
export function fieldsOf({ title, weight, policy, exercises }: Assignment): EditFields {
  const { grading, tolerances: own } = policy;
  const first = Object.values(Object.values(own ?? {})[0] ?? {})[0];
  return {
    title,
    weight,
    tries: policy.tries === null ? '' : `${policy.tries}`,
    penalty: inPercent(policy.penalty),
    opens: forInput(policy.opensAt),
    due: forInput(policy.dueAt),
    late: policy.late === null ? '' : inPercent(policy.late.perDay),
    until: forInput(policy.late?.until ?? null),
    minutes: policy.timeLimitMinutes === null ? '' : `${policy.timeLimitMinutes}`,
    feedback: policy.feedback,
    rounded: inPercent(grading?.rounded ?? '1/2'),
    convention: inPercent(grading?.convention ?? '1/2'),
    followThrough: inPercent(grading?.followThrough ?? '1'),
    tolerance:
      Object.keys(tolerances).find((id) => JSON.stringify(tolerances[id]) === JSON.stringify(first)) ?? '',
    exercise: exercises.map(({ exercise }) => exercise),
    place: exercises.map(({ position }) => `${position}`),
    share: exercises.map((each) => each.weight),
    add: [],
  };
}

const inPercent = (fraction: string): string =>
  showRational(rationals.multiply(parseRational(fraction), rational(100)));

export const forInput = (at: string | null): string => at?.slice(0, 16) ?? '';
