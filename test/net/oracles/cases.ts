/**
 * Random nets for the oracles: every value a whole number of hundredths, so that each oracle has it exactly.
 * Its own small generator of chance (mulberry32), nothing of src/exercise/.
 */
import { hiddenActivations, losses, type NetSpec, outputActivations } from '../../../src/net/spec.ts';

export interface Case {
  readonly spec: NetSpec;
  /** x1 … t2 and eta, in hundredths. */
  readonly hundredths: ReadonlyMap<string, number>;
  /** h1 … y2 as an exercise may print them, in hundredths: not what the forward pass gives. */
  readonly printed: ReadonlyMap<string, number>;
}

/** Every pair of activations with every loss that goes with it: 91 nets. */
export const specs: readonly NetSpec[] = hiddenActivations.flatMap((hidden) =>
  outputActivations.flatMap((output) =>
    losses
      .filter((loss) => loss !== 'crossEntropy' || output === 'softmax')
      .map((loss) => ({ hidden, output, loss })),
  ),
);

export const showSpec = ({ hidden, output, loss }: NetSpec): string => `${hidden}/${output}/${loss}`;

/** The net of this seed; no pre-activation within 0.05 of a corner of its activation. */
export function drawCase(spec: NetSpec, seed: number): Case {
  const next = chance(seed * 7919 + specs.indexOf(spec) + 1);
  const between = (least: number, most: number) => least + Math.floor(next() * (most - least + 1));
  for (;;) {
    const hundredths = new Map<string, number>();
    for (const name of ['x1', 'x2']) hundredths.set(name, between(-250, 250));
    for (const name of [...names('w', 2, 3), ...names('u', 3, 2)])
      hundredths.set(name, between(-18, 18) * 10);
    hundredths.set('t1', between(5, 95));
    hundredths.set('t2', spec.output === 'softmax' ? 100 - (hundredths.get('t1') ?? 0) : between(5, 95));
    hundredths.set('eta', between(5, 90));
    if (awayFromCorners(spec, hundredths)) return { spec, hundredths, printed: printedValues(between) };
  }
}

const names = (letter: string, rows: number, columns: number): readonly string[] =>
  Array.from(
    { length: rows * columns },
    (_, n) => `${letter}${Math.floor(n / columns) + 1}${(n % columns) + 1}`,
  );

/** a_j in ten-thousandths. */
function awayFromCorners({ hidden }: NetSpec, hundredths: ReadonlyMap<string, number>): boolean {
  const at = (name: string) => hundredths.get(name) ?? 0;
  const corners = { relu: [0], leakyRelu: [0], hardSigmoid: [-25_000, 25_000] }[hidden as string] ?? [];
  return [1, 2, 3].every((j) =>
    corners.every((corner) => Math.abs(at('x1') * at(`w1${j}`) + at('x2') * at(`w2${j}`) - corner) >= 500),
  );
}

/** The two of a softmax need not add up to 1: printed values are rounded. */
const printedValues = (between: (least: number, most: number) => number): ReadonlyMap<string, number> =>
  new Map(['h1', 'h2', 'h3', 'y1', 'y2'].map((name) => [name, between(5, 95)]));

function chance(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
