/**
 * Who is stuck, and why: five rules over a student's latest submissions and last hints, each with the numbers that
 * it goes by. No score: a teacher sees which rule spoke, on what. Nobody whose latest answer is right is
 * stuck.
 */
export interface AnswerEvent {
  readonly kind: 'answers';
  /** ISO 8601, in UTC. */
  readonly at: string;
  readonly attempt: string;
  readonly variant: string;
  readonly position: number;
  /** Since the student was last seen at the variant. */
  readonly seconds: number;
  /** Parts by id. */
  readonly wrong: readonly string[];
  readonly right: readonly string[];
  /** The mistake that explains the wrong answers best. */
  readonly mistake: string | null;
}

export interface HintEvent {
  readonly kind: 'last-hint';
  readonly at: string;
  readonly variant: string;
  readonly position: number;
  readonly part: string;
}

export type WorkEvent = AnswerEvent | HintEvent;

/** So many events of a student are kept. */
export const keptEvents = 12;

/** The numbers that the rules go by; their sentences show them. */
export const stuckLimits = {
  'three-wrong': { times: 3 },
  'same-mistake': { times: 2 },
  'last-hint': { times: 2 },
  'fast-guessing': { times: 3, seconds: 8 },
  idle: { minutes: 5, mostMinutes: 60 },
} as const;

export type StuckRule = keyof typeof stuckLimits;
export const stuckRules = Object.keys(stuckLimits) as readonly StuckRule[];

/** A rule that spoke, and the event at which it did. */
export interface Alert {
  readonly rule: StuckRule;
  readonly at: Date;
  readonly variant: string;
  readonly position: number;
  readonly mistake: string | null;
}

/** events: oldest first. In the order of the rules. */
export function alertsOf(events: readonly WorkEvent[], now: Date): readonly Alert[] {
  const latest = answersIn(events).at(-1);
  if (latest && latest.wrong.length === 0 && latest.right.length > 0) return [];
  return stuckRules.flatMap((rule) => {
    const event = finders[rule](events, now);
    if (!event) return [];
    const mistake = event.kind === 'answers' && rule === 'same-mistake' ? event.mistake : null;
    const { variant, position } = event;
    return [{ rule, at: new Date(event.at), variant, position, mistake }];
  });
}

const finders: Readonly<
  Record<StuckRule, (events: readonly WorkEvent[], now: Date) => WorkEvent | undefined>
> = {
  'three-wrong': (events) => {
    const wrong = answersIn(events).flatMap((event) => event.wrong.map((part) => ({ event, part })));
    const right = new Set(answersIn(events).flatMap((event) => event.right.map((part) => step(event, part))));
    return repeated(
      wrong.filter(({ event, part }) => !right.has(step(event, part))),
      ({ event, part }) => step(event, part),
      stuckLimits['three-wrong'].times,
    )?.event;
  },
  'same-mistake': (events) =>
    repeated(
      answersIn(events).filter(({ mistake }) => mistake !== null),
      ({ mistake }) => mistake ?? '',
      stuckLimits['same-mistake'].times,
    ),
  'last-hint': (events) => {
    const hints = events.filter((event) => event.kind === 'last-hint');
    const first = hints.filter((hint, index) => index === hints.findIndex((other) => isSame(hint, other)));
    return repeated(first, () => '', stuckLimits['last-hint'].times);
  },
  'fast-guessing': (events) =>
    repeated(
      answersIn(events).filter(
        ({ wrong, seconds }) => wrong.length > 0 && seconds < stuckLimits['fast-guessing'].seconds,
      ),
      () => '',
      stuckLimits['fast-guessing'].times,
    ),
  idle: (events, now) => {
    const latest = events.at(-1);
    if (!latest) return undefined;
    const minutes = (now.getTime() - new Date(latest.at).getTime()) / 60_000;
    const { minutes: least, mostMinutes } = stuckLimits.idle;
    return minutes >= least && minutes <= mostMinutes ? latest : undefined;
  },
};

const answersIn = (events: readonly WorkEvent[]): readonly AnswerEvent[] =>
  events.filter((event) => event.kind === 'answers');

const step = ({ variant }: AnswerEvent, part: string): string => `${variant} ${part}`;

const isSame = (left: HintEvent, right: HintEvent): boolean =>
  left.variant === right.variant && left.part === right.part;

/** The latest item of a group that has at least so many. */
function repeated<T>(items: readonly T[], groupOf: (item: T) => string, times: number): T | undefined {
  const counts = new Map<string, number>();
  for (const item of items) counts.set(groupOf(item), (counts.get(groupOf(item)) ?? 0) + 1);
  return items.findLast((item) => (counts.get(groupOf(item)) ?? 0) >= times);
}
