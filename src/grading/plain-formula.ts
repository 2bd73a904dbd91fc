/** Names and formulas inside a sentence: ∂E/∂w12, −η, · for times; math that stands out by itself is typeset. */
import type { Formula } from '../formula/formula.ts';
import { show } from '../formula/show.ts';

export const plainName = (name: string): string =>
  name
    .replace(/\bd(E\d?)\/d/g, '∂$1/∂')
    .replace(/\beta\b/g, 'η')
    .replace(/^new (.*)$/, '$1 − η·∂E/∂$1');

export const plainFormula = (formula: Formula): string =>
  plainName(show(formula))
    .replace(/\*/g, '·')
    .replace(/([^(]|^)-/g, '$1 − ')
    .replace(/\(-/g, '(−')
    .replace(/\+/g, ' + ')
    .replace(/^ − /, '−')
    .replace(/\^2/g, '²');
