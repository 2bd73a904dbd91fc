/** The first screen: what to reteach, the class on the net, who is stuck; and the net alone for a projector. */
import type { ClassMistake } from '../../../classroom/class-mistakes.ts';
import type { ClassToday, PlaceResult, StudentAlert } from '../../../classroom/follow-class.ts';
import type { Definition } from '../../../exercise/definition.ts';
import { bandOf, type ClassPlace, drawClassNet } from '../../../figure/class-net.ts';
import { mathHtml } from '../../../figure/math.ts';
import { speakName } from '../../../formula/speak.ts';
import { typesetName } from '../../../formula/typeset.ts';
import { showInstant } from '../../../language/instant.ts';
import { type Catalogue, type Locale, say } from '../../../language/language.ts';
import { keptEvents, type StuckRule, stuckLimits, stuckRules } from '../../../learning/stuck.ts';
import { sentenceOf } from '../../../mistakes/sentence.ts';
import type { Assignment } from '../../../store/assignments.ts';
import { mathText } from '../../math-text.ts';
import type { Page } from '../../page.ts';
import { attemptsAddress, variantAddress } from '../addresses.ts';
import { dashboardAddress, topView } from './dashboard-address.ts';
import { cell, heads, percentCell, type Table } from './table.ts';

export interface TodayModel {
  readonly locale: Locale;
  readonly assignment: Assignment;
  readonly exercises: ReadonlyMap<string, Definition>;
  readonly today: ClassToday;
  /** Of what is shown: classVersion(). */
  readonly version: string;
}

/** So many mistakes stand on the first screen. */
const mostOnTop = 3;

export function todayPage(model: TodayModel): Page {
  const { locale, assignment, today } = model;
  const catalogue = say(locale);
  const words = catalogue.teacher.dashboard;
  const mistakes = today.mistakes.map((mistake, rank) => mistakeView(mistake, rank, model));
  const rest = mistakes.slice(mostOnTop);
  const address = dashboardAddress(assignment);
  return {
    template: 'teacher/dashboard/today-page',
    title: `${words.title}: ${assignment.title}`,
    view: {
      words,
      title: words.title,
      ...topView(assignment, 'today', catalogue),
      ...liveView(model),
      mistakes: mistakes.slice(0, mostOnTop),
      more: rest.length === 0 ? undefined : { title: words.moreMistakes(rest.length), mistakes: rest },
      mistakesCsv: `${address}/mistakes.csv`,
      ...netView(model, 'links'),
      projectNet: `${address}/net`,
      alerts: today.alerts.map((alert) => alertView(alert, model)),
      dismiss: `${address}/dismissals`,
      rules: stuckRules.map((rule) => ruleSentence(rule, catalogue)),
      rulesIdea: words.rulesIdea(keptEvents),
    },
  };
}

/** The net alone: no name of anybody. */
export function projectedNetPage(model: TodayModel): Page {
  const { locale, assignment } = model;
  const words = say(locale).teacher.dashboard;
  return {
    template: 'teacher/dashboard/net-page',
    title: words.net,
    view: {
      words,
      title: words.net,
      assignment: { text: assignment.title, href: dashboardAddress(assignment) },
      ...liveView(model),
      ...netView(model, 'picture'),
    },
  };
}

const liveView = ({ assignment, version }: TodayModel) => ({
  version,
  events: `${dashboardAddress(assignment)}/events`,
  versionAt: `${dashboardAddress(assignment)}/version`,
});

/** A, B, C … in the order of the list; none beyond the alphabet. */
const letterOf = (rank: number): string => (rank >= 0 && rank < 26 ? String.fromCodePoint(65 + rank) : '');

function mistakeView(each: ClassMistake, rank: number, { locale, assignment }: TodayModel) {
  const { mistake, showed, couldShow, examples } = each;
  const { courseId, id } = assignment;
  const words = say(locale).teacher.dashboard;
  return {
    letter: letterOf(rank),
    sentence: mathText(sentenceOf(mistake, 0, locale)),
    students: words.studentsOf(showed, couldShow),
    href: attemptsAddress(courseId, { assignment: id, mistake }),
    share: { value: showed, most: couldShow },
    examples: examples.map(({ quantity, typed, right, variant }) => ({
      ...quantityView(quantity, locale),
      typed: shortened(typed),
      right: shortened(right),
      href: variantAddress(courseId, variant),
    })),
    worked: `${dashboardAddress(assignment)}/mistakes/${mistake}`,
  };
}

export const quantityView = (quantity: string, locale: Locale) => ({
  label: mathHtml(typesetName(quantity)),
  spoken: speakName(quantity, locale),
});

const mostCharacters = 40;
const mostDigits = 12;

