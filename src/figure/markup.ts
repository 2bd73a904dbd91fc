/** SVG and HTML as text: the little that the figures need to write it safely. */

export type Attributes = Readonly<Record<string, string | number | undefined>>;

const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

export const escapeMarkup = (text: string): string =>
  special.test(text) ? text.replaceAll(eachSpecial, (found) => escapes[found] ?? '') : text;

const special = /[&<>"']/;
const eachSpecial = /[&<>"']/g;

/** `<tag a="1">…</tag>`, or `<tag a="1"/>` where there are no children; attributes that are undefined are left out. */
export function element(tag: string, named: Attributes, ...children: readonly string[]): string {
  const written = attributes(named);
  return children.length === 0 ? `<${tag}${written}/>` : `<${tag}${written}>${children.join('')}</${tag}>`;
}

/** ` a="1" b="2"`: as they stand in a tag. */
export function attributes(named: Attributes): string {
  const written: string[] = [];
  for (const name in named) {
    const value = named[name];
    if (value === undefined) continue;
    written.push(` ${name}="${typeof value === 'number' ? short(value) : escapeMarkup(value)}"`);
  }
  return written.join('');
}

/** A coordinate with at most one decimal: finer than any screen at these sizes. */
export const short = (value: number): string => `${Math.round(value * 10) / 10}`;
