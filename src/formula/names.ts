/**
 * Finding names in what was typed. With a set of names the longest one that fits is read, so that x1w11 is
 * x1·w11, in any of its spellings: x1, x_1, x_{1}, x₁, X1; ∂E/∂w_{12}, dE / dw12; f′(a1); η. With 'any',
 * a name is a letter and the letters, digits and underscores behind it.
 */
import { digitOf, isLetter, isSpace, plainForm, subscriptOf } from './characters.ts';

export interface FoundName {
  readonly name: string;
  readonly length: number;
}

export type NameFinder = (text: string, at: number) => FoundName | undefined;

export const findAnyName: NameFinder = (text, at) => {
  anyName.lastIndex = at;
  const name = anyName.exec(text)?.[0];
  return name === undefined ? undefined : { name, length: name.length };
};

const anyName = /\p{L}[\p{L}\p{Nd}₀-₉_]*/uy;

interface Node {
  readonly next: Map<string, Node>;
  name?: string;
}

const finders = new WeakMap<ReadonlySet<string>, NameFinder>();

/** The finder of the names in a set; built once for each set object. */
export function nameFinder(names: ReadonlySet<string>): NameFinder {
  const made = finders.get(names);
  if (made) return made;
  const root = trieOf(names);
  const finder: NameFinder = (text, at) => walk(root, text, at, false) ?? walk(root, text, at, true);
  finders.set(names, finder);
  return finder;
}

function trieOf(names: ReadonlySet<string>): Node {
  const root: Node = { next: new Map() };
  for (const name of names) {
    plant(root, [...name].map(plainForm), name);
    if (name === 'eta') plant(root, ['η'], name);
  }
  return root;
}

function plant(root: Node, characters: readonly string[], name: string): void {
  let node = root;
  for (const character of characters) {
    const child: Node = node.next.get(character) ?? { next: new Map() };
    node.next.set(character, child);
    node = child;
  }
  node.name = name;
}

/** `lowered` reads a first capital as small, as telephones write it; never E, which is another quantity than e. */
function walk(root: Node, text: string, at: number, lowered: boolean): FoundName | undefined {
  const first = plainForm(text[at] ?? '');
  if (lowered && (first === 'E' || first === first.toLowerCase())) return undefined;
  let node: Node | undefined = root.next.get(lowered ? first.toLowerCase() : first);
  let best: FoundName | undefined;
  let inBraces = false;
  for (let next = at + 1; node; ) {
    const end: number = inBraces && text[next] === '}' ? next + 1 : next;
    if (node.name !== undefined && (!inBraces || end > next) && endsHere(text, end)) {
      best = { name: node.name, length: end - at };
    }
    const step = skipSpelling(text, next, node, inBraces);
    inBraces = step.inBraces;
    node = step.node ?? node.next.get(plainCharacter(text[step.next] ?? ''));
    next = step.node ? step.next : step.next + 1;
  }
  return best;
}

/** Steps over what belongs to a spelling but not to the name: _ { , } of an index, spaces around / ( ). */
function skipSpelling(text: string, at: number, node: Node, wasInBraces: boolean) {
  let [next, inBraces] = [at, wasInBraces];
  if (text[next] === '_') next++;
  if (text[next] === '{' && text[next - 1] === '_') [next, inBraces] = [next + 1, true];
  else if (inBraces && text[next] === ',') next++;
  else if (inBraces && text[next] === '}') [next, inBraces] = [next + 1, false];
  const space = spacesAt(text, next);
  if (space === 0) return { next, inBraces, node: undefined };
  const wordSpace = node.next.get(' ');
  if (wordSpace) return { next: next + space, inBraces, node: wordSpace };
  const loose = /[/()]/.test(plainForm(text[next - 1] ?? '') + plainForm(text[next + space] ?? ''));
  return { next: loose ? next + space : next, inBraces, node: undefined };
}

function spacesAt(text: string, at: number): number {
  let end = at;
  while (isSpace(text[end] ?? '')) end++;
  return end - at;
}

const plainCharacter = (character: string): string =>
  subscriptOf(character) ?? digitOf(character) ?? plainForm(character);

/** A name does not end where a digit or index follows (x1 in x12), nor between two letters (E in Ex). */
function endsHere(text: string, end: number): boolean {
  const next = text[end] ?? '';
  if (next === '_' || digitOf(next) || subscriptOf(next)) return false;
  return !(isLetter(next) && isLetter(text[end - 1] ?? ''));
}
