/** Grades on their way to a file: who got which fraction of what. Every LMS writes them down in its own way (profiles.ts). */
import type { Rational } from '../number/rational.ts';

/** By what other systems know a student, beside the e-mail address. */
export const idSystems = ['student-number', 'username', 'canvas', 'one-roster'] as const;
export type IdSystem = (typeof idSystems)[number];

/** All by which a file can say who a student is, beside the name. */
export type StudentKey = IdSystem | 'email';

export interface GradeColumn {
  /** The assignment's. */
  readonly id: string;
  readonly title: string;
  /** Instants in ISO 8601. */
  readonly opensAt: string | null;
  readonly dueAt: string | null;
}

export interface GradedStudent {
  readonly enrolmentId: string;
  readonly name: string;
  readonly email: string | null;
  readonly section: string | null;
  readonly ids: Readonly<Partial<Record<IdSystem, string>>>;
  /** A fraction of the points, one for each column; undefined: not graded. */
  readonly marks: readonly (Rational | undefined)[];
}

export interface GradeSheet {
  readonly columns: readonly GradeColumn[];
  /** How many students have each. */
  readonly known: Readonly<Partial<Record<StudentKey, number>>>;
  /** In the order of the file, some hundreds at a time, so that no course is too large. */
  students(): AsyncIterable<readonly GradedStudent[]>;
}

/** What the teacher should know before the file goes into the LMS. */
export type Warning =
  | { readonly kind: 'title-changed'; readonly from: string; readonly to: string }
  | { readonly kind: 'percent-instead'; readonly most: number }
  | { readonly kind: 'one-column-at-a-time' }
  | { readonly kind: 'column-id-missing' }
  | { readonly kind: 'map-by'; readonly by: StudentKey }
  | { readonly kind: 'blank-cells'; readonly student: string }
  | { readonly kind: 'ungraded'; readonly student: string }
  | { readonly kind: 'id-missing'; readonly student: string }
  | { readonly kind: 'id-left-out'; readonly student: string }
  | { readonly kind: 'found-by-name'; readonly student: string };
