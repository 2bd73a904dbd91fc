/** Values that were used lately, by name: so many, and the one that was not used for the longest time goes first. */
export interface Lately<Value> {
  find(name: string): Value | undefined;
  keep(name: string, value: Value): void;
}

export function makeLately<Value>(most: number): Lately<Value> {
  /** In the order of their use. */
  const kept = new Map<string, Value>();
  const keep = (name: string, value: Value): void => {
    kept.delete(name);
    kept.set(name, value);
    const [oldest] = kept.keys();
    if (kept.size > most && oldest !== undefined) kept.delete(oldest);
  };
  return {
    keep,
    find: (name) => {
      const value = kept.get(name);
      if (value !== undefined) keep(name, value);
      return value;
    },
  };
}
