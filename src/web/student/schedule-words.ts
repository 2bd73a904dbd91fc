/** What a schedule means for a student, in words. */
import { type Access, dueOf, type Work } from '../../grading/schedule.ts';
import { showInstant } from '../../language/instant.ts';
import { type Locale, say } from '../../language/language.ts';
import { parseRational, rational, rationals, toDouble } from '../../number/rational.ts';

export interface Fact {
  readonly name: string;
  readonly text: string;
}

/** When it opens, when it is due, what lateness costs, how long it takes, when results are told. */
export function scheduleFacts(work: Work, locale: Locale): readonly Fact[] {
  const words = say(locale).student.schedule;
  const { opensAt, timeLimitMinutes, feedback } = work.schedule;
  const due = dueOf(work);
  const minutes = timeLimitMinutes === null ? 0 : timeLimitMinutes + (work.extension?.extraMinutes ?? 0);
  const fact = (name: string, text: string | false): readonly Fact[] =>
    text === false ? [] : [{ name, text }];
  return [
    ...fact(words.opens, opensAt !== null && showInstant(new Date(opensAt), locale)),
    ...fact(words.due, due !== null && showInstant(due, locale)),
    ...fact(words.late, due !== null && lateInWords(work, locale)),
    ...fact(words.time, minutes > 0 && words.minutes(minutes)),
    ...fact(words.results, feedback === 'when-closed' && words.resultsLater),
  ];
}

function lateInWords({ schedule: { late } }: Work, locale: Locale): string {
  const words = say(locale).student.schedule;
  if (late === null) return words.noLate;
  const until = late.until === null ? '' : showInstant(new Date(late.until), locale);
  return words.latePerDay(percent(late.perDay), until);
}

/** What the time means for the work that is open on the page. */
export function noticesOn(
  { work }: { readonly work: Work },
  { phase, keeps, revealed }: Access,
  locale: Locale,
): readonly string[] {
  const words = say(locale).student.schedule;
  if (phase === 'early') return [words.early];
  if (phase === 'over') {
    const over = work.mode === 'exam' ? words.handedIn : words.over;
    return revealed ? [over] : [over, words.resultsAfter];
  }
  if (phase === 'open' && keeps !== '1') return [words.keeps(percent(keeps))];
  return phase === 'open' && work.mode === 'exam' ? [words.saving] : [];
}

const percent = (fraction: string): number =>
  Math.round(toDouble(rationals.multiply(parseRational(fraction), rational(100))));

export interface ClockView {
  /** ISO 8601. */
  readonly endsAt: string;
  readonly now: string;
  readonly sentence: string;
  readonly left: string;
}

/** The end of an exam that runs, and the server's time, so that the browser counts as the server does. */
export function clockView(endsAt: Date | null, now: Date, locale: Locale): ClockView | undefined {
  const words = say(locale).student.schedule;
  if (endsAt === null) return undefined;
  const sentence = words.ends(showInstant(endsAt, locale));
  return { endsAt: endsAt.toISOString(), now: now.toISOString(), sentence, left: words.left };
}
