/** A roster as a file, held against who is in the course, and applied, as long work. */
import {
  fingerprintOf,
  type ImportOutcome,
  importRoster,
  previewRoster,
} from '../classroom/import-roster.ts';
import type { LongWork } from '../classroom/long-work.ts';
import type { RosterPlan } from '../classroom/plan-roster.ts';
import type { Enrolment } from '../store/enrolments.ts';
import { type RosterProblem, readRoster } from './read-roster.ts';

export interface SentRoster {
  readonly courseId: string;
  readonly csv: string;
}

export interface PlannedFile {
  readonly plan: RosterPlan;
  /** What was read but cannot be taken, or could not be read at all. */
  readonly problems: readonly RosterProblem[];
  /** What the plan is known by when it is applied; '' where it cannot be. */
  readonly shown: string;
}

/** Lines of 55 characters take 60 to 80 µs each to read, to plan and to show; a person on the roster about 20 µs. */
const charactersInMs = 800;
const peopleInMs = 50;

const at = import.meta.url;

export const sizeOfRoster: LongWork<SentRoster, unknown>['sizeMs'] = async ({ store }, { courseId, csv }) =>
  csv.length / charactersInMs + (await store.prisma.enrolment.count({ where: { courseId } })) / peopleInMs;

export const planRosterFile: LongWork<SentRoster, PlannedFile> = {
  at,
  name: 'planRosterFile',
  sizeMs: sizeOfRoster,
  run: async (classroom, { courseId, csv }) => {
    const { lines, problems } = readRoster(csv);
    const plan = await previewRoster(classroom, courseId, lines);
    const isApplicable = problems.length === 0 && plan.clashes.length === 0 && lines.length > 0;
    return { plan, problems, shown: isApplicable ? fingerprintOf(plan) : '' };
  },
};

export type ImportedFile =
  | { readonly kind: ImportOutcome['kind'] }
  /** Without problems, there was no line in it. */
  | { readonly kind: 'unreadable'; readonly problems: readonly RosterProblem[] };

export const importRosterFile: LongWork<
  SentRoster & { readonly teacher: Enrolment; readonly shown: string },
  ImportedFile
> = {
  at,
  name: 'importRosterFile',
  sizeMs: sizeOfRoster,
  run: async (classroom, { teacher, csv, shown }) => {
    const { lines: list, problems } = readRoster(csv);
    if (problems.length > 0 || list.length === 0) return { kind: 'unreadable', problems };
    const { kind } = await importRoster(classroom, teacher, { list, shown });
    return { kind };
  },
};
