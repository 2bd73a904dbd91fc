/**
 * Every sentence that a person reads, in English. One object a room of the house; a sentence that needs
 * values is a function of them. Another language is one more file of this shape (see language.ts).
 */
export const en = {
  tag: 'en',
  name: 'English',
  direction: 'ltr',

  /** Names of what the net is made of, as said aloud or written in a sentence. */
  net: {},

  /** Why an answer could not be read. */
  reading: {},

  /** The sentence of feedback of each mistake, by the mistake's id. */
  mistakes: {},

  /** Steps of solutions, and hints. */
  solution: {},

  /** Verdicts and what follows from them. */
  grading: {},

  /** The figure and charts in words. */
  figure: {},

  /** Pages of students and visitors. */
  student: {},

  /** Pages of teachers. */
  teacher: {},

  /** What the server says when something is refused or fails. */
  refusals: {},
};
