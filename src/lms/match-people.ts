/** Which row of another system's file is which student: by ids, then by e-mail address, then by name, if only one has it. */
import type { GradedStudent, StudentKey } from './grade-sheet.ts';
import type { LocatedRow } from './locate-cells.ts';
import type { RecognisedFile } from './recognise-file.ts';

export type Known = Pick<GradedStudent, 'enrolmentId' | 'name' | 'email' | 'ids'>;

export interface Person {
  /** Of the row, in the file. */
  readonly at: number;
  /** As the file writes it. */
  readonly name: string;
  readonly keys: Readonly<Partial<Record<StudentKey, string>>>;
}

export interface Matches {
  /** Row → enrolment. */
  readonly matched: ReadonlyMap<number, string>;
  /** Rows in which nobody was recognised. */
  readonly unmatched: readonly Person[];
  /** Students who stand in no row. */
  readonly absent: readonly Known[];
}

export const peopleIn = (file: RecognisedFile): readonly Person[] =>
  file.people.map(({ at, row }) => ({ at, name: nameIn(file, row), keys: keysIn(file, row) }));

const nameIn = ({ nameAt }: RecognisedFile, row: LocatedRow): string =>
  nameAt
    .map((at) => row[at]?.value.trim() ?? '')
    .filter(Boolean)
    .join(' ');

/** Brightspace writes ids with a # before them. */
const keysIn = ({ keys }: RecognisedFile, row: LocatedRow): Person['keys'] =>
  Object.fromEntries(
    Object.entries(keys).flatMap(([key, at]) => {
      const value = row[at]?.value.trim().replace(/^#/, '') ?? '';
      return value === '' ? [] : [[key, value]];
    }),
  );

export function matchPeople(people: readonly Person[], students: readonly Known[]): Matches {
  const matched = new Map<number, string>();
  const taken = new Set<string>();
  for (const by of ways) {
    const owners = uniqueOwners(students, by.ofStudent);
    const rows = uniqueOwners(people, by.ofPerson);
    for (const [key, person] of rows) {
      const student = owners.get(key);
      if (!person || !student || matched.has(person.at) || taken.has(student.enrolmentId)) continue;
      if (contradict(person, student)) continue;
      matched.set(person.at, student.enrolmentId);
      taken.add(student.enrolmentId);
    }
  }
  return {
    matched,
    unmatched: people.filter(({ at }) => !matched.has(at)),
    absent: students.filter(({ enrolmentId }) => !taken.has(enrolmentId)),
  };
}

/** Two people of one name have different ids. */
const contradict = ({ keys }: Person, { ids }: Known): boolean =>
  (['canvas', 'student-number'] as const).some(
    (key) => keys[key] !== undefined && ids[key] !== undefined && keys[key] !== ids[key],
  );

interface Way {
  ofStudent(student: Known): string;
  ofPerson(person: Person): string;
}

const byKey = (key: StudentKey): Way => ({
  ofStudent: ({ email, ids }) => ((key === 'email' ? email : ids[key]) ?? '').toLowerCase(),
  ofPerson: ({ keys }) => (keys[key] ?? '').toLowerCase(),
});

const ways: readonly Way[] = [
  ...(['canvas', 'student-number', 'username', 'email'] as const).map(byKey),
  // Canvas' and Sakai's logins often are e-mail addresses.
  { ofStudent: ({ email }) => email?.toLowerCase() ?? '', ofPerson: byKey('username').ofPerson },
  { ofStudent: ({ name }) => plainName(name), ofPerson: ({ name }) => plainName(name) },
];

/** 'Lovelace, Ada' is 'ada lovelace'; an apostrophe that kept a spreadsheet from reading a formula is none of the name. */
const plainName = (name: string): string =>
  name
    .normalize('NFKC')
    .replace(/^'(?=[=+\-@])/, '')
    .replace(/^([^,]+),\s*([^,]+)$/, '$2 $1')
    .replaceAll('ي', 'ی')
    .replaceAll('ك', 'ک')
    .replace(/\s+/g, ' ')
    .trim()
    .toLowerCase();

/** By what they have, without what two of them have. */
function uniqueOwners<T>(all: readonly T[], keyOf: (one: T) => string): ReadonlyMap<string, T | undefined> {
  const owners = new Map<string, T | undefined>();
  for (const one of all) {
    const key = keyOf(one);
    if (key !== '') owners.set(key, owners.has(key) ? undefined : one);
  }
  return owners;
}
