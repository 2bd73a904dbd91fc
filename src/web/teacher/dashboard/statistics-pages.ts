/** Behind the first screen: skills of students, learning curves, questions, time on task; each with its table. */
import type { Item, SkillCurve, SkillMap, StudentTime } from '../../../classroom/class-statistics.ts';
import type { Definition } from '../../../exercise/definition.ts';
import { drawBars, drawCurve, drawRange } from '../../../figure/charts.ts';
import { fewTries } from '../../../figure/class-net.ts';
import { type Catalogue, type Locale, say } from '../../../language/language.ts';
import { median } from '../../../learning/item-statistics.ts';
import { idleCutMinutes } from '../../../learning/time-on-task.ts';
import { skillName } from '../../../mistakes/sentence.ts';
import type { Assignment } from '../../../store/assignments.ts';
import type { Page } from '../../page.ts';
import { attemptsAddress, studentAddress } from '../addresses.ts';
import { type DashboardPage, dashboardAddress, topView } from './dashboard-address.ts';
import { cell, heads, numberCell, percentCell, type Table } from './table.ts';

export interface Place {
  readonly locale: Locale;
  readonly assignment: Assignment;
}

interface Section {
  readonly title: string;
  /** Our own SVG; '' for none. */
  readonly chart: string;
  readonly table: Table | undefined;
}

interface Content {
  readonly page: Exclude<DashboardPage, 'today'>;
  readonly idea: string;
  readonly sections: readonly Section[];
  /** What the signs mean. */
  readonly legend: readonly { readonly tone: string; readonly text: string }[];
}

function statisticsPage({ locale, assignment }: Place, content: Content): Page {
  const catalogue = say(locale);
  const words = catalogue.teacher.dashboard;
  const { page, idea, sections, legend } = content;
  return {
    template: 'teacher/dashboard/statistics-page',
    title: `${words.pages[page]}: ${assignment.title}`,
    view: {
      words,
      title: words.pages[page],
      ...topView(assignment, page, catalogue),
      idea,
      sections,
      legend,
      empty: sections.length === 0,
      csv: `${dashboardAddress(assignment)}/${page}.csv`,
    },
  };
}

export function skillsPage(place: Place, map: SkillMap): Page {
  const words = say(place.locale).teacher.dashboard;
  const tones = ['known', 'nearly', 'notYet', 'few'] as const;
  return statisticsPage(place, {
    page: 'skills',
    idea: words.skillsIdea,
    sections: map.skills.length === 0 ? [] : [{ title: '', chart: '', table: skillsTable(place, map) }],
    legend: tones.map((tone) => ({ tone, text: words.skillBands[tone] })),
  });
}

export function skillsTable({ locale, assignment }: Place, { skills, students }: SkillMap): Table {
  const words = say(locale).teacher.dashboard;
  return {
    caption: words.pages.skills,
    head: [
      { text: words.student, label: '' },
      ...skills.map((skill) => ({ text: skill, label: skillName(skill, locale) })),
    ],
    rows: students.map(({ student, cells }) => ({
      head: cell(student.displayName, { href: studentAddress(assignment.courseId, student.id) }),
      cells: cells.map((state, index) => {
        const skill = skills[index];
        if (!state || !skill) return cell('', { tone: 'none' });
        const percent = Math.round(100 * state.known);
        const name = skillName(skill, locale);
        return cell(`${percent}`, {
          html: `${percent}<small>n=${state.opportunities}</small>`,
          raw: state.known.toFixed(4),
          tone: skillTone(state),
          label: words.skillCell(student.displayName, name, percent, state.opportunities),
          href: attemptsAddress(assignment.courseId, { student: student.id, skill }),
        });
      }),
    })),
  };
}

/** As mastery is drawn elsewhere: .95 is known. */
function skillTone({ known, opportunities }: { readonly known: number; readonly opportunities: number }) {
  if (opportunities < fewTries) return 'few';
  if (known >= 0.95) return 'known';
  return known >= 0.6 ? 'nearly' : 'notYet';
}

export function curvesPage(place: Place, curves: readonly SkillCurve[]): Page {
  const words = say(place.locale).teacher.dashboard;
  return statisticsPage(place, {
    page: 'curves',
    idea: words.curvesIdea,
    sections: curves.map((curve) => {
      const name = skillName(curve.skill, place.locale);
      const chart = drawCurve({
        title: words.curveOf(name),
        xLabel: words.opportunity,
        points: curve.points.map(({ opportunity, errorRate, interval }) => ({
          at: opportunity,
          value: errorRate,
          ...interval,
        })),
      });
      return { title: name, chart, table: curveTable(curve, place) };
    }),
    legend: [],
  });
}

function curveTable({ skill, points }: SkillCurve, { locale, assignment }: Place): Table {
  const words = say(locale).teacher.dashboard;
  return {
    caption: words.curveOf(skillName(skill, locale)),
    head: heads(words.opportunity, words.tried, words.errorRate, words.interval),
    rows: points.map(({ opportunity, tried, errorRate, interval }) => ({
      head: cell(`${opportunity}`),
      cells: [
        cell(`${tried}`, { href: attemptsAddress(assignment.courseId, { skill }) }),
        percentCell(errorRate),
        cell(percents(interval)),
      ],
    })),
  };
}

