/** The order of the rooms and the purity of the left ones (README, map of the house), enforced. */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const rooms = [
  'language',
  'number',
  'formula',
  'net',
  'mistakes',
  'exercise',
  'grading',
  'learning',
  'figure',
  'store',
  'classroom',
  'lms',
  'web',
  'cli',
];
const pureRooms = rooms.slice(0, rooms.indexOf('store'));
const packagesOfPureRooms: Readonly<Record<string, readonly string[]>> = {
  exercise: ['zod', 'handlebars'],
  figure: ['zod', 'katex'],
  learning: ['zod', 'ts-fsrs'],
};

/** Files beside the rooms: which rooms they may import from, and who may import them. */
const besideRooms: Readonly<Record<string, { from: readonly string[]; by: readonly string[] }>> = {
  'index.ts': { from: pureRooms, by: [] },
  'config.ts': { from: ['store', 'web'], by: ['main.ts'] },
  'main.ts': { from: [...rooms, 'config.ts'], by: ['cli/main.ts'] },
};

const impure =
  /\b(?:process\s*[.[]|console\s*\.|Date\.now|new Date\(\s*\)|(?<!new )\bDate\(|Math\.random|fetch\(|setTimeout\(|setInterval\(|setImmediate\(|performance\s*\.|crypto\s*\.|globalThis\b)/g;

/** What is wrong with a file, in words; `path` is inside src/. */
function violationsIn(path: string, source: string): readonly string[] {
  const room = roomOf(path);
  const wrongImports = importsOf(source).flatMap((imported) => wrongImport(path, imported));
  const impurities = pureRooms.includes(room)
    ? [...withoutTexts(source).matchAll(impure)].map(([what]) => `${path} uses ${what}`)
    : [];
  return [...wrongImports, ...impurities];
}

function wrongImport(path: string, imported: string): readonly string[] {
  const sentence = [`${path} imports ${imported}`];
  const room = roomOf(path);
  if (!imported.startsWith('.')) {
    if (!pureRooms.includes(room) && room !== 'index.ts') return [];
    return (packagesOfPureRooms[room] ?? ['zod']).includes(imported) ? [] : sentence;
  }
  const target = new URL(imported, `file:///src/${path}`).pathname;
  if (!target.startsWith('/src/')) return path === 'main.ts' && target === '/package.json' ? [] : sentence;
  return mayImport(path, target.slice('/src/'.length)) ? [] : sentence;
}

function mayImport(path: string, target: string): boolean {
  const [room, other] = [roomOf(path), roomOf(target)];
  const beside = besideRooms[target];
  if (beside) return beside.by.includes(path);
  if (target.startsWith('store/client/')) return room === 'store';
  return besideRooms[room]?.from.includes(other) ?? rooms.indexOf(other) <= rooms.indexOf(room);
}

const roomOf = (path: string): string => path.split('/')[0] ?? '';

function importsOf(source: string): readonly string[] {
  const found = source.matchAll(/(?:\bfrom\s*|\bimport\s*\(?\s*)(['"])([^'"\n]+)\1/g);
  return [...found].map((match) => match[2] ?? '');
}

/** The code alone: comments, strings and templates without a value taken out. */
function withoutTexts(source: string): string {
  return source.replace(
    /\/\*[\s\S]*?\*\/|\/\/.*|'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"|`(?:[^`\\$]|\\.)*`/g,
    "''",
  );
}

const src = new URL('../src/', import.meta.url);

describe('the house', () => {
  const files = readdirSync(src, { recursive: true, encoding: 'utf8' }).filter(
    (path) => path.endsWith('.ts') && !path.startsWith('store/client/'),
  );

  it('has files only in its rooms and beside them', () => {
    const known = [...rooms, ...Object.keys(besideRooms)];
    expect(files.filter((path) => !known.includes(roomOf(path)))).toEqual([]);
    expect(files.length).toBeGreaterThan(20);
  });

  it('imports to the left only, and is pure left of the store', () => {
    const violations = files.flatMap((path) => violationsIn(path, readFileSync(new URL(path, src), 'utf8')));
    expect(violations).toEqual([]);
  });
});

describe('the check of the house', () => {
  it.each([
    ['formula/parse.ts', "import { gradeAttempt } from '../grading/grade.ts';"],
    ['grading/grade.ts', "import type { Store } from '../store/database.ts';"],
    ['number/rational.ts', "import { randomBytes } from 'node:crypto';"],
    ['number/rational.ts', "const { z } = await import('express');"],
    ['net/spec.ts', "import Handlebars from 'handlebars';"],
    ['net/spec.ts', "export * from '../figure/draw.ts';"],
    ['exercise/draw.ts', 'const roll = Math.random();'],
    ['exercise/draw.ts', 'const now = new Date();'],
    ['grading/grade.ts', 'const now = Date.now();'],
    ['grading/grade.ts', "console.log('graded');"],
    ['language/en.ts', 'const tag = process.env.LANG;'],
    ['mistakes/catalogue.ts', "const list = await fetch('https://example.org');"],
    ['figure/draw.ts', 'setTimeout(draw, 10);'],
    ['web/server.ts', "import { PrismaClient } from '../store/client/client.ts';"],
    ['web/server.ts', "import { readConfig } from '../config.ts';"],
    ['store/database.ts', "import { start } from '../main.ts';"],
    ['index.ts', "export { openStore } from './store/database.ts';"],
    ['classroom/submit.ts', "import data from '../../test/golden/data.json' with { type: 'json' };"],
  ])('finds the violation planted in %s: %s', (path, source) => {
    expect(violationsIn(path, source)).toHaveLength(1);
  });

  it.each([
    ['grading/grade.ts', "import { z } from 'zod';\nimport { rational } from '../number/rational.ts';"],
    ['exercise/prompt.ts', "import Handlebars from 'handlebars';"],
    ['language/en.ts', "const text = 'the process. console. Math.random()'; // new Date()"],
    ['grading/history.ts', 'const day = new Date(attempt.createdAt);'],
    ['web/server.ts', "import { openStore } from '../store/database.ts';\nconst now = new Date();"],
    ['main.ts', "import { readConfig } from './config.ts';\nimport { makeServer } from './web/server.ts';"],
  ])('lets pass what is allowed in %s: %s', (path, source) => {
    expect(violationsIn(path, source)).toEqual([]);
  });
});
