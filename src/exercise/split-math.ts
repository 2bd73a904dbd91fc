/** Text with mathematics between dollar signs, in pieces: what is text is escaped by the page, what is math is set. */

export type Segment =
  | { readonly kind: 'text'; readonly text: string }
  /** For math mode, without delimiters; left to right in every language. */
  | { readonly kind: 'math'; readonly latex: string };

/** 'Find $w_{12}$.' A dollar sign without a second one, or before another, stays text. */
export function splitMath(text: string): readonly Segment[] {
  return text.split(/(\$[^$]+\$)/).flatMap((piece): readonly Segment[] => {
    if (piece === '') return [];
    const math = /^\$([^$]+)\$$/.exec(piece)?.[1];
    return [math === undefined ? { kind: 'text', text: piece } : { kind: 'math', latex: math }];
  });
}
