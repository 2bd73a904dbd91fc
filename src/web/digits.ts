/**
 * The digits of a page, as its reader wants them: one pass over the finished markup, so that every number in a
 * sentence is written alike, whoever wrote it, and so is every number of a chart. Mathematics, code, boxes, and whatever is
 * set from left to right or in another language stay as they are; so does a number in Latin words or in a formula, as in "Week 3" and "1 − h".
 */
import { type Locale, say } from '../language/language.ts';

export const latinDigits = '0123456789';

export function showDigits(
  html: string,
  { locale, digits }: { readonly locale: Locale; readonly digits: 'local' | 'latin' },
): string {
  const { tag, student } = say(locale);
  const own = student.looks;
  if (own.digits === latinDigits) return html;
  return inSentences(html, tag, digits === 'latin' ? inLatin(own) : inOwn(own));
}

interface OwnDigits {
  /** Ten characters, from zero on. */
  readonly digits: string;
  readonly decimalPoint: string;
}

/** A tag with its attributes, in quotes or not; or the text up to the next tag. */
const pieces = /<(\/?)([a-z][\w-]*)((?:"[^"]*"|'[^']*'|[^>"'])*)>|<[^>]*>|[^<]+/gi;
const untouched = new Set(['math', 'svg', 'code', 'textarea', 'script', 'style']);
const empty = new Set(['input', 'br', 'hr', 'img', 'link', 'meta', 'wbr', 'col']);

/** Applies `write` to every text that stands in a sentence, and to the names that are only heard. */
function inSentences(html: string, language: string, write: (text: string) => string): string {
  let closing: { readonly name: string; depth: number } | undefined;
  return html.replace(
    pieces,
    (piece, slash: string | undefined, name: string | undefined, attributes = '') => {
      if (name === undefined) return closing || piece.startsWith('<') ? piece : write(piece);
      const opens = slash === '' && !piece.endsWith('/>');
      if (closing) {
        if (name === closing.name && (opens || slash === '/')) closing.depth += opens ? 1 : -1;
        if (closing.depth === 0) closing = undefined;
        return piece;
      }
      if (opens && staysAsItIs(name, attributes, language)) closing = { name, depth: 1 };
      return piece.replace(/(?<=\saria-label=")[^"]*/, write);
    },
  );
}

function staysAsItIs(name: string, attributes: string, language: string): boolean {
  if (empty.has(name)) return false;
  const lang = /\slang="([^"]*)"/.exec(attributes)?.[1] ?? language;
  const isKept = untouched.has(name) && !/\sclass="chart"/.test(attributes);
  return isKept || /\sdir="ltr"/.test(attributes) || lang !== language;
}

/**
 * What keeps its digits: character references, isolates, and Latin or Greek letters with all that follows them up to
 * the next other letter. What does not: a number by itself, unless it goes on as a formula.
 */
const numbers =
  /&#?\w+;|\u2066[^\u2069]*\u2069|[\p{sc=Latin}\p{sc=Greek}](?:&#?\w+;|[^\p{L}&])*|\d+(?:[.,:/-]\d+)*(?![.,:/-]?\d|\p{sc=Latin}|\s*[-−+·*/×=<>^]\s*[(\p{sc=Latin}\p{sc=Greek}])/gu;

const inOwn =
  ({ digits, decimalPoint }: OwnDigits) =>
  (text: string): string =>
    text.replace(numbers, (found) =>
      /^\d/.test(found)
        ? found
            .replace(/^(\d+)\.(\d+)$/, `$1${decimalPoint}$2`)
            .replace(/\d/g, (digit) => digits.charAt(Number(digit)))
        : found,
    );

function inLatin({ digits, decimalPoint }: OwnDigits) {
  const own = new RegExp(`[${digits}]+(?:${decimalPoint}[${digits}]+)?`, 'g');
  return (text: string): string =>
    text.replace(own, (found) =>
      found
        .replace(decimalPoint, '.')
        .replace(new RegExp(`[${digits}]`, 'g'), (digit) => `${digits.indexOf(digit)}`),
    );
}
