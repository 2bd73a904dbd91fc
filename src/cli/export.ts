/**
 * chainmark export COURSE --format canvas: the grades of a course as a file for its LMS, to standard output or to --out.
 * What the page of the same name warns of goes to standard error.
 */
import { createWriteStream } from 'node:fs';
import { rename } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { parseArgs } from 'node:util';
import type { Classroom } from '../classroom/classroom.ts';
import { noteExport } from '../classroom/note-export.ts';
import { say } from '../language/language.ts';
import type { Warning } from '../lms/grade-sheet.ts';
import { type ProfileId, profileIds } from '../lms/profiles.ts';
import { readGrades } from '../lms/read-grades.ts';
import { writeGradebook } from '../lms/write-gradebook.ts';
import { type Assignment, listAssignments } from '../store/assignments.ts';
import { findCourse } from '../store/courses.ts';
import { warningViews } from '../web/teacher/export-page.ts';
import type { Command, CommandIo } from './command.ts';

/**
 * Opens what the environment names, or the server at `url`, for as long as `use` takes, which is told Chainmark's version;
 * resolves to the exit code.
 */
export type WithClassroom = (
  use: (classroom: Classroom, version: string) => Promise<number>,
  url?: string,
) => Promise<number>;

const words = say('en').lms;

export const exportCommand = (withClassroom: WithClassroom): Command => ({
  summary:
    'export COURSE --format canvas|moodle|… [--out FILE]: the grades of a course as a file for its LMS',
  run: async (argv, io) => {
    const asked = readArguments(argv);
    if (typeof asked !== 'string') return withClassroom((classroom) => write(classroom, asked, io));
    io.complain(asked);
    io.complain(words.command.usage(profileIds.join('|')));
    return 1;
  },
});

const options = {
  format: { type: 'string', default: 'csv' },
  assignment: { type: 'string', multiple: true },
  points: { type: 'string', default: '100' },
  percent: { type: 'boolean', default: false },
  'as-if-on-time': { type: 'boolean', default: false },
  section: { type: 'string' },
  out: { type: 'string' },
  class: { type: 'string', default: '' },
  category: { type: 'string', default: '' },
  session: { type: 'string', default: '' },
  school: { type: 'string', default: '' },
} as const;

type Values = NonNullable<Exclude<ReturnType<typeof parse>, TypeError>>['values'];

interface Asked {
  readonly courseId: string;
  readonly profile: ProfileId;
  readonly points: number;
  readonly values: Values;
}

/** Or what is wrong with them. */
function readArguments(argv: readonly string[]): Asked | string {
  const parsed = parse(argv);
  if (parsed instanceof TypeError) return parsed.message;
  const { values, positionals } = parsed;
  const [courseId, ...more] = positionals;
  if (courseId === undefined || more.length > 0) return words.command.needsCourse;
  const profile = profileIds.find((id) => id === values.format);
  if (!profile) return words.command.noFormat(values.format);
  const points = Number(values.points);
  if (!Number.isInteger(points) || points < 1 || points > 10_000) return words.command.badPoints;
  return { courseId, profile, points, values };
}

function parse(argv: readonly string[]) {
  try {
    return parseArgs({ args: [...argv], options, allowPositionals: true });
  } catch (error) {
    if (error instanceof TypeError) return error;
    throw error;
  }
}

async function write(classroom: Classroom, asked: Asked, io: CommandIo): Promise<number> {
  const { courseId, values } = asked;
  const course = await findCourse(classroom.store, courseId);
  const assignments = course ? await assignmentsOf(classroom, asked) : [];
  if (assignments.length === 0) {
    io.complain(course ? words.command.noAssignment : words.command.noCourse(courseId));
    return 1;
  }
  const sheet = await readGrades(classroom, {
    courseId,
    assignments,
    onTime: values['as-if-on-time'],
    section: values.section ?? null,
  });
  const warnings: Warning[] = [];
  const file = writeGradebook(orderOf(asked, classroom.now()), sheet, (warning) => warnings.push(warning));
  if (values.out === undefined) await pipeline(file, process.stdout, { end: false });
  else {
    const unfinished = `${values.out}.unfinished`;
    await pipeline(file, createWriteStream(unfinished));
    await rename(unfinished, values.out);
  }
  await noteExport(classroom, { courseId, id: null }, { file: 'gradebook', form: asked.profile });
  for (const { sentence, about, more } of warningViews(warnings, words))
    io.complain([sentence, about.join(' · '), more].filter(Boolean).join(' '));
  return 0;
}

const orderOf = ({ profile, points, values }: Asked, now: Date) => ({
  profile,
  scale: values.percent ? ('percent' as const) : ('points' as const),
  pointsPossible: points,
  place: {
    classId: values.class,
    categoryId: values.category,
    sessionId: values.session,
    schoolId: values.school,
    today: now.toISOString().slice(0, 10),
  },
});

/** By id or title; all where none is named. */
async function assignmentsOf(
  { store }: Classroom,
  { courseId, values }: Asked,
): Promise<readonly Assignment[]> {
  const all = await listAssignments(store, courseId);
  const named = values.assignment ?? [];
  return named.length === 0
    ? all
    : all.filter(({ id, title }) => named.includes(id) || named.includes(title));
}
