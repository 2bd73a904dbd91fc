/** Mathematics for the page: LaTeX to MathML, which browsers draw by themselves, without fonts or styles of ours. */
import katex from 'katex';

/** MathML of our own LaTeX; throws on LaTeX that KaTeX does not know, which only we can cause. */
export function mathHtml(latex: string): string {
  const html = katex.renderToString(latex, { output: 'mathml', throwOnError: true, strict: false });
  const math = /<math.*<\/math>/s.exec(html);
  if (!math) throw new Error(`no MathML for ${latex}`);
  return math[0].replace(/<annotation.*?<\/annotation>/gs, '');
}

/** The same with fractions and sums in their full size, for formulas that stand by themselves. */
export const displayedMath = (latex: string): string => mathHtml(`\\displaystyle ${latex}`);
