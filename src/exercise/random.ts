/**
 * Chance from a seed: sfc32 (Chris Doty-Humphrey, PractRand), 128 bits of state, the first 12 outputs
 * thrown away. The same text gives the same numbers on every machine; any text is a seed.
 */
export interface Random {
  /** A whole number in 0 … below − 1, each equally likely; below ≤ 2^32. */
  integer(below: number): number;
  pick<T>(from: readonly T[]): T;
}

export function randomFrom(seed: string): Random {
  const next = sfc32(hash128(seed));
  for (let i = 0; i < 12; i++) next();
  const integer = (below: number): number => {
    const limit = 2 ** 32 - (2 ** 32 % below);
    let drawn = next();
    while (drawn >= limit) drawn = next();
    return drawn % below;
  };
  return {
    integer,
    pick: (from) => {
      const picked = from[integer(from.length)];
      if (picked === undefined) throw new Error('nothing to pick from');
      return picked;
    },
  };
}

type State = [number, number, number, number];

function sfc32(state: State): () => number {
  let [a, b, c, counter] = state;
  return () => {
    const out = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + out) | 0;
    return out >>> 0;
  };
}

/** Four lanes of FNV-1a with different offsets, each mixed by murmur3's finaliser. */
function hash128(text: string): State {
  const lane = (offset: number): number => {
    let hash = offset;
    for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
    hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
    hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
    return (hash ^ (hash >>> 16)) | 0;
  };
  return [lane(0x811c9dc5), lane(0x050c5d1f), lane(0x6c62272e), lane(0x07bb0142)];
}
