/** Which marks a language writes between whole part and decimals, and between groups of digits; from Intl. */
export interface Separators {
  readonly decimal: string;
  /** The mark between groups, or undefined where the language has none. */
  readonly group: string | undefined;
  /** Digits in the last group, and in each group before it (3 and 2 in India). */
  readonly groupSizes: readonly [last: number, others: number];
}

const known = new Map<string, Separators>();

/**
 * The separators of a BCP 47 tag; those of English for a tag that Intl refuses. The private tag
 * 'x-decimal-comma' names the convention alone: a comma for decimals, points between groups.
 */
export function separatorsOf(locale: string): Separators {
  const found = known.get(locale);
  if (found) return found;
  const separators = locale.toLowerCase() === 'x-decimal-comma' ? separatorsOf('de') : askIntl(locale);
  if (known.size < 1000) known.set(locale, separators);
  return separators;
}

function askIntl(locale: string): Separators {
  const parts = formatFor(locale).formatToParts(-1234567890.5);
  const mark = (type: string) => parts.find((part) => part.type === type)?.value;
  const sizes = parts.filter((part) => part.type === 'integer').map((part) => [...part.value].length);
  return {
    decimal: mark('decimal') ?? '.',
    group: mark('group'),
    groupSizes: [sizes.at(-1) ?? 3, sizes.at(-2) ?? 3],
  };
}

function formatFor(locale: string): Intl.NumberFormat {
  try {
    return new Intl.NumberFormat(locale);
  } catch (error) {
    if (error instanceof RangeError) return new Intl.NumberFormat('en');
    throw error;
  }
}
