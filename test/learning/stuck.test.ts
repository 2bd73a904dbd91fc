import { describe, expect, it } from 'vitest';
import { type AnswerEvent, alertsOf, type HintEvent, type WorkEvent } from '../../src/learning/stuck.ts';

const start = Date.parse('2026-11-24T10:00:00.000Z');
const at = (minutes: number): string => new Date(start + minutes * 60_000).toISOString();
const minute = (minutes: number): Date => new Date(start + minutes * 60_000);

const answer = (minutes: number, more: Partial<AnswerEvent> = {}): AnswerEvent => ({
  kind: 'answers',
  at: at(minutes),
  attempt: `attempt ${minutes}`,
  variant: 'v',
  position: 1,
  seconds: 60,
  wrong: ['p1'],
  right: [],
  mistake: null,
  ...more,
});
const lastHint = (minutes: number, more: Partial<HintEvent> = {}): HintEvent => ({
  kind: 'last-hint',
  at: at(minutes),
  variant: 'v',
  position: 1,
  part: 'p1',
  ...more,
});
const rules = (events: readonly WorkEvent[], minutes = 4) =>
  alertsOf(events, minute(minutes)).map(({ rule }) => rule);

describe('three wrong answers at one step', () => {
  it('speak, at the third', () => {
    expect(rules([answer(0), answer(1)])).toEqual([]);
    expect(alertsOf([answer(0), answer(1), answer(2)], minute(3))).toMatchObject([
      { rule: 'three-wrong', at: minute(2), variant: 'v', mistake: null },
    ]);
  });

  it('do not count at several steps or several variants', () => {
    expect(rules([answer(0), answer(1, { wrong: ['p2'] }), answer(2)])).toEqual([]);
    expect(rules([answer(0), answer(1, { variant: 'w' }), answer(2)])).toEqual([]);
  });

  it('are forgotten once the step is right, though another one is wrong', () => {
    const then = answer(3, { wrong: ['p2'], right: ['p1'] });
    expect(rules([answer(0), answer(1), answer(2), then])).toEqual([]);
  });
});

describe('the same mistake twice', () => {
  it('speaks across variants, and names it', () => {
    const events = [answer(0, { mistake: 'SIGN' }), answer(1, { mistake: 'SIGN', variant: 'w' })];
    expect(alertsOf(events, minute(2))).toMatchObject([
      { rule: 'same-mistake', variant: 'w', mistake: 'SIGN' },
    ]);
  });

  it('is not two different ones', () => {
    expect(rules([answer(0, { mistake: 'SIGN' }), answer(1, { mistake: 'X2' })])).toEqual([]);
  });
});

describe('the last hint twice', () => {
  it('speaks at two steps, and not at one that was asked again', () => {
    expect(rules([lastHint(0), lastHint(1)])).toEqual([]);
    expect(rules([lastHint(0), lastHint(1, { part: 'p2' })])).toEqual(['last-hint']);
    expect(rules([lastHint(0), lastHint(1, { variant: 'w' })])).toEqual(['last-hint']);
  });
});

describe('fast guessing', () => {
  const guess = (minutes: number, seconds = 7) => answer(minutes, { seconds, variant: `variant ${minutes}` });

  it('is three wrong answers within eight seconds each', () => {
    expect(rules([guess(0), guess(1)])).toEqual([]);
    expect(rules([guess(0), guess(1), guess(2)])).toEqual(['fast-guessing']);
    expect(rules([guess(0), guess(1), guess(2, 8)])).toEqual([]);
  });

  it('is not being right quickly', () => {
    const right = { wrong: [], right: ['p1'], seconds: 3 };
    expect(rules([answer(0, right), answer(1, right), guess(2)])).toEqual([]);
  });
});

describe('idling', () => {
  it('is no answer for 5 to 60 minutes after one that was not right', () => {
    const told = [4.9, 5, 60, 60.1].map((minutes) => rules([answer(0)], minutes));
    expect(told).toEqual([[], ['idle'], ['idle'], []]);
  });

  it('is not said of who has done nothing, or was right', () => {
    expect(rules([], 10)).toEqual([]);
    expect(rules([answer(0), answer(1, { wrong: [], right: ['p1'] })], 10)).toEqual([]);
  });
});

describe('a student whose latest answer is right', () => {
  it('is not stuck, whatever happened before', () => {
    const before = [0, 1, 2].map((each) => answer(each, { mistake: 'SIGN', seconds: 2 }));
    expect(rules(before)).toEqual(['three-wrong', 'same-mistake', 'fast-guessing']);
    expect(rules([...before, answer(3, { wrong: [], right: ['p1'] })])).toEqual([]);
  });
});
