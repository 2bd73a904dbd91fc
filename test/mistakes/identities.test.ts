import { describe, expect, it } from 'vitest';
import { runTape, TapeWriter } from '../../src/formula/tape.ts';
import { systemUnder } from '../../src/mistakes/answers.ts';
import { type MistakeId, mistakeIds, mistakes } from '../../src/mistakes/catalogue.ts';
import { wNames } from '../../src/net/quantity.ts';
import type { NetSpec } from '../../src/net/spec.ts';
import { netSystem } from '../../src/net/system.ts';
import { type Interval, intervals } from '../../src/number/interval.ts';
import { parseRational } from '../../src/number/rational.ts';
import { drawCase, specs } from '../net/oracles/cases.ts';

const room = intervals(160);
type Values = (name: string) => string;

/** The value of `asked` under these beliefs, one after the other (first forms); undefined where one is void. */
function answer(spec: NetSpec, values: Values, asked: string, ...beliefs: MistakeId[]): Interval | undefined {
  const believed = beliefs.reduce<ReturnType<typeof systemUnder>>((system, id) => {
    const form = mistakes[id].forms[0];
    return system && form && systemUnder(form, { net: spec, system, asked, shown: new Set() });
  }, netSystem(spec));
  if (!believed) return undefined;
  const writer = new TapeWriter();
  const register = writer.compile(believed)(asked);
  return runTape(writer.tape(), room, (name) => room.fromRational(parseRational(values(name))))[register];
}

/** Whether two enclosures of 160 bits meet and are narrow: equal, as far as 2^−100 can tell. */
function equal(left: Interval | undefined, right: Interval | undefined): boolean {
  if (!left || !right) return false;
  const meet = left.lo <= right.hi && right.lo <= left.hi;
  return meet && left.hi - left.lo < 1n << 60n && right.hi - right.lo < 1n << 60n;
}

const scaled = (by: string, value: Interval | undefined): Interval | undefined =>
  value && room.multiply(room.fromRational(parseRational(by)), value);

const drawn = (spec: NetSpec, change: Readonly<Record<string, string>> = {}): Values => {
  const { hundredths } = drawCase(spec, 5);
  return (name) => change[name] ?? `${hundredths.get(name) ?? 0}/100`;
};

const net = (
  hidden: NetSpec['hidden'],
  output: NetSpec['output'],
  loss: NetSpec['loss'] = 'half',
): NetSpec => ({
  hidden,
  output,
  loss,
});
const everyNet = specs.map((spec) => ({ spec, values: drawn(spec) }));

describe('half of the error', () => {
  it('is the average of the paths, on every net', () => {
    for (const { spec, values } of everyNet) {
      for (const weight of ['w12', 'w23']) {
        const [half, average] = [
          answer(spec, values, `dE/d${weight}`, 'HALF'),
          answer(spec, values, `dE/d${weight}`, 'AVERAGE_PATHS'),
        ];
        expect(equal(half, average)).toBe(true);
      }
    }
  });

  it('is not the average of the paths for u', () => {
    const spec = net('sigmoid', 'linear');
    expect(answer(spec, drawn(spec), 'dE/du21', 'AVERAGE_PATHS')).toEqual(
      answer(spec, drawn(spec), 'dE/du21'),
    );
    expect(equal(answer(spec, drawn(spec), 'dE/du21', 'HALF'), answer(spec, drawn(spec), 'dE/du21'))).toBe(
      false,
    );
  });
});

describe('two mistakes that undo each other', () => {
  it('are twice the error after averaging the paths', () => {
    for (const { spec, values } of everyNet) {
      const undone = answer(spec, values, 'dE/dw13', 'AVERAGE_PATHS', 'X2');
      expect(equal(undone, answer(spec, values, 'dE/dw13'))).toBe(true);
    }
  });

  it('are e = t − y and an update that adds', () => {
    for (const { spec, values } of everyNet.filter((each) => each.spec.loss !== 'crossEntropy')) {
      for (const weight of ['w12', 'u31']) {
        const added = answer(spec, values, `new ${weight}`, 'SIGN', 'ASCENT');
        expect(equal(added, answer(spec, values, `new ${weight}`))).toBe(true);
      }
    }
  });
});

