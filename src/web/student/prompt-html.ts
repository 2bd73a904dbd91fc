/** A prompt as markup: text escaped, $…$ typeset. */
import Handlebars from 'handlebars';
import { mathHtml } from '../../figure/math.ts';

export const promptHtml = (prompt: string): string =>
  prompt
    .split('$')
    .map((piece, index) => (index % 2 === 1 ? mathHtml(piece) : Handlebars.escapeExpression(piece)))
    .join('');
