/** When and how strictly an assignment is worked on: as it is told, and as it is asked for. */
import * as z from 'zod';
import type { Tolerance } from '../../../exercise/variant.ts';
import { type Assignment, type Policy, withoutSchedule } from '../../../store/assignments.ts';
import { tolerances } from '../../teacher/edit-form.ts';
import { instantAsked, instantText, share, shareAsked } from '../fields.ts';

const tolerance = z.looseObject({ kind: z.string() });

export const policy = z.object({
  /** null: as often as one likes. */
  tries: z.number().nullable(),
  /** What each further try costs. */
  penalty: share,
  opensAt: instantText.nullable(),
  dueAt: instantText.nullable(),
  late: z.object({ perDay: share, until: instantText.nullable() }).nullable(),
  timeLimitMinutes: z.number().nullable(),
  feedback: z.enum(['at-once', 'when-closed']),
  grading: z.record(z.string(), share).optional(),
  /** By place and part. */
  tolerances: z.record(z.string(), z.record(z.string(), tolerance)).optional(),
});

/** A policy as its schema takes it. */
export const policyTold = ({ grading, tolerances: own, ...rest }: Policy): z.output<typeof policy> => ({
  ...rest,
  ...(grading && { grading: Object.fromEntries(Object.entries(grading).flatMap(filled)) }),
  ...(own && { tolerances: toleranceRows(own) }),
});

const filled = ([name, value]: readonly [string, string | undefined]): readonly (readonly [
  string,
  string,
])[] => (value === undefined ? [] : [[name, value]]);

const toleranceRows = (own: NonNullable<Policy['tolerances']>) =>
  Object.fromEntries(
    Object.entries(own).map(([position, parts]) => [
      position,
      Object.fromEntries(Object.entries(parts).map(([part, each]) => [part, { ...each }])),
    ]),
  );

const toleranceNames = Object.keys(tolerances) as [string, ...string[]];

/** What is not sent stays as it is. */
export const policyAsked = z
  .strictObject({
    tries: z.number().int().min(1).max(100).nullable(),
    penalty: shareAsked,
    opensAt: instantAsked.nullable(),
    dueAt: instantAsked.nullable(),
    late: z.strictObject({ perDay: shareAsked, until: instantAsked.nullable().default(null) }).nullable(),
    timeLimitMinutes: z.number().int().min(1).max(1440).nullable(),
    feedback: z.enum(['at-once', 'when-closed']),
    /** What an answer earns that is not quite right. */
    grading: z
      .strictObject({ rounded: shareAsked, convention: shareAsked, followThrough: shareAsked })
      .partial(),
    /** For every number of the assignment; null: as the exercises say. */
    tolerance: z.enum(toleranceNames).nullable(),
  })
  .partial();

export type PolicyAsked = z.output<typeof policyAsked>;

/** The policy of an assignment without one, by its mode. */
export const usualPolicy = (mode: 'homework' | 'exam'): Policy => ({
  ...withoutSchedule({ tries: mode === 'exam' ? 1 : 3, penalty: '0' }),
  feedback: mode === 'exam' ? 'when-closed' : 'at-once',
});

export type PartsOf = (exercise: string) => readonly string[];

/** The same policy with what was asked for; the exercises are those of the assignment as it is to be. */
export function policyWith(
  before: Policy,
  { tolerance: asked, grading, ...changes }: PolicyAsked,
  exercises: Assignment['exercises'],
  partsOf: PartsOf,
): Policy {
  const { tolerances: own, ...rest } = { ...before, ...defined(changes) };
  const chosen = asked === undefined || asked === null ? undefined : tolerances[asked];
  const kept = asked === undefined ? own : chosen && everywhere(chosen, exercises, partsOf);
  const strict = grading ? { ...before.grading, ...defined(grading) } : before.grading;
  return { ...rest, ...(strict && { grading: strict }), ...(kept && { tolerances: kept }) };
}

const everywhere = (tolerance: Tolerance, exercises: Assignment['exercises'], partsOf: PartsOf) =>
  Object.fromEntries(
    exercises.map(({ position, exercise }) => [
      position,
      Object.fromEntries(partsOf(exercise).map((part) => [part, tolerance])),
    ]),
  );

type Defined<T> = { [K in keyof T]: Exclude<T[K], undefined> };

/** Without the fields that were not sent. */
export const defined = <T extends object>(asked: T): Partial<Defined<T>> =>
  Object.fromEntries(Object.entries(asked).filter(([, value]) => value !== undefined)) as Partial<Defined<T>>;
