import { describe, expect, it } from 'vitest';
import { compileDoubles } from '../../src/formula/double-tape.ts';
import { neededFor, runTape, TapeWriter } from '../../src/formula/tape.ts';
import { netSystem } from '../../src/net/system.ts';
import { doubles } from '../../src/number/double.ts';
import { drawCase, specs } from '../net/oracles/cases.ts';

describe('a tape compiled to doubles', () => {
  it('gives every register what one step at a time gives, on every net', () => {
    for (const spec of specs) {
      const writer = new TapeWriter();
      const system = netSystem(spec);
      for (const name of system.keys()) writer.compile(system)(name);
      const tape = writer.tape();
      const { hundredths } = drawCase(spec, 3);
      const value = (name: string) => (hundredths.get(name) ?? 0) / 100;
      const compiled = compileDoubles(tape);
      const found = compiled.run(compiled.inputs.map(value));
      runTape(tape, doubles, value).forEach((expected, register) => {
        expect(found[register]).toBeCloseTo(expected ?? Number.NaN, 12);
      });
    }
  });

  it('computes only what is asked for, and the same for it', () => {
    const spec = { hidden: 'tanh', output: 'linear', loss: 'half' } as const;
    const writer = new TapeWriter();
    const register = writer.compile(netSystem(spec));
    const [error, other] = [register('e1'), register('E2')];
    const tape = writer.tape();
    const some = compileDoubles(tape, neededFor(tape, [error]));
    const inputs = some.inputs.map((_, n) => 0.1 * n + 0.3);
    const all = compileDoubles(tape).run(inputs);
    expect(some.run(inputs)[error]).toBe(all[error]);
    expect(all[other]).toBeGreaterThan(0);
    expect(some.run(inputs)[other]).toBe(0);
  });

  it('is not finite where there is no value', () => {
    const writer = new TapeWriter();
    const register = writer.compile(
      new Map([
        [
          'q',
          {
            kind: 'divide',
            left: { kind: 'name', name: 'p' },
            right: { kind: 'number', value: { n: 0n, d: 1n } },
          },
        ],
      ]),
    )('q');
    const { run } = compileDoubles(writer.tape());
    expect(run([1])[register]).toBe(Number.POSITIVE_INFINITY);
    expect(run([0])[register]).toBeNaN();
  });
});
