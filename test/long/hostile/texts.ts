/** Texts made to break queries, pages, templates, objects, patterns, headers, spreadsheets and files. */
import { hostileCases } from '../../cases/cases.ts';

/** Nothing of ours is called so: where it stands in a page as a tag, it was written by who typed it. */
export const tag = '<hostile-tag onclick=alert(1)>';

/** Every field gets these: markup, what ends an attribute, what PostgreSQL keeps in no text, a name of every object. */
export const everywhere = [tag, `">${tag}`, '1\0', '__proto__'] as const;

/** A field gets some of these. */
export const texts: readonly string[] = [
  ...[`'>${tag}`, `</script>${tag}`, `</textarea>${tag}`, `--></style>${tag}`],
  ...[
    "' OR 1=1 --",
    '"; DROP TABLE "User"; --',
    '\\',
    '\\u0000',
    '%00',
    '\u202E\u2066abc',
    '\uFFFE',
    '\uD800',
  ],
  ...['{{constructor.constructor("return process")()}}', '{{{this}}}', '${7*7}', '<%= 7*7 %>', '#{7*7}'],
  ...['constructor', 'toString', '__proto__[polluted]', '{"__proto__":{"polluted":1}}'],
  ...[
    'a\r\nSet-Cookie: hostile=1',
    '../../../etc/passwd',
    '/etc/passwd',
    'file:///etc/passwd',
    '//evil.example',
  ],
  ...[
    'javascript:alert(1)',
    'data:text/html,<b>',
    '=HYPERLINK("http://evil.example")',
    '@SUM(1)',
    '+1',
    '-1',
  ],
  ...['1e999999999', '-0', 'NaN', 'Infinity', '9'.repeat(400), '0x10', '1/0', '٣٫١٤', '1,000,000.00', '९'],
  ...[
    `${'('.repeat(5000)}1`,
    `${'a'.repeat(20_000)}!`,
    `${'a@'.repeat(4000)}`,
    '^'.repeat(3000),
    ' '.repeat(9000),
  ],
  ...[
    '2026-99-99T99:99',
    '0000-00-00T00:00',
    '9999-12-31T23:59',
    '275760-09-14T00:00',
    'null',
    'undefined',
    '[]',
  ],
  ...hostileCases().map(({ typed }) => typed),
];
