/** Text that survives the importers: names of people and titles. Ids, addresses and numbers never come here. */

/** Control characters and line breaks are spaces: not every importer reads a cell of two lines. */
export const oneLine = (text: string): string => text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ').trim();

/**
 * A spreadsheet takes a cell that begins so for a formula, also inside quotes, and in some languages one of full-width
 * signs; an apostrophe before it makes it text.
 */
export const withoutFormula = (text: string): string =>
  /^[=+\-@\t\r\0\uFF1D\uFF0B\uFF0D\uFF20]/.test(text) ? `'${text}` : text;

/**
 * PHP's fgetcsv takes \" inside quotes for an escaped quote: a cell that ends in a backslash swallows the next row,
 * and Moodle still reports success. A space after the backslash takes it apart from the quote.
 */
export const withoutBackslashTrap = (text: string): string => text.replace(/\\(?="|$)/g, '\\ ');

export const spreadsheetText = (text: string): string => withoutFormula(oneLine(text));

/** An id that cannot be written as it is cannot be written at all. */
export const isWritableId = (id: string): boolean => !/[\p{Cc}\u2028\u2029]/u.test(id);

/** '۴۰۱۲' and '٤٠١٢' are 4012. */
export const westernDigits = (text: string): string =>
  text.replace(/[۰-۹٠-٩]/g, (digit) => `${(digit.charCodeAt(0) & 0xf) % 10}`);
