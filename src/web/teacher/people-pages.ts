/** The pages about the people of a course: the roster, one person, what a list would do, who saw and changed what. */
import { exportKinds } from '../../classroom/note-export.ts';
import { may } from '../../classroom/permissions.ts';
import { changesOf, type PlannedLine, type RosterPlan } from '../../classroom/plan-roster.ts';
import { showInstant } from '../../language/instant.ts';
import { type Catalogue, type Locale, say } from '../../language/language.ts';
import type { RosterProblem } from '../../lms/read-roster.ts';
import type { AuditEntry } from '../../store/audit.ts';
import type { Course } from '../../store/courses.ts';
import { type Role, roles } from '../../store/enrolments.ts';
import type { RosterFields, RosterPerson } from '../../store/roster.ts';
import type { Page } from '../page.ts';
import { studentAddress } from './addresses.ts';

export const peopleAddress = (courseId: string): string => `/teach/courses/${courseId}/people`;

const crumb = (course: Course) => ({ text: course.title, href: `/teach/courses/${course.id}` });

/** What was just done. */
export type PeopleDone = 'added' | 'imported' | 'saved' | 'removed' | 'restored' | 'anonymised';

export interface PeopleModel {
  readonly locale: Locale;
  readonly course: Course;
  /** Of whoever looks. */
  readonly role: Role;
  readonly roster: readonly RosterPerson[];
  /** Only this section; '' for all. */
  readonly section: string;
  readonly done: PeopleDone | undefined;
  /** Of the form that adds one person. */
  readonly typed: Readonly<Record<'name' | 'number' | 'email' | 'section', string>>;
  readonly problem: string;
  /** For how many months names are kept; null: for ever. */
  readonly retentionMonths: number | null;
}

export function peoplePage(model: PeopleModel): Page {
  const { locale, course, role, roster, section, done, typed, problem } = model;
  const words = say(locale).people;
  const address = peopleAddress(course.id);
  const here = roster.filter(({ removedAt }) => removedAt === null);
  const shown = here.filter((person) => section === '' || person.section === section);
  const gone = roster.filter(({ removedAt, anonymousAt }) => removedAt !== null && anonymousAt === null);
  return {
    template: 'teacher/people-page',
    title: words.people,
    view: {
      words,
      course: crumb(course),
      address,
      count: words.peopleCount(shown.length),
      sections: sectionLinks(here, section, { address, all: words.allSections }),
      people: shown.map((person) => personRow(person, words)),
      removed: gone.map((person) => ({
        ...personRow(person, words),
        restore: `${address}/${person.id}/restore`,
      })),
      mayChange: may(role, 'change the roster'),
      retention: may(role, 'protect data') ? `/teach/courses/${course.id}/retention` : '',
      months: model.retentionMonths ?? '',
      audit: may(role, 'see the audit log') ? `/teach/courses/${course.id}/audit` : '',
      done: done === undefined ? '' : words.peopleDone[done],
      typed,
      problem,
    },
  };
}

function sectionLinks(
  people: readonly RosterPerson[],
  chosen: string,
  { address, all }: { readonly address: string; readonly all: string },
) {
  const sections = [...new Set(people.flatMap(({ section }) => section ?? []))].toSorted();
  if (sections.length === 0) return [];
  return ['', ...sections].map((section) => ({
    text: section || all,
    href: section === '' ? address : `${address}?section=${encodeURIComponent(section)}`,
    current: section === chosen,
  }));
}

function personRow(person: RosterPerson, words: Catalogue['people']) {
  const { courseId, id, displayName, studentNumber, email, section, role, userId } = person;
  return {
    name: displayName,
    href: `${peopleAddress(courseId)}/${id}`,
    number: studentNumber ?? '',
    email: email ?? '',
    section: section ?? '',
    role: words.roles[role],
    state: userId === null ? words.notCome : words.come,
  };
}

export interface PersonModel {
  readonly locale: Locale;
  readonly course: Course;
  /** Of whoever looks. */
  readonly role: Role;
  readonly person: RosterPerson;
  /** As it stands in the form. */
  readonly fields: RosterFields;
  readonly problem: string;
}

export function personPage({ locale, course, role, person, fields, problem }: PersonModel): Page {
  const words = say(locale).people;
  const address = `${peopleAddress(course.id)}/${person.id}`;
  return {
    template: 'teacher/person-page',
    title: person.displayName,
    view: {
      words,
      people: { text: words.people, href: peopleAddress(course.id) },
      address,
      ...personRow(person, words),
      data: may(role, 'protect data') ? `${address}/data.json` : '',
      work: studentAddress(course.id, person.id),
      removed: person.removedAt !== null,
      mayChange: may(role, 'change the roster') && person.anonymousAt === null,
      fields: {
        name: fields.displayName,
        number: fields.studentNumber ?? '',
        email: fields.email ?? '',
        section: fields.section ?? '',
      },
      roles: roles.map((each) => ({ role: each, name: words.roles[each], chosen: each === person.role })),
      problem,
    },
  };
}

