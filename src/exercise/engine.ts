/** Raised whenever the same definition and seed would give another variant, key or verdict. */
export const engineVersion = '1';
