/** The history of marks as rows of a table: when, whose, from what to what, who did it and why. */
import { showInstant } from '../../language/instant.ts';
import { type Locale, say } from '../../language/language.ts';
import type { MarkChange } from '../../store/mark-changes.ts';
import { percentOf } from './percent.ts';

export interface HistoryNames {
  readonly locale: Locale;
  nameOf(enrolmentId: string): string;
  /** An assignment's title by its id. */
  titleOf(assignmentId: string): string;
}

export const historyView = (changes: readonly MarkChange[], { locale, nameOf, titleOf }: HistoryNames) =>
  changes.map(({ createdAt, enrolmentId, assignmentId, kind, before, after, byId, reason }) => ({
    at: showInstant(createdAt, locale),
    student: nameOf(enrolmentId),
    assignment: titleOf(assignmentId),
    what: say(locale).teacher.marks.kinds[kind],
    before: before === null ? '–' : percentOf(before),
    after: after === null ? '–' : percentOf(after),
    exactly: `${before ?? '–'} → ${after ?? '–'}`,
    by: nameOf(byId),
    reason,
  }));
