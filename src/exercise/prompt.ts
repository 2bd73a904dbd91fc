/**
 * The title and prompt of an exercise for one variant. Handlebars reads the text; of its language only names in
 * braces are taken, so that a text can neither loop, nor call, nor reach into prototypes:
 * {{p1}} {{p2}} … the asked quantities, {{u}} {{w}} {{h}} the weights and the unit of the drawn indices,
 * {{i}} {{j}} {{k}} the indices. Mathematics comes out as $latex$; splitMath finds it again.
 */
import Handlebars from 'handlebars';
import { type Catalogue, type Locale, say } from '../language/language.ts';
import { inMath } from './caption.ts';
import { type Definition, partIdAt, withIndices } from './definition.ts';
import type { VariantForStudent } from './variant.ts';

export type Rendered = { readonly kind: 'text'; readonly text: string } | PromptProblem;

export interface PromptProblem {
  readonly kind: 'problem';
  /** What is wrong with the text of the exercise. */
  readonly sentence: string;
  /** In which of its lines, from 1. */
  readonly line: number;
}

type Shown = Pick<VariantForStudent, 'drawn' | 'parts'>;

/** `write`: how names are written, as $latex$ by default. */
export const renderPrompt = (
  definition: Definition,
  variant: Shown,
  locale: Locale,
  write: Write = inMath,
): Rendered => renderText(definition.prompt[locale], namesOf(variant, write), locale);

export const renderTitle = (
  definition: Definition,
  variant: Shown,
  locale: Locale,
  write: Write = inMath,
): Rendered => renderText(definition.title[locale], namesOf(variant, write), locale);

type Write = (name: string) => string;

/** What is wrong with the title or prompt whatever is drawn; undefined where nothing is. */
export function promptProblem(
  definition: Definition,
  text: 'title' | 'prompt',
  locale: Locale,
): PromptProblem | undefined {
  const drawn = { i: '1', j: '2', k: '1' };
  const parts = definition.parts.map(({ quantity }, i) => ({
    id: partIdAt(i),
    kind: 'number' as const,
    quantity: withIndices(quantity, drawn),
    tolerance: { kind: 'exact' as const },
  }));
  const rendered = renderText(definition[text][locale], namesOf({ drawn, parts }, inMath), locale);
  return rendered.kind === 'problem' ? rendered : undefined;
}

/** Longer texts are refused before they are read. */
const mostCharacters = 4000;

function namesOf({ drawn, parts }: Shown, write: Write): ReadonlyMap<string, string> {
  const { i = '', j = '', k = '' } = drawn;
  const quantities = parts.map(({ id, quantity }) => [id, quantity] as const);
  const places = [
    ['w', `w${i}${j}`],
    ['u', `u${j}${k}`],
    ['h', `h${j}`],
  ] as const;
  return new Map([
    ...[...quantities, ...places].map(([name, quantity]) => [name, write(quantity)] as const),
    ...Object.entries(drawn),
  ]);
}

function renderText(template: string, names: ReadonlyMap<string, string>, locale: Locale): Rendered {
  const problem = problemIn(locale);
  if (template.length > mostCharacters) return problem('promptTooLong', { limit: `${mostCharacters}` }, 1);
  const read = readTemplate(template);
  if (read.kind === 'unreadable') return problem('promptUnreadable', {}, read.line);
  let text = '';
  for (const piece of read.pieces) {
    const written = piece.kind === 'name' ? names.get(piece.text) : piece.text;
    if (piece.kind === 'other') return problem('promptNeedsNames', { found: piece.text }, piece.line);
    if (written === undefined) {
      const expected = [...names.keys()].join(', ');
      return problem('promptUnknownName', { found: piece.text, expected }, piece.line);
    }
    text += written;
  }
  return { kind: 'text', text };
}

const problemIn =
  (locale: Locale) =>
  (code: keyof Catalogue['exercise'], values: Readonly<Record<string, string>>, line: number): Rendered => ({
    kind: 'problem',
    sentence: say(locale).exercise[code]({ ...values, line: `${line}` }),
    line,
  });

interface Piece {
  readonly kind: 'text' | 'name' | 'other';
  readonly text: string;
  readonly line: number;
}

type Read =
  | { readonly kind: 'pieces'; readonly pieces: readonly Piece[] }
  | { readonly kind: 'unreadable'; readonly line: number };

function readTemplate(template: string): Read {
  try {
    return { kind: 'pieces', pieces: Handlebars.parse(template).body.flatMap(pieceOf) };
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    return { kind: 'unreadable', line: Number(/line (\d+)/.exec(error.message)?.[1] ?? 1) };
  }
}

function pieceOf(statement: hbs.AST.Statement): readonly Piece[] {
  const { line } = statement.loc.start;
  if (isA<hbs.AST.ContentStatement>(statement, 'ContentStatement'))
    return [{ kind: 'text', text: statement.value, line }];
  if (isA<hbs.AST.CommentStatement>(statement, 'CommentStatement')) return [];
  const path = isA<hbs.AST.MustacheStatement>(statement, 'MustacheStatement') ? statement.path : statement;
  if (!isA<hbs.AST.PathExpression>(path, 'PathExpression')) return [{ kind: 'other', text: '{{…}}', line }];
  const mustache = statement as hbs.AST.MustacheStatement;
  const plain = mustache.params.length === 0 && !mustache.hash && path.depth === 0 && !path.data;
  return [{ kind: plain ? 'name' : 'other', text: path.original, line }];
}

const isA = <T extends hbs.AST.Node>(node: hbs.AST.Node, type: T['type']): node is T => node.type === type;