describe('a learning rate of 0.5', () => {
  const spec = net('tanh', 'linear');
  const atEta =
    (eta: string) =>
    (...beliefs: MistakeId[]) =>
      answer(spec, drawn(spec, { eta }), 'dE/dw12', ...beliefs);

  it('would make sign-and-step the same as half, and 2-and-step the same as sign', () => {
    const at = atEta('1/2');
    expect(equal(at('SIGN', 'STEP'), at('HALF'))).toBe(true);
    expect(equal(at('X2', 'STEP'), at('SIGN'))).toBe(true);
  });

  it.each(['3/10', '4/10'])('is avoided: with %s they differ', (eta) => {
    const at = atEta(eta);
    expect(equal(at('SIGN', 'STEP'), at('HALF'))).toBe(false);
    expect(equal(at('X2', 'STEP'), at('SIGN'))).toBe(false);
  });
});

describe('no input factor', () => {
  it('gives the δ of the unit that the weight feeds', () => {
    for (const { spec, values } of everyNet) {
      for (const weight of ['w11', 'w23', 'u21']) {
        const delta = `dE/d${weight.startsWith('w') ? 'a' : 'z'}${weight[2]}`;
        const found = answer(spec, values, `dE/d${weight}`, 'NO_INPUT');
        expect(equal(found, answer(spec, values, delta))).toBe(true);
      }
    }
  });
});

describe('no hidden slope', () => {
  const spec = net('relu', 'tanh');
  /** a_1 = 0.9 and a_2 = −0.9. */
  const values = drawn(spec, { x1: '2', x2: '3', w11: '3/10', w21: '1/10', w12: '-3/10', w22: '-1/10' });

  it('is right on a live ReLU', () => {
    for (const belief of ['NO_DHID', 'RELU_SLOPE_1'] as const)
      expect(equal(answer(spec, values, 'dE/dw21', belief), answer(spec, values, 'dE/dw21'))).toBe(true);
  });

  it('is wrong on a dead one, whose gradient is 0', () => {
    expect(answer(spec, values, 'dE/dw22')).toEqual({ lo: 0n, hi: 0n });
    for (const belief of ['NO_DHID', 'RELU_SLOPE_1'] as const)
      expect(equal(answer(spec, values, 'dE/dw22', belief), answer(spec, values, 'dE/dw22'))).toBe(false);
  });
});

describe('a linear net', () => {
  const spec = net('linear', 'linear');
  const slopes = [
    'NO_ACT_HID',
    ...mistakeIds.slice(mistakeIds.indexOf('NO_DOUT'), mistakeIds.indexOf('CE_EXTRA_SLOPE') + 1),
    ...mistakeIds.slice(mistakeIds.indexOf('NO_DHID'), mistakeIds.indexOf('RELU_MASKS_GRADIENT') + 1),
  ] as readonly MistakeId[];

  it('voids every slope mistake', () => {
    expect(slopes).toHaveLength(1 + 10 + 5);
    for (const id of slopes) expect(answer(spec, drawn(spec), 'dE/dw12', id), id).toBeUndefined();
  });
});

describe('softmax taken for one unit at a time', () => {
  it('halves every gradient, where the loss is a half square and the targets add up to 1', () => {
    for (const hidden of ['linear', 'sigmoid', 'softplus'] as const) {
      const spec = net(hidden, 'softmax');
      for (const weight of [...wNames, 'u12', 'u31']) {
        const found = answer(spec, drawn(spec), `dE/d${weight}`, 'SOFTMAX_DIAGONAL');
        expect(equal(found, scaled('1/2', answer(spec, drawn(spec), `dE/d${weight}`)))).toBe(true);
      }
    }
  });

  it('shows with cross-entropy and one-hot targets only at the output that is not the target', () => {
    const spec = net('tanh', 'softmax', 'crossEntropy');
    const values = drawn(spec, { t1: '1', t2: '0' });
    const under = (asked: string) => answer(spec, values, asked, 'SOFTMAX_DIAGONAL');
    expect(equal(under('dE/du21'), answer(spec, values, 'dE/du21'))).toBe(true);
    expect(equal(under('dE/du22'), answer(spec, values, 'dE/du22'))).toBe(false);
    expect(equal(under('dE/du22'), { lo: 0n, hi: 0n })).toBe(true);
  });
});
