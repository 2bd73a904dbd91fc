/** The prompt of a variant. */
import Handlebars from 'handlebars';
import { typesetName } from '../formula/typeset.ts';
import type { Locale } from '../language/language.ts';
import type { Definition } from './definition.ts';
import type { VariantForStudent } from './variant.ts';

export function renderPrompt(definition: Definition, variant: VariantForStudent, locale: Locale): string {
  const math = (name: string): string => `$${typesetName(name)}$`;
  const { i = '', j = '', k = '' } = variant.drawn;
  const parts = Object.fromEntries(variant.parts.map(({ id, quantity }) => [id, math(quantity)]));
  const values = { ...parts, i, j, k, u: math(`u${j}${k}`), w: math(`w${i}${j}`), h: math(`h${j}`) };
  return Handlebars.compile(definition.prompt[locale], { noEscape: true })(values);
}
