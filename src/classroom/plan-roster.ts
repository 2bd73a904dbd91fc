/**
 * What a list would do to the roster, line by line, before anything is done. A line is the person with the same
 * student number, else with the same address, else the only one of the same name whose number it does not contradict.
 * Who is not on the list stays as they are.
 */
import type { RosterFields, RosterPerson } from '../store/roster.ts';

export interface ListedPerson extends RosterFields {
  readonly line: number;
}

export type PlannedLine =
  | { readonly kind: 'added'; readonly line: number; readonly fields: RosterFields }
  | {
      readonly kind: 'changed' | 'restored' | 'unchanged';
      readonly line: number;
      readonly before: RosterPerson;
      /** An empty cell keeps what is known. */
      readonly fields: RosterFields;
    };

/** The same person on an earlier line. */
export interface RosterClash {
  readonly kind: 'twice';
  readonly line: number;
  readonly earlier: number;
}

export interface RosterPlan {
  readonly lines: readonly PlannedLine[];
  readonly clashes: readonly RosterClash[];
}

export function planRoster(roster: readonly RosterPerson[], list: readonly ListedPerson[]): RosterPlan {
  const find = finder(roster.filter(({ role, anonymousAt }) => role === 'student' && anonymousAt === null));
  const seen = new Map<string, number>();
  const lines: PlannedLine[] = [];
  const clashes: RosterClash[] = [];
  for (const { line, ...fields } of list) {
    const before = find(fields);
    const keys = keysOf(fields, before);
    const earlier = keys.map((key) => seen.get(key)).find((each) => each !== undefined);
    if (earlier !== undefined) clashes.push({ kind: 'twice', line, earlier });
    else lines.push(planned(line, fields, before));
    for (const key of keys) seen.set(key, line);
  }
  return { lines, clashes };
}

/** By which two lines are the same person; a name alone is one only where nothing else is known. */
function keysOf(
  { displayName, studentNumber, email }: RosterFields,
  before: RosterPerson | undefined,
): readonly string[] {
  const sure = [
    ...(before ? [`id ${before.id}`] : []),
    ...(studentNumber === null ? [] : [`number ${studentNumber}`]),
    ...(email === null ? [] : [`email ${email}`]),
  ];
  return sure.length > 0 ? sure : [`name ${sameName(displayName)}`];
}

function planned(line: number, listed: RosterFields, before: RosterPerson | undefined): PlannedLine {
  if (!before) return { kind: 'added', line, fields: listed };
  const fields = {
    displayName: listed.displayName,
    studentNumber: listed.studentNumber ?? before.studentNumber,
    email: listed.email ?? before.email,
    section: listed.section ?? before.section,
  };
  if (before.removedAt !== null) return { kind: 'restored', line, before, fields };
  return { kind: changesOf(before, fields).length > 0 ? 'changed' : 'unchanged', line, before, fields };
}

export const rosterFields = ['displayName', 'studentNumber', 'email', 'section'] as const;
export type RosterField = (typeof rosterFields)[number];

export const changesOf = (before: RosterFields, fields: RosterFields): readonly RosterField[] =>
  rosterFields.filter((field) => before[field] !== fields[field]);

function finder(students: readonly RosterPerson[]) {
  const by = (key: (person: RosterPerson) => string | null): ReadonlyMap<string, readonly RosterPerson[]> => {
    const groups = new Map<string, RosterPerson[]>();
    for (const person of students) {
      const value = key(person) ?? '';
      const group = groups.get(value);
      if (group) group.push(person);
      else groups.set(value, [person]);
    }
    return groups;
  };
  const numbers = by(({ studentNumber }) => studentNumber);
  const emails = by(({ email }) => email);
  const names = by(({ displayName }) => sameName(displayName));
  return ({ studentNumber, email, displayName }: RosterFields): RosterPerson | undefined => {
    const byNumber = studentNumber === null ? undefined : numbers.get(studentNumber)?.[0];
    const byEmail = email === null ? undefined : emails.get(email)?.find(fits(studentNumber));
    const [namesake, ...others] = (names.get(sameName(displayName)) ?? []).filter(fits(studentNumber));
    return byNumber ?? byEmail ?? (others.length === 0 && fitsEmail(namesake, email) ? namesake : undefined);
  };
}

/** Two numbers are two people. */
const fits =
  (studentNumber: string | null) =>
  (person: RosterPerson): boolean =>
    studentNumber === null || person.studentNumber === null || person.studentNumber === studentNumber;

const fitsEmail = (person: RosterPerson | undefined, email: string | null): boolean =>
  email === null || person?.email === null || person?.email === email || person?.studentNumber !== null;

/** As people compare names: Arabic and Persian letters alike, no capitals, one space. */
export const sameName = (name: string): string =>
  name
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll('ي', 'ی')
    .replaceAll('ك', 'ک')
    .replace(/[\s\u200c]+/g, ' ')
    .trim();
