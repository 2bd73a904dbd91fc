/**
 * A sentence as markup: everything escaped, $…$ typeset, and indices written u_jk, δ_k or u_j1 set below the
 * line. Mathematics runs from left to right in every language.
 */
import Handlebars from 'handlebars';
import { splitMath } from '../exercise/split-math.ts';
import { mathHtml } from '../figure/math.ts';

export const mathText = (text: string): string =>
  splitMath(text)
    .map((segment) =>
      segment.kind === 'math'
        ? mathHtml(segment.latex)
        : withIndices(Handlebars.escapeExpression(segment.text)),
    )
    .join('');

const withIndices = (escaped: string): string =>
  escaped.replace(
    /(?<![\p{L}\p{N}])([\p{L}])_([a-z\d]{1,2})(?![\p{L}\p{N}])/gu,
    '<bdi dir="ltr">$1<sub>$2</sub></bdi>',
  );
