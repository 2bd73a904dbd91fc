/** The first screen of a teacher's dashboard: what to reteach, the net as the class has it, who is stuck and why. */
import { placeInFigure } from '../figure/reach.ts';
import { type Alert, alertsOf } from '../learning/stuck.ts';
import type { Assignment } from '../store/assignments.ts';
import { type FirstTryCount, listFirstTryExamples, listMistakenStudents } from '../store/class-counts.ts';
import { type Dismissal, listDismissals, listRecentWork } from '../store/class-work.ts';
import { type Enrolment, listEnrolments } from '../store/enrolments.ts';
import { type ClassMistake, classMistakes } from './class-mistakes.ts';
import type { Classroom } from './classroom.ts';

/** How the class does at one weight or node of the figure. */
export interface PlaceResult {
  /** 'w12', 'h2'. */
  readonly place: string;
  readonly tried: number;
  readonly right: number;
  /** The mistake made most often there. */
  readonly mistake: { readonly id: string; readonly count: number } | undefined;
}

export interface StudentAlert extends Alert {
  readonly student: Enrolment;
}

export interface ClassToday {
  readonly mistakes: readonly ClassMistake[];
  readonly places: readonly PlaceResult[];
  /** The latest first. */
  readonly alerts: readonly StudentAlert[];
}

export async function followClass(
  { store, now }: Classroom,
  { courseId, id }: Assignment,
): Promise<ClassToday> {
  const [work, mistaken, counts, dismissals, enrolments] = await Promise.all([
    listRecentWork(store, courseId, id),
    listMistakenStudents(store, courseId, id),
    listFirstTryExamples(store, courseId, id),
    listDismissals(store, courseId, id),
    listEnrolments(store, courseId),
  ]);
  const students = new Map(
    enrolments.filter(({ role }) => role === 'student').map((each) => [each.id, each]),
  );
  const alerts = work.flatMap(({ enrolmentId, recent }) => {
    const student = students.get(enrolmentId);
    return student ? alertsOf(recent, now()).map((alert) => ({ ...alert, student })) : [];
  });
  return {
    mistakes: classMistakes(mistaken, counts),
    places: placesOf(counts),
    alerts: alerts
      .filter((alert) => !dismissals.some((dismissal) => covers(dismissal, alert)))
      .sort((left, right) => right.at.getTime() - left.at.getTime()),
  };
}

/** A dismissal holds for what had happened by then. */
const covers = ({ enrolmentId, rule, dismissedAt }: Dismissal, alert: StudentAlert): boolean =>
  enrolmentId === alert.student.id && rule === alert.rule && dismissedAt >= alert.at;

/** All questions about one weight or node together: its gradient, its step, its value. */
export function placesOf(counts: readonly FirstTryCount[]): readonly PlaceResult[] {
  const places = new Map<string, FirstTryCount[]>();
  for (const count of counts) {
    const place = placeInFigure(count.quantity);
    if (place === undefined) continue;
    const own = places.get(place) ?? [];
    own.push(count);
    places.set(place, own);
  }
  return [...places].map(([place, own]) => ({
    place,
    tried: total(own),
    right: total(own.filter(({ outcome }) => outcome === 'right')),
    mistake: mostFrequent(own),
  }));
}

const total = (counts: readonly FirstTryCount[]): number => counts.reduce((sum, { count }) => sum + count, 0);

const notMistakes = new Set(['right', 'unexplained', 'rounded', 'convention', 'follow-through']);

function mostFrequent(counts: readonly FirstTryCount[]): PlaceResult['mistake'] {
  const byMistake = new Map<string, number>();
  for (const { outcome, count } of counts)
    if (!notMistakes.has(outcome)) byMistake.set(outcome, (byMistake.get(outcome) ?? 0) + count);
  const [most] = [...byMistake].sort((left, right) => right[1] - left[1] || left[0].localeCompare(right[0]));
  return most && { id: most[0], count: most[1] };
}
