/** Filling the LMS's own export: choosing it, and settling who is who in it. */
import { type Locale, say } from '../../language/language.ts';
import type { LookedAt } from '../../lms/fill-course-file.ts';
import type { RefusedFile } from '../../lms/fill-file.ts';
import type { Assignment } from '../../store/assignments.ts';
import type { Course } from '../../store/courses.ts';
import type { Page } from '../page.ts';

/** What was typed and chosen so far. */
export interface FillFields {
  readonly assignment: string;
  readonly late: 'with' | 'without';
  readonly column: number | null;
  readonly points: number;
  /** Row → enrolment. */
  readonly byHand: ReadonlyMap<number, string>;
}

export interface FillModel {
  readonly locale: Locale;
  readonly course: Course;
  readonly assignments: readonly Assignment[];
  readonly fields: FillFields;
  readonly problem: RefusedFile | { readonly kind: 'twice' | 'nothing' } | null;
  /** Null before a file was read. */
  readonly read: ReadFile | null;
}

export interface ReadFile {
  readonly name: string;
  /** Its bytes, to come back with the next form. */
  readonly base64: string;
  readonly looked: LookedAt;
}

export function fillPage({ locale, course, assignments, fields, problem, read }: FillModel): Page {
  const words = say(locale).lms;
  const gradebook = `/teach/courses/${course.id}/gradebook`;
  return {
    template: 'teacher/fill-page',
    title: words.fill.title,
    view: {
      words,
      course: { text: course.title, href: `/teach/courses/${course.id}` },
      gradebook,
      address: `${gradebook}/fill`,
      assignments: assignments.map(({ id, title }) => ({ id, title, chosen: id === fields.assignment })),
      lateness: [
        { id: 'with', name: words.lateCosts, chosen: fields.late === 'with' },
        { id: 'without', name: words.lateFree, chosen: fields.late === 'without' },
      ],
      problem: problem && problemView(problem, locale),
      read: read && readView(read, fields, locale),
    },
  };
}

function problemView(problem: NonNullable<FillModel['problem']>, locale: Locale) {
  const words = say(locale).lms.fill;
  if (problem.kind === 'twice' || problem.kind === 'nothing')
    return { sentence: words[problem.kind], line: '' };
  return { sentence: words.problems[problem.kind], line: 'line' in problem ? `${problem.line}` : '' };
}

const [mostSettled, mostAbsent] = [50, 300];

function readView({ name, base64, looked }: ReadFile, fields: FillFields, locale: Locale) {
  const words = say(locale).lms.fill;
  const { system, people, columns } = looked;
  const { matched, unmatched, absent } = looked.matches;
  const known = absent.slice(0, mostAbsent);
  return {
    name,
    base64,
    recognised: words.recognised(words.systems[system], people),
    found: words.found(matched.size),
    columns: columns.map(({ at, title }) => ({ at, title, chosen: at === fields.column })),
    points: fields.points,
    unmatched: unmatched.slice(0, mostSettled).map(({ at, name: called, keys }) => ({
      at,
      called: [called, ...Object.values(keys)].filter(Boolean).join(' · '),
      students: known.map(({ enrolmentId, name: student }) => ({
        enrolmentId,
        student,
        chosen: fields.byHand.get(at) === enrolmentId,
      })),
    })),
    tooMany: unmatched.length > mostSettled ? words.tooMany(mostSettled) : '',
    absent: known.map((student) => student.name),
  };
}
