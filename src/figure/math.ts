/**
 * Mathematics for the page: LaTeX to MathML, which browsers draw by themselves, without fonts or styles of ours. Lines
 * that differ in their numbers alone are typeset once, since every student has other numbers.
 */
import katex from 'katex';

/** MathML of our own LaTeX; throws on LaTeX that KaTeX does not know, which only we can cause. */
export function mathHtml(latex: string): string {
  const numbers = latex.match(numeral) ?? [];
  const shape = latex.replace(numeral, '0');
  const around = shapes.get(shape) ?? keep(shape, typesetAround(latex, numbers.length));
  if (around.length !== numbers.length + 1) return typesetNow(latex);
  return around.map((piece, at) => (at === 0 ? piece : `<mn>${numbers[at - 1]}</mn>${piece}`)).join('');
}

/** The same with fractions and sums in their full size, for formulas that stand by themselves. */
export const displayedMath = (latex: string): string => mathHtml(`\\displaystyle ${latex}`);

const numeral = /\d+(?:\.\d+)?/g;

/** By the line with its numbers left out: the markup around them; nothing where numbers decide more than themselves. */
const shapes = new Map<string, readonly string[]>();
const mostKept = 2000;

function keep(shape: string, around: readonly string[]): readonly string[] {
  if (shapes.size >= mostKept) shapes.clear();
  shapes.set(shape, around);
  return around;
}

/** Typeset with marks in the places of its numbers, and cut there; [] unless each mark comes back as one number, in order. */
function typesetAround(latex: string, count: number): readonly string[] {
  const marks = Array.from({ length: count }, (_, index) => `${1001 + index}`);
  const left = [...marks];
  const html = typesetNow(latex.replace(numeral, () => left.shift() ?? ''));
  const found = [...html.matchAll(/<mn[^>]*>([^<]*)<\/mn>/g)].map(([, digits]) => digits);
  return found.join() === marks.join() ? html.split(/<mn>\d+<\/mn>/) : [];
}

function typesetNow(latex: string): string {
  const html = katex.renderToString(latex, { output: 'mathml', throwOnError: true, strict: false });
  const math = /<math.*<\/math>/s.exec(html);
  if (!math) throw new Error(`no MathML for ${latex}`);
  return math[0].replace(/<annotation.*?<\/annotation>/gs, '');
}
