/**
 * A sentence as markup: everything escaped, $…$ typeset, and indices written u_jk, δ_k or u_j1 set below the
 * line. Mathematics runs from left to right in every language.
 */
import Handlebars from 'handlebars';
import { mathHtml } from '../figure/math.ts';

export const mathText = (text: string): string =>
  text
    .split('$')
    .map((piece, index) =>
      index % 2 === 1 ? mathHtml(piece) : withIndices(Handlebars.escapeExpression(piece)),
    )
    .join('');

const withIndices = (escaped: string): string =>
  escaped.replace(
    /(?<![\p{L}\p{N}])([\p{L}])_([a-z\d]{1,2})(?![\p{L}\p{N}])/gu,
    '<bdi dir="ltr">$1<sub>$2</sub></bdi>',
  );
