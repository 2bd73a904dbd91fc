/**
 * When work may be handed in, what lateness costs, and when results are told: pure functions of an assignment's
 * schedule, of what one student got beyond it, and of the time. Times are ISO 8601 in UTC.
 */
import { dayMs, minuteMs } from '../number/durations.ts';
import {
  compareRationals,
  one,
  parseRational,
  rational,
  rationals,
  showRational,
  zero,
} from '../number/rational.ts';

export interface Schedule {
  /** null: from the start. */
  readonly opensAt: string | null;
  /** null: no due date. */
  readonly dueAt: string | null;
  /** null: nothing is taken after the due date. */
  readonly late: LatePolicy | null;
  /** Of an exam, from its start on; null: as long as it is open. */
  readonly timeLimitMinutes: number | null;
  /** 'when-closed': verdicts, marks and solutions only once nobody can hand in any more. */
  readonly feedback: 'at-once' | 'when-closed';
}

export interface LatePolicy {
  /** The fraction of the mark that each begun day costs: '0', '1/10'. */
  readonly perDay: string;
  /** The last moment; null: for as long as the course lasts. */
  readonly until: string | null;
}

/** Work without a due date, marked at once. */
export const anyTime: Schedule = {
  opensAt: null,
  dueAt: null,
  late: null,
  timeLimitMinutes: null,
  feedback: 'at-once',
};

/** How one student works on an assignment. */
export interface Work {
  readonly mode: 'practice' | 'homework' | 'exam';
  readonly schedule: Schedule;
  /** What this student gets beyond the others. */
  readonly extension: { readonly dueAt: Date | null; readonly extraMinutes: number } | null;
  /** Of an exam, once it was started. */
  readonly sitting: { readonly startedAt: Date; readonly handedInAt: Date | null } | null;
}

export interface Access {
  /** 'waiting': an exam that may be started. 'over': nothing is taken any more. */
  readonly phase: 'early' | 'waiting' | 'open' | 'over';
  /** Whether verdicts and solutions may be shown. */
  readonly revealed: boolean;
  /** The moment at which it is over for this student, as far as it is known. */
  readonly endsAt: Date | null;
  /** The fraction that work handed in now keeps: '1', '9/10'. */
  readonly keeps: string;
}

export function accessTo(work: Work, now: Date): Access {
  const endsAt = endOf(work);
  const over = work.sitting?.handedInAt != null || (endsAt !== null && now >= endsAt);
  return {
    phase: over ? 'over' : phaseBefore(work, now),
    revealed: work.schedule.feedback === 'at-once' || (over && isClosed(work, now)),
    endsAt,
    keeps: keptAt(work, now),
  };
}

function phaseBefore({ mode, schedule, sitting }: Work, now: Date): Access['phase'] {
  if (schedule.opensAt !== null && now < new Date(schedule.opensAt)) return 'early';
  return mode === 'exam' && !sitting ? 'waiting' : 'open';
}

/** The last moment of this student: of the exam's clock or of the assignment, whichever comes first. */
export function endOf(work: Work): Date | null {
  const ends = [clockOf(work), lastMoment(work)].filter((end) => end !== null);
  return ends.length === 0 ? null : new Date(Math.min(...ends.map((end) => end.getTime())));
}

function clockOf({ schedule, extension, sitting }: Work): Date | null {
  if (schedule.timeLimitMinutes === null || !sitting) return null;
  const minutes = schedule.timeLimitMinutes + (extension?.extraMinutes ?? 0);
  return new Date(sitting.startedAt.getTime() + minutes * minuteMs);
}

/** This student's due date: that of the extension where there is one. */
export function dueOf({ schedule, extension }: Pick<Work, 'schedule' | 'extension'>): Date | null {
  return extension?.dueAt ?? (schedule.dueAt === null ? null : new Date(schedule.dueAt));
}

function lastMoment(work: Pick<Work, 'schedule' | 'extension'>): Date | null {
  const due = dueOf(work);
  const { late } = work.schedule;
  if (due === null || late === null) return due;
  if (late.until === null) return null;
  return new Date(Math.max(due.getTime(), new Date(late.until).getTime()));
}

/** Whether the assignment is closed for those without an extension; one that never closes is, to each, when over. */
function isClosed({ schedule }: Work, now: Date): boolean {
  const last = lastMoment({ schedule, extension: null });
  return last === null || now >= last;
}

/** 1 − perDay · days begun since the due date, never below 0. */
function keptAt(work: Work, now: Date): string {
  const due = dueOf(work);
  const { late } = work.schedule;
  if (due === null || late === null || now <= due) return '1';
  const days = Math.ceil((now.getTime() - due.getTime()) / dayMs);
  const lost = rationals.multiply(parseRational(late.perDay), rational(days));
  return compareRationals(lost, one) >= 0 ? showRational(zero) : showRational(rationals.subtract(one, lost));
}
