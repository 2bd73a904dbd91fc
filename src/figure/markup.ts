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
  text.replace(/[&<>"']/g, (found) => escapes[found] ?? '');

/** `<tag a="1">…</tag>`, or `<tag a="1"/>` where there are no children; attributes that are undefined are left out. */
export function element(tag: string, attributes: Attributes, ...children: readonly string[]): string {
  const written = Object.entries(attributes)
    .filter(([, value]) => value !== undefined)
    .map(
      ([name, value]) => ` ${name}="${typeof value === 'number' ? short(value) : escapeMarkup(value ?? '')}"`,
    )
    .join('');
  return children.length === 0 ? `<${tag}${written}/>` : `<${tag}${written}>${children.join('')}</${tag}>`;
}

/** A coordinate with at most one decimal: finer than any screen at these sizes. */
export const short = (value: number): string => `${Math.round(value * 10) / 10}`;
