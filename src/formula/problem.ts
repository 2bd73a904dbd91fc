/** Why a text could not be read: a code and values for the sentence in language/, and the place in the text. */
export interface Problem {
  /** A key of `reading` in the catalogue of sentences. */
  readonly code: string;
  /** Index of the first character concerned, in UTF-16 units of what was typed, and how many. */
  readonly at: number;
  readonly length: number;
  /** What the sentence names: the character found, the two readings. */
  readonly values: Readonly<Record<string, string>>;
}
