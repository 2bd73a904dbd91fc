/**
 * The rows of a gradebook file, and every warning on the way. Whoever has no grade is left out, because an empty
 * cell wipes what stands in the LMS; and so is whoever the system could not find.
 */
import { type Rational, rational, rationals, showDecimal } from '../number/rational.ts';
import type { GradeColumn, GradedStudent, GradeSheet, StudentKey, Warning } from './grade-sheet.ts';
import type { FileColumn, FileStudent, OneRosterPlace, Profile, Row } from './profile.ts';
import { type ProfileId, profiles } from './profiles.ts';
import { isWritableId } from './safe-text.ts';

export interface GradebookOrder {
  readonly profile: ProfileId;
  readonly scale: FileColumn['scale'];
  /** For points. */
  readonly pointsPossible: number;
  readonly place: OneRosterPlace;
}

export interface GradebookRows {
  readonly columns: readonly FileColumn[];
  readonly header: readonly Row[];
  /** Some hundreds at a time; may be gone through more than once. */
  students(): AsyncIterable<readonly Row[]>;
}

export type Warn = (warning: Warning) => void;

export function gradebookRows(order: GradebookOrder, sheet: GradeSheet, warn: Warn): GradebookRows {
  const profile = withKeysOf(sheet, profiles[order.profile], warn);
  const columns = fileColumns(order, sheet.columns, warn);
  return {
    columns,
    header: profile.header(columns),
    students: async function* () {
      for await (const students of sheet.students()) {
        const written = students.flatMap((student) => fileStudent(profile, columns, student, warn) ?? []);
        yield written.flatMap((student) => profile.rows(student, columns, order.place));
      }
    },
  };
}

/** A system that looks by one key for all students is given the one that most of them have. */
function withKeysOf({ known }: GradeSheet, profile: Profile, warn: Warn): Profile {
  if (!profile.looksByOneKey) return profile;
  const count = (key: StudentKey): number => known[key] ?? 0;
  const by = profile.findsBy.reduce((best, key) => (count(key) > count(best) ? key : best));
  warn({ kind: 'map-by', by });
  return { ...profile, findsBy: [by] };
}

function fileColumns(
  { profile: id, scale: asked, pointsPossible, place }: GradebookOrder,
  columns: readonly GradeColumn[],
  warn: Warn,
): readonly FileColumn[] {
  const profile: Profile = profiles[id];
  const tooMany = asked === 'points' && pointsPossible > profile.mostPoints;
  if (tooMany) warn({ kind: 'percent-instead', most: profile.mostPoints });
  if (profile.oneColumnAtATime && columns.length > 1) warn({ kind: 'one-column-at-a-time' });
  if (profile.columnsHaveIds) warn({ kind: 'column-id-missing' });
  const scale = tooMany ? 'percent' : asked;
  const titles = safeTitles(profile, columns, warn);
  return columns.map((column, index) => ({
    id: column.id,
    title: titles[index] ?? '',
    scale,
    pointsPossible: scale === 'percent' ? 100 : pointsPossible,
    opensOn: column.opensAt?.slice(0, 10) ?? place.today,
    dueOn: (column.dueAt ?? column.opensAt)?.slice(0, 10) ?? place.today,
  }));
}

/** Two columns of the same title would be one in the LMS, so the second gets a number. */
function safeTitles(profile: Profile, columns: readonly GradeColumn[], warn: Warn): readonly string[] {
  const taken = new Set<string>();
  return columns.map(({ title: from }) => {
    const safe = profile.text(profile.title(from)) || '-';
    let to = safe;
    for (let number = 2; taken.has(to.toLowerCase()); number++) to = `${safe} ${number}`;
    taken.add(to.toLowerCase());
    if (to !== from) warn({ kind: 'title-changed', from, to });
    return to;
  });
}

/** Undefined for who is left out, which is said. */
function fileStudent(
  profile: Profile,
  columns: readonly FileColumn[],
  student: GradedStudent,
  warn: Warn,
): FileStudent | undefined {
  const { name, marks } = student;
  const points = columns.map(({ pointsPossible }, index) => pointsOf(marks[index], pointsPossible));
  if (points.every((cell) => cell === '')) {
    warn({ kind: 'ungraded', student: name });
    return undefined;
  }
  const { ids, email } = idsFor(profile, student, warn);
  const known = profile.findsBy.some((by) => (by === 'email' ? email : ids[by]) !== '');
  if (!known && profile.findsBy.length > 0) {
    warn({ kind: profile.findsByName ? 'found-by-name' : 'id-missing', student: name });
    if (!profile.findsByName) return undefined;
  }
  if (points.includes('') && profile.form === 'csv') warn({ kind: 'blank-cells', student: name });
  return { ...namesFor(profile, student), ids, email, points };
}

function namesFor({ text }: Profile, { name, section }: GradedStudent) {
  const [, givenNames = '', familyName = ''] = /^(?:(.*)\s)?(\S+)$/s.exec(name.trim()) ?? [];
  return {
    name: text(name),
    givenNames: text(givenNames),
    familyName: text(familyName),
    section: text(section ?? ''),
  };
}

/** An id that would not arrive as it is stays out of the file, and the student is found by another or not at all. */
function idsFor(profile: Profile, student: GradedStudent, warn: Warn): Pick<FileStudent, 'ids' | 'email'> {
  const safe = (key: StudentKey): string => {
    const id = (key === 'email' ? student.email : student.ids[key]) ?? '';
    if (isWritableId(id) && !profile.misreads(key, id)) return id;
    warn({ kind: 'id-left-out', student: student.name });
    return '';
  };
  return {
    ids: {
      'student-number': safe('student-number'),
      username: safe('username'),
      canvas: safe('canvas'),
      'one-roster': safe('one-roster'),
    },
    email: safe('email'),
  };
}

/** Rounded once, here; a dot, two decimals, no thousands; nothing but 0 is '0'. */
function pointsOf(mark: Rational | undefined, possible: number): string {
  if (mark === undefined) return '';
  return mark.n === 0n ? '0' : showDecimal(rationals.multiply(mark, rational(possible)), 2);
}
