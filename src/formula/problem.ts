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

/** Carries a problem out of the depth of the reader; parseFormula catches it, and nobody else. */
export class Unreadable {
  readonly problem: Problem;

  constructor(code: string, place: Place, values: Readonly<Record<string, string>> = {}) {
    this.problem = { code, at: place.at, length: place.length, values };
  }
}

export interface Place {
  readonly at: number;
  readonly length: number;
}

/** From the first character of `first` to the last of `last`. */
export const span = (first: Place, last: Place): Place => ({
  at: first.at,
  length: last.at + last.length - first.at,
});
