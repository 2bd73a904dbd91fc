import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PartResult } from '../../src/grading/result.ts';
import { type PartStanding, standingAfter, type TryPolicy } from '../../src/grading/standing.ts';
import { compareRationals, parseRational } from '../../src/number/rational.ts';

const policy: TryPolicy = { tries: 3, penalty: '1/4' };
const wrong = (read: string): PartResult => ({
  part: 'p1',
  typed: read,
  read,
  verdict: { kind: 'wrong' },
  mark: '0',
});
const right = (read: string): PartResult => ({ ...wrong(read), verdict: { kind: 'right' }, mark: '1' });
const rounded = (read: string): PartResult => ({ ...wrong(read), verdict: { kind: 'rounded' }, mark: '1/2' });
const unreadable: PartResult = {
  part: 'p1',
  typed: '1,234',
  verdict: { kind: 'unreadable', problem: { code: 'twoReadings', at: 0, length: 5, values: {} } },
  mark: '0',
};
const standingOf = (results: readonly PartResult[], rules = policy): PartStanding | undefined =>
  results.reduce<PartStanding | undefined>((so, each) => standingAfter(so, each, rules), undefined);

describe('the standing of a part', () => {
  it('pays the full mark at the first try and a quarter less at each later one', () => {
    expect(standingOf([right('1/2')])).toMatchObject({ mark: '1', tries: 1, closed: true });
    expect(standingOf([wrong('1'), right('1/2')])).toMatchObject({ mark: '3/4', tries: 2 });
    expect(standingOf([wrong('1'), wrong('2'), right('1/2')])).toMatchObject({ mark: '1/2', tries: 3 });
  });

  it('does not count the same wrong answer twice, nor what cannot be read', () => {
    expect(standingOf([wrong('1'), wrong('1'), unreadable, wrong('1'), right('1/2')])).toMatchObject({
      mark: '3/4',
      tries: 2,
      firstVerdict: 'wrong',
    });
  });

  it('keeps what was earned, whatever comes later', () => {
    expect(standingOf([rounded('0.1'), wrong('7')])).toMatchObject({ mark: '1/2', lastVerdict: 'wrong' });
  });

  it('closes after the last try, and is not changed then', () => {
    const closed = standingOf([wrong('1'), wrong('2'), wrong('3')]);
    expect(closed).toMatchObject({ closed: true, mark: '0' });
    expect(standingOf([wrong('1'), wrong('2'), wrong('3'), right('4')])).toEqual(closed);
  });

  it('lets an answer earn more once it follows from another answer, at the price of its own try', () => {
    const later: PartResult = {
      ...wrong('1'),
      verdict: { kind: 'follow-through', from: ['dE/dz1'] },
      mark: '1',
    };
    expect(standingOf([wrong('1'), later])).toMatchObject({ mark: '1', tries: 1 });
  });

  it('never falls and never passes 1', () => {
    const any = fc.constantFrom(wrong('1'), wrong('2'), wrong('3'), rounded('4'), right('5'), unreadable);
    fc.assert(
      fc.property(fc.array(any, { maxLength: 12 }), fc.constantFrom(null, 1, 3, 5), (results, tries) => {
        let [before, mark] = [undefined as PartStanding | undefined, parseRational('0')];
        for (const result of results) {
          before = standingAfter(before, result, { tries, penalty: '1/3' });
          const now = parseRational(before?.mark ?? '0');
          expect(compareRationals(now, mark)).toBeGreaterThanOrEqual(0);
          expect(compareRationals(now, parseRational('1'))).toBeLessThanOrEqual(0);
          mark = now;
        }
      }),
    );
  });
});
