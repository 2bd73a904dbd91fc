/** Mathematics for the page: LaTeX to MathML, which browsers draw by themselves, without fonts or styles of ours. */
import katex from 'katex';

/** MathML of our own LaTeX; throws on LaTeX that KaTeX does not know, which only we can cause. */
export function mathHtml(latex: string): string {
  const known = typesetBefore.get(latex);
  if (known !== undefined) return known;
  const html = typesetNow(latex);
  if (typesetBefore.size >= mostKept) typesetBefore.clear();
  typesetBefore.set(latex, html);
  return html;
}

/** Names and conventions are the same on every page. */
const typesetBefore = new Map<string, string>();
const mostKept = 2000;

function typesetNow(latex: string): string {
  const html = katex.renderToString(latex, { output: 'mathml', throwOnError: true, strict: false });
  const math = /<math.*<\/math>/s.exec(html);
  if (!math) throw new Error(`no MathML for ${latex}`);
  return math[0].replace(/<annotation.*?<\/annotation>/gs, '');
}

/** The same with fractions and sums in their full size, for formulas that stand by themselves. */
export const displayedMath = (latex: string): string => mathHtml(`\\displaystyle ${latex}`);
