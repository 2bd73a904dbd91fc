/** A prompt as markup: text escaped, mathematics typeset. */
import Handlebars from 'handlebars';
import type { Rendered } from '../../exercise/prompt.ts';
import { splitMath } from '../../exercise/split-math.ts';
import { mathHtml } from '../../figure/math.ts';

export const promptHtml = (rendered: Rendered): string =>
  splitMath(rendered.kind === 'text' ? rendered.text : rendered.sentence)
    .map((segment) =>
      segment.kind === 'math' ? mathHtml(segment.latex) : Handlebars.escapeExpression(segment.text),
    )
    .join('');
