/** What a typed answer may measure, so that every answer is read at once and none fills the memory. */
export const limits = {
  /** UTF-16 units. */
  length: 2000,
  /** Brackets, signs and powers inside one another. */
  nesting: 100,
  /** Of a power of ten in scientific notation; doubles end at 308. */
  exponent: 400,
  /** Bits in the numerator and in the denominator of any value on the way. */
  bits: 2048,
} as const;
