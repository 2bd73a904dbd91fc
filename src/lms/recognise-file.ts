/** Whose gradebook a file is, by its header: what finds a person in it, and which columns may be filled. */
import type { StudentKey } from './grade-sheet.ts';
import type { LocatedRow } from './locate-cells.ts';

export type KnownSystem = 'canvas' | 'moodle' | 'brightspace' | 'blackboard' | 'sakai' | 'edx';

export interface FillableColumn {
  readonly at: number;
  readonly title: string;
  /** Undefined where the file does not say. */
  readonly pointsPossible: number | undefined;
}

export interface RecognisedFile {
  readonly system: KnownSystem;
  /** Where each key stands. */
  readonly keys: Readonly<Partial<Record<StudentKey, number>>>;
  /** Cells that together make a name. */
  readonly nameAt: readonly number[];
  readonly columns: readonly FillableColumn[];
  /** Rows of people, with the place in the file's rows. */
  readonly people: readonly { readonly at: number; readonly row: LocatedRow }[];
}

interface Recipe {
  /** Titles that must all stand in the header. */
  readonly sign: readonly string[];
  readonly keys: Readonly<Partial<Record<StudentKey, string>>>;
  /** Titles whose cells, in this order, make the name. */
  readonly name: readonly string[];
  fillable(title: string): boolean;
  /** Of a column, from its title or from its cell in the second row. */
  points(title: string, second: string): string | undefined;
  /** Whether a row below the header is a person. */
  isPerson(row: LocatedRow): boolean;
}

const usual = {
  points: () => undefined,
  isPerson: () => true,
} satisfies Partial<Recipe>;

const recipes: Readonly<Record<KnownSystem, Recipe>> = {
  canvas: {
    sign: ['Student', 'ID', 'Section'],
    keys: { canvas: 'ID', 'student-number': 'SIS User ID', username: 'SIS Login ID' },
    name: ['Student'],
    fillable: (title) => !/(final|current|unposted) (grade|score|points)|override/i.test(title),
    points: (_title, second) => second,
    isPerson: ([name, id]) => id?.value !== '' && !/^\s+|points possible$/i.test(name?.value ?? ''),
  },
  brightspace: {
    ...usual,
    sign: ['End-of-Line Indicator'],
    keys: { 'student-number': 'OrgDefinedId', username: 'Username', email: 'Email' },
    name: ['First Name', 'Last Name'],
    fillable: (title) => / Points Grade\b/.test(title),
    points: (title) => /MaxPoints:([\d.]+)/.exec(title)?.[1],
  },
  blackboard: {
    ...usual,
    sign: ['Last Name', 'First Name', 'Username'],
    keys: { username: 'Username', 'student-number': 'Student ID' },
    name: ['First Name', 'Last Name'],
    fillable: (title) => /\[Total Pts:|\|\d+$/.test(title),
    points: (title) => /\[Total Pts: (?:up to )?([\d.]+)/.exec(title)?.[1],
  },
  edx: {
    ...usual,
    sign: ['username', 'course_id'],
    keys: { username: 'username', 'student-number': 'student_key' },
    name: [],
    fillable: (title) => title === 'points' || /^new_grade-/.test(title),
  },
  sakai: {
    ...usual,
    sign: ['Student ID', 'Name'],
    keys: { username: 'Student ID' },
    name: ['Name'],
    fillable: (title) => /^[^*#].*\[[\d.]+\]$/.test(title),
    points: (title) => /\[([\d.]+)\]$/.exec(title)?.[1],
  },
  moodle: {
    ...usual,
    sign: ['Email address'],
    keys: { email: 'Email address', 'student-number': 'ID number', username: 'Username' },
    name: ['First name', 'Last name'],
    fillable: (title) =>
      !/^(Institution|Department|Last downloaded from this course|Course total)/.test(title),
  },
};

/** Undefined where no system is recognised. */
export function recogniseFile([header, ...rows]: readonly LocatedRow[]): RecognisedFile | undefined {
  const titles = header?.map(({ value }) => value.trim()) ?? [];
  const found = Object.entries(recipes).find(([, { sign }]) => sign.every((title) => titles.includes(title)));
  if (!found) return undefined;
  const [name, recipe] = found;
  const system = systems.find((each) => each === name);
  return system && readWith(system, recipe, { titles, rows });
}

const systems: readonly KnownSystem[] = ['canvas', 'moodle', 'brightspace', 'blackboard', 'sakai', 'edx'];

function readWith(
  system: KnownSystem,
  recipe: Recipe,
  { titles, rows }: { readonly titles: readonly string[]; readonly rows: readonly LocatedRow[] },
): RecognisedFile {
  const keys = Object.entries(recipe.keys).flatMap(([key, title]) =>
    titles.includes(title) ? [[key, titles.indexOf(title)]] : [],
  );
  const nameAt = recipe.name.map((title) => titles.indexOf(title)).filter((at) => at >= 0);
  const taken = new Set<unknown>([...keys.map(([, at]) => at), ...nameAt]);
  const firstGrade = system === 'canvas' ? titles.indexOf('Section') + 1 : 0;
  return {
    system,
    keys: Object.fromEntries(keys),
    nameAt,
    columns: titles.flatMap((title, at) => {
      if (at < firstGrade || taken.has(at) || !recipe.fillable(title)) return [];
      const points = Number(recipe.points(title, rows[0]?.[at]?.value.trim() ?? '') || Number.NaN);
      return [{ at, title, pointsPossible: points > 0 ? points : undefined }];
    }),
    people: rows.flatMap((row, index) => (recipe.isPerson(row) ? [{ at: index + 1, row }] : [])),
  };
}