export interface ImportModel {
  readonly locale: Locale;
  readonly course: Course;
  readonly csv: string;
  readonly plan: RosterPlan;
  /** What was read but cannot be taken, or could not be read at all. */
  readonly problems: readonly RosterProblem[];
  /** What the plan is known by when it is applied; '' where it cannot be. */
  readonly shown: string;
  /** Somebody joined or was changed meanwhile. */
  readonly differs: boolean;
}

export function importPage({ locale, course, csv, plan, problems, shown, differs }: ImportModel): Page {
  const words = say(locale).people;
  const count = (kind: PlannedLine['kind']): number => plan.lines.filter((line) => line.kind === kind).length;
  const sentences = [...problems, ...plan.clashes]
    .toSorted((a, b) => a.line - b.line)
    .map((problem) => words.atLine(problem.line, problemSentence(problem, words)));
  return {
    template: 'teacher/import-page',
    title: words.importTitle,
    view: {
      words,
      people: { text: words.people, href: peopleAddress(course.id) },
      address: `${peopleAddress(course.id)}/import`,
      csv,
      problems: sentences,
      problemsTitle: sentences.length === 0 ? '' : words.problemsOf(sentences.length),
      counts: (['added', 'changed', 'restored', 'unchanged'] as const)
        .filter((kind) => count(kind) > 0)
        .map((kind) => words.planned[kind](count(kind))),
      lines: plan.lines.filter(({ kind }) => kind !== 'unchanged').map((line) => plannedRow(line, words)),
      shown,
      differs,
    },
  };
}

export function problemSentence(
  problem: RosterProblem | RosterPlan['clashes'][number],
  words: Catalogue['people'],
): string {
  const { listProblems } = words;
  switch (problem.kind) {
    case 'no-names':
      return listProblems.noNames(problem.found);
    case 'no-name':
      return listProblems.noName;
    case 'unclosed-quote':
      return listProblems.unclosedQuote;
    case 'bad-email':
      return listProblems.badEmail(problem.text);
    case 'too-long':
      return listProblems.tooLong(problem.text);
    case 'twice':
      return listProblems.twice(problem.earlier);
  }
}

function plannedRow(line: PlannedLine, words: Catalogue['people']) {
  const { displayName, studentNumber, email, section } = line.fields;
  const before = line.kind === 'added' ? undefined : line.before;
  const changes = before ? changesOf(before, line.fields) : [];
  return {
    line: line.line,
    kind: words.kinds[line.kind],
    name: displayName,
    number: studentNumber ?? '',
    email: email ?? '',
    section: section ?? '',
    changes: changes
      .filter((field) => before?.[field])
      .map((field) => words.was(words.fields[field], before?.[field] ?? '')),
  };
}

export interface AuditModel {
  readonly locale: Locale;
  readonly course: Course;
  readonly entries: readonly (AuditEntry & { readonly id: string })[];
  readonly roster: readonly RosterPerson[];
  /** Whether there are older ones. */
  readonly more: boolean;
}

export function auditPage({ locale, course, entries, roster, more }: AuditModel): Page {
  const words = say(locale).people;
  const names = new Map(roster.map(({ id, displayName }) => [id, displayName]));
  const nameOf = (id: string | null, otherwise: string): string =>
    id === null ? otherwise : (names.get(id) ?? id);
  const last = entries.at(-1)?.id ?? '';
  return {
    template: 'teacher/audit-page',
    title: words.audit.title,
    view: {
      words: words.audit,
      people: { text: words.people, href: peopleAddress(course.id) },
      entries: entries.map(({ action, actorId, subjectId, detail, createdAt }) => ({
        at: showInstant(createdAt, locale),
        who: nameOf(actorId, words.audit.chainmark),
        what: words.audit.actions[action],
        whom: nameOf(subjectId, ''),
        detail: detailText(detail, words),
      })),
      older: more ? `/teach/courses/${course.id}/audit?before=${last}` : '',
    },
  };
}

/** What changed from what to what; how many were; which file was taken. */
function detailText(detail: AuditEntry['detail'], words: Catalogue['people']): string {
  const roleNames: Readonly<Record<string, string>> = words.roles;
  const named = (value: string): string => roleNames[value] ?? value;
  const { from, to, added, changed, restored, file, form } = detail;
  const fileKind = exportKinds.find((kind) => kind === file);
  if (fileKind) return [words.audit.files[fileKind], form].filter(Boolean).join(': ');
  if (from !== undefined && to !== undefined) return `${named(from)} → ${named(to)}`;
  const counts = [
    [added, words.planned.added],
    [changed, words.planned.changed],
    [restored, words.planned.restored],
  ] as const;
  return counts
    .flatMap(([count, sentence]) => (count && count !== '0' ? sentence(Number(count)) : []))
    .join(' · ');
}