/** A long decimal by its first six digits, other long text by its beginning. */
function shortened(text: string): string {
  const told =
    text.length > mostDigits && /^-?\d+\.\d+$/.test(text) ? `≈ ${Number(Number(text).toPrecision(6))}` : text;
  return told.length > mostCharacters ? `${told.slice(0, mostCharacters)}…` : told.replaceAll('-', '−');
}

/** 'picture': nothing in it leads anywhere. */
function netView({ locale, today, assignment }: TodayModel, kind: 'links' | 'picture') {
  const words = say(locale).teacher.dashboard;
  const ranks = new Map(today.mistakes.map(({ mistake }, rank) => [mistake, rank]));
  const { courseId, id } = assignment;
  const places = today.places.map((each) => ({
    ...placeView(each, ranks, say(locale)),
    href: kind === 'links' ? attemptsAddress(courseId, { assignment: id, place: each.place }) : undefined,
  }));
  const net = { title: words.net, places: new Map(places.map((place) => [place.place, place])) };
  const used = new Set(places.map(({ badge }) => badge));
  return {
    figures: (['right', 'down'] as const).map((flow) => drawClassNet(net, flow)),
    bands: (['easy', 'mixed', 'hard', 'few'] as const).map((band) => ({ band, text: words.bands[band] })),
    badges: today.mistakes
      .map(({ mistake }, rank) => ({
        letter: letterOf(rank),
        sentence: mathText(sentenceOf(mistake, 0, locale)),
      }))
      .filter(({ letter }) => letter !== '' && used.has(letter)),
    table: placeTable(today.places, ranks, { locale, assignment }),
    netCsv: `${dashboardAddress(assignment)}/net.csv`,
  };
}

function placeView(
  { place, tried, right, mistake }: PlaceResult,
  ranks: ReadonlyMap<string, number>,
  { teacher }: Catalogue,
): ClassPlace {
  const words = teacher.dashboard;
  const letter = letterOf(ranks.get(mistake?.id ?? '') ?? -1);
  const sentence = words.placeWords(place, right, tried);
  return {
    place,
    tried,
    right,
    badge: letter === '' ? undefined : letter,
    words: letter === '' ? sentence : `${sentence}; ${words.mostCommon(letter)}`,
  };
}

export function placeTable(
  places: readonly PlaceResult[],
  ranks: ReadonlyMap<string, number>,
  { locale, assignment }: Pick<TodayModel, 'locale' | 'assignment'>,
): Table {
  const { courseId, id } = assignment;
  const words = say(locale).teacher.dashboard;
  return {
    caption: words.asTable,
    head: heads(words.place, words.tried, words.facility, words.commonMistake),
    rows: [...places]
      .sort((left, right) => left.place.localeCompare(right.place))
      .map((place) => ({
        head: cell(place.place, { html: mathHtml(typesetName(place.place)) }),
        cells: [
          cell(`${place.tried}`, {
            href: attemptsAddress(courseId, { assignment: id, place: place.place }),
          }),
          percentCell(place.right / place.tried, { tone: bandOf(place) }),
          place.mistake
            ? cell(letterOf(ranks.get(place.mistake.id) ?? -1), {
                raw: place.mistake.id,
                label: sentenceOf(place.mistake.id, 0, locale),
              })
            : cell('–', { raw: '' }),
        ],
      })),
  };
}

/** For the file: ids, counts, the sentence. */
export function mistakeTable(mistakes: readonly ClassMistake[], locale: Locale): Table {
  const words = say(locale).teacher.dashboard;
  return {
    caption: words.reteach,
    head: heads(words.mistake, words.made, words.couldMake, words.commonMistake),
    rows: mistakes.map(({ mistake, showed, couldShow }) => ({
      head: cell(mistake),
      cells: [cell(`${showed}`), cell(`${couldShow}`), cell(sentenceOf(mistake, 0, locale))],
    })),
  };
}

function alertView(alert: StudentAlert, { locale, assignment, exercises }: TodayModel) {
  const { student, rule, at, variant, position, mistake } = alert;
  const catalogue = say(locale);
  const words = catalogue.teacher.dashboard;
  const exercise = assignment.exercises.find((each) => each.position === position)?.exercise ?? '';
  const title = exercises.get(exercise)?.title[locale] ?? exercise;
  const sentence = ruleSentence(rule, catalogue);
  return {
    name: student.displayName,
    enrolment: student.id,
    rule,
    sentence,
    mistake: mistake === null ? '' : mathText(sentenceOf(mistake, 0, locale)),
    place: words.at(title, showInstant(at, locale)),
    href: variantAddress(assignment.courseId, variant),
    dismiss: words.dismissOf(student.displayName, sentence),
  };
}

function ruleSentence(rule: StuckRule, { teacher }: Catalogue): string {
  const limits = Object.entries(stuckLimits[rule]).map(([name, value]) => [name, `${value}`]);
  return teacher.dashboard.rules[rule](Object.fromEntries(limits));
}