/** All curves in one file. */
export function curvesTable({ locale }: Place, curves: readonly SkillCurve[]): Table {
  const words = say(locale).teacher.dashboard;
  return {
    caption: words.pages.curves,
    head: heads(words.skill, words.opportunity, words.tried, words.errorRate, words.low, words.high),
    rows: curves.flatMap(({ skill, points }) =>
      points.map(({ opportunity, tried, errorRate, interval }) => ({
        head: cell(skill),
        cells: [
          cell(`${opportunity}`),
          cell(`${tried}`),
          percentCell(errorRate),
          percentCell(interval.low),
          percentCell(interval.high),
        ],
      })),
    ),
  };
}

const percents = ({ low, high }: { readonly low: number; readonly high: number }): string =>
  `${Math.round(100 * low)}–${Math.round(100 * high)} %`;

export interface ItemsModel extends Place {
  readonly items: readonly Item[];
  readonly exercises: ReadonlyMap<string, Definition>;
}

export function itemsPage(model: ItemsModel): Page {
  const words = say(model.locale).teacher.dashboard;
  const table = itemsTable(model);
  return statisticsPage(model, {
    page: 'items',
    idea: words.itemsIdea,
    sections: model.items.length === 0 ? [] : [{ title: '', chart: '', table }],
    legend: [],
  });
}

export function itemsTable(model: ItemsModel): Table {
  const words = say(model.locale).teacher.dashboard;
  return {
    caption: words.pages.items,
    head: heads(
      words.question,
      words.tried,
      words.facility,
      words.discrimination,
      words.medianTime,
      words.hintRate,
      words.unexplained,
      words.spread,
    ),
    rows: model.items.map((item) => itemRow(item, model)),
  };
}

function itemRow(item: Item, { assignment, exercises, locale }: ItemsModel): Table['rows'][number] {
  const words = say(locale).teacher.dashboard;
  const exercise = assignment.exercises.find(({ position }) => position === item.position)?.exercise ?? '';
  const definition = exercises.get(exercise);
  const several = (definition?.parts.length ?? 1) > 1;
  const name = `${item.position}. ${definition?.title[locale] ?? exercise}${several ? ` (${item.part.slice(1)})` : ''}`;
  const facility = percentCell(item.facility);
  return {
    head: cell(name, {
      href: attemptsAddress(assignment.courseId, { assignment: assignment.id, exercise }),
    }),
    cells: [
      cell(`${item.tried}`),
      {
        ...facility,
        html: `<bdi class="measure">${facility.text} ${percentsQuiet(item.facilityInterval)}</bdi>${drawRange(
          {
            title: words.facilityOf(name),
            range: { value: item.facility, ...item.facilityInterval },
            from: 0,
            to: 1,
          },
        )}`,
      },
      discriminationCell(item, words.discriminationOf(name)),
      cell(words.seconds(Math.round(item.medianSeconds)), { raw: `${item.medianSeconds}` }),
      percentCell(item.hintRate),
      percentCell(item.unexplained),
      spreadCell(item),
    ],
  };
}

const percentsQuiet = (interval: { readonly low: number; readonly high: number }): string =>
  `<span class="quiet">(${percents(interval)})</span>`;

function discriminationCell({ discrimination }: Item, title: string) {
  if (!discrimination) return cell('–', { raw: '' });
  const { value, interval } = discrimination;
  const shown = numberCell(value, 2);
  const [low, high] = [numberCell(interval.low, 2).text, numberCell(interval.high, 2).text];
  const chart = drawRange({ title, range: { value, ...interval }, from: -1, to: 1 });
  return {
    ...shown,
    html: `<bdi class="measure">${shown.text} <span class="quiet">(${low} … ${high})</span></bdi>${chart}`,
  };
}

function spreadCell({ spread }: Item) {
  const told = spread
    .filter(({ tried }) => tried >= fewTries)
    .map(({ quantity, facility, tried }) => `${quantity} ${Math.round(100 * facility)} % (n=${tried})`);
  const text = told.join(', ');
  if (told.length < 2) return cell('–', { raw: text });
  const lines = told.map((line) => `<bdi dir="ltr">${line}</bdi>`).join('');
  return cell(text, { html: `<span class="spread">${lines}</span>` });
}

/** Upper ends of the bars, in minutes. */
const bins = [2, 5, 10, 20, 40, 60, Infinity] as const;

export function timePage(place: Place, times: readonly StudentTime[]): Page {
  const catalogue = say(place.locale);
  const words = catalogue.teacher.dashboard;
  const seconds = times.map((time) => time.seconds);
  const section = {
    title: words.summary(times.length, words.minutesOf(minutes(median(seconds)))),
    chart: drawBars({ title: words.timeChart, xLabel: words.minutes, bars: barsOf(seconds) }),
    table: timeTable(place, times),
  };
  return statisticsPage(place, {
    page: 'time',
    idea: words.timeIdea(idleCutMinutes),
    sections: times.length === 0 ? [] : [section],
    legend: [],
  });
}

const minutes = (seconds: number): string => (seconds / 60).toFixed(1);

function barsOf(seconds: readonly number[]) {
  return bins.map((to, index) => {
    const from = bins[index - 1] ?? 0;
    const count = seconds.filter((each) => each / 60 >= from && each / 60 < to).length;
    return { label: to === Infinity ? `≥ ${from}` : `${from}–${to}`, count };
  });
}

export function timeTable({ locale, assignment }: Place, times: readonly StudentTime[]): Table {
  const words: Catalogue['teacher']['dashboard'] = say(locale).teacher.dashboard;
  return {
    caption: words.pages.time,
    head: heads(words.student, words.minutes),
    rows: times.map(({ student, seconds }) => ({
      head: cell(student.displayName, { href: studentAddress(assignment.courseId, student.id) }),
      cells: [cell(minutes(seconds), { raw: (seconds / 60).toFixed(4) })],
    })),
  };
}
