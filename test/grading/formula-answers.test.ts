import { describe, expect, it } from 'vitest';
import { makeVariant } from '../../src/exercise/make-variant.ts';
import type { Variant } from '../../src/exercise/variant.ts';
import { gradeAttempt } from '../../src/grading/grade-attempt.ts';
import { definitionOf, variantOf } from '../exercise/catalogue.ts';

const definition = definitionOf('formula-dw');
const variant = variantOf(definition, 'formula');
const { i = '', j = '' } = variant.drawn;
const grade = (typed: string, of: Variant = variant) => {
  const { parts, diagnosis, mark } = gradeAttempt(of, { p1: typed }, 'en');
  return { ...parts[0], candidates: diagnosis.candidates.map(({ mistake }) => mistake), mark };
};

const path = (k: number) => `e${k}*y${k}*(1-y${k})*u${j}${k}`;
const slope = `h${j}*(1-h${j})`;

describe('a formula answer', () => {
  it.each([
    ['as in the lecture', `(${path(1)}+${path(2)})*${slope}*x${i}`],
    ['with slopes by name', `(e1*g'(z1)*u${j}1+e2*g'(z2)*u${j}2)*f'(a${j})*x${i}`],
    ['multiplied out', `${path(1)}*${slope}*x${i}+${path(2)}*${slope}*x${i}`],
    ['with sigmoid written', `(${path(1)}+${path(2)})*sigmoid(a${j})*(1-sigmoid(a${j}))*x${i}`],
    [
      'with exp and the sum written',
      `(${path(1)}+${path(2)})*exp(-a${j})/(1+exp(-(x1*w1${j}+x2*w2${j})))^2*x${i}`,
    ],
    ['with the error written out', `((y1-t1)y1(1-y1)u${j}1+(y2-t2)y2(1-y2)u${j}2)h${j}(1-h${j})x${i}`],
    ['in Persian digits', `(${path(1)}+${path(2)})*${slope}*x${i === '1' ? '۱' : '۲'}`],
    ['with a power below 0', `(${path(1)}+${path(2)})*exp(-a${j})*(1+exp(-a${j}))^-2*x${i}`],
    ['with a root that cancels', `(${path(1)}+${path(2)})*√(${slope})^2*x${i}`],
  ])('is right %s', (_, typed) => {
    expect(grade(typed)).toMatchObject({ verdict: { kind: 'right' }, mark: '1', candidates: [] });
  });

  it('comes back with numbers at which it differs when it is wrong, and with the mistakes that lead to it', () => {
    const { verdict, counterexample, candidates, mark } = grade(`(e1*u${j}1+e2*u${j}2)*${slope}*x${i}`);
    expect({ verdict, candidates, mark }).toEqual({
      verdict: { kind: 'wrong' },
      candidates: ['NO_DOUT'],
      mark: '0',
    });
    expect(counterexample?.numbers).toMatchObject({ x1: variant.given.x1, t2: variant.given.t2 });
    expect(counterexample?.yours).not.toBe(counterexample?.right);
  });

  it('names both beliefs where two lead to one formula', () => {
    expect(grade(`${path(1)}*${slope}*x${i}`).candidates).toEqual(['DROP_E2', 'ONE_E_ONLY']);
    expect(grade(`(${path(1)}+${path(2)})/2*${slope}*x${i}`)).toMatchObject({
      verdict: { kind: 'convention', factor: '1/2' },
      candidates: ['HALF', 'AVERAGE_PATHS'],
      mark: '1/2',
    });
  });

  it('is explained by two mistakes made together where no single one leads to it', () => {
    const { diagnosis } = gradeAttempt(variant, { p1: `(e1*u${j}1+e2*u${j}2)*x${i}` }, 'en');
    expect(diagnosis.candidates).toEqual([
      { mistake: 'NO_DOUT', form: 0, with: 'NO_DHID', explains: ['p1'] },
    ]);
  });

  it('is judged alike whatever was judged before', () => {
    const typed = `(${path(1)}+${path(2)})*${slope}*x${i}`;
    const before = gradeAttempt(variant, { p1: typed }, 'en');
    for (const other of ['x1^0.5', 'exp(y1)^(1/3)', 'x1^y1', 'ln(h1)', '|e1|']) grade(other);
    expect(gradeAttempt(variant, { p1: typed }, 'en')).toEqual(before);
  });

  it('costs nothing where it cannot be read, or has no value anywhere', () => {
    expect(grade('dE/dz1*x1').verdict).toMatchObject({
      kind: 'unreadable',
      problem: { code: 'unknownName' },
    });
    expect(grade('x1/(u11-u11)').verdict).toMatchObject({ kind: 'unreadable', problem: { code: 'noValue' } });
    expect(grade('').verdict).toEqual({ kind: 'empty' });
  });

  it('is judged in every pattern of gates of a ReLU net', () => {
    const relu = {
      ...definition,
      id: 'formula-relu',
      net: { hidden: 'relu', output: 'linear', loss: 'half' },
    } as const;
    const made = makeVariant({ ...relu, deadUnits: 0 }, 'gates');
    if (made.kind === 'none') throw new Error(made.constraint);
    const { i: from = '', j: to = '' } = made.variant.drawn;
    const back = `(e1*u${to}1+e2*u${to}2)`;
    expect(made.variant.certificate.parts.p1?.shows).toContain('NO_DHID.0');
    expect(grade(`${back}*f'(a${to})*x${from}`, made.variant).verdict).toEqual({ kind: 'right' });
    expect(grade(`${back}*gate(x1*w1${to}+x2*w2${to})*x${from}`, made.variant).mark).toBe('1');
    expect(grade(`${back}*h${to}/a${to}*x${from}`, made.variant).mark).toBe('1');
    const alive = grade(`${back}*x${from}`, made.variant);
    expect(alive.candidates).toContain('NO_DHID');
    expect(alive.counterexample).toMatchObject({ right: '0' });
  });
});

describe('a numeric box', () => {
  const numeric = variantOf(definitionOf('du-linear'), 'method');
  const [, from = '', to = ''] = /u(\d)(\d)/.exec(numeric.parts[0]?.quantity ?? '') ?? [];
  const right = `(y${to}-t${to})*h${from}`;

  it('says of an expression in names whether it is the right formula', () => {
    expect(grade(right, numeric)).toMatchObject({ verdict: { kind: 'right' }, method: 'right', mark: '1' });
    expect(grade(`y${to}*h${from}`, numeric)).toMatchObject({
      verdict: { kind: 'wrong' },
      method: 'wrong',
      mark: '0',
    });
    expect(grade('0.123', numeric)).not.toHaveProperty('method');
  });

  it('leaves the method open where numbers may stand for values of the figure', () => {
    expect(grade(`(y${to}-t${to})*17`, numeric)).not.toHaveProperty('method');
  });

  it('takes a formula and what came of it, and marks the two apart', () => {
    const key = numeric.certificate.parts.p1?.key ?? '';
    expect(grade(`${right} = 17`, numeric)).toMatchObject({
      verdict: { kind: 'wrong' },
      method: 'right',
      mark: '1/2',
    });
    expect(grade(`y${to}*h${from} = ${key}`, numeric)).toMatchObject({
      verdict: { kind: 'right' },
      method: 'wrong',
    });
    expect(grade(`h${from} = 3`, numeric).verdict).toMatchObject({ problem: { code: 'equalsSign' } });
    expect(grade(`${right} = 3 = 4`, numeric).verdict).toMatchObject({ problem: { code: 'equalsSign' } });
  });
});
