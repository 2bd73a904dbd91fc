import { describe, expect, it } from 'vitest';
import { accessTo, anyTime, type Schedule, type Work } from '../../src/grading/schedule.ts';

const at = (time: string): Date => new Date(`2026-11-${time}:00Z`);

function work(schedule: Partial<Schedule>, rest: Partial<Work> = {}): Work {
  return { mode: 'homework', extension: null, sitting: null, ...rest, schedule: { ...anyTime, ...schedule } };
}

const due = '2026-11-20T12:00:00Z';
const late = { perDay: '1/10', until: '2026-11-25T12:00:00Z' };

describe('homework', () => {
  it('without a schedule is open at any time, and told at once', () => {
    expect(accessTo(work({}), at('20T12:00'))).toEqual({
      phase: 'open',
      revealed: true,
      endsAt: null,
      keeps: '1',
    });
  });

  it('opens at its time', () => {
    const early = work({ opensAt: due });
    expect(accessTo(early, at('20T11:59')).phase).toBe('early');
    expect(accessTo(early, at('20T12:00')).phase).toBe('open');
  });

  it('is over at the due date where nothing late is taken', () => {
    expect(accessTo(work({ dueAt: due }), at('20T11:59'))).toMatchObject({ phase: 'open', keeps: '1' });
    expect(accessTo(work({ dueAt: due }), at('20T12:00')).phase).toBe('over');
  });

  it.each([
    ['20T12:00', 'open', '1'],
    ['20T12:01', 'open', '9/10'],
    ['21T12:00', 'open', '9/10'],
    ['21T12:01', 'open', '4/5'],
    ['25T11:59', 'open', '1/2'],
    ['25T12:00', 'over', '1/2'],
  ])('loses a tenth a begun day: on %s it is %s and keeps %s', (time, phase, keeps) => {
    expect(accessTo(work({ dueAt: due, late }), at(time))).toMatchObject({ phase, keeps });
  });

  it('never keeps less than nothing', () => {
    const forEver = work({ dueAt: due, late: { perDay: '1/2', until: null } });
    expect(accessTo(forEver, at('29T12:00'))).toMatchObject({ phase: 'open', keeps: '0', endsAt: null });
  });

  it('is due later for a student with an extension', () => {
    const extension = { dueAt: at('22T12:00'), extraMinutes: 0 };
    const extended = work({ dueAt: due, late }, { extension });
    expect(accessTo(extended, at('22T12:00'))).toMatchObject({ phase: 'open', keeps: '1' });
    expect(accessTo(extended, at('22T12:01')).keeps).toBe('9/10');
    const beyond = work({ dueAt: due, late }, { extension: { dueAt: at('28T12:00'), extraMinutes: 0 } });
    expect(accessTo(beyond, at('27T12:00'))).toMatchObject({ phase: 'open', keeps: '1' });
    expect(accessTo(beyond, at('28T12:00')).phase).toBe('over');
  });
});

describe('an exam', () => {
  const exam = { dueAt: due, timeLimitMinutes: 30, feedback: 'when-closed' } as const;
  const sitting = { startedAt: at('20T10:00'), handedInAt: null };
  const sat = (rest: Partial<Work> = {}) => work(exam, { mode: 'exam', sitting, ...rest });

  it('waits to be started', () => {
    expect(accessTo(work(exam, { mode: 'exam' }), at('20T10:00'))).toMatchObject({
      phase: 'waiting',
      revealed: false,
    });
  });

  it('ends by its clock, and tells nothing before it is closed for all', () => {
    expect(accessTo(sat(), at('20T10:29'))).toMatchObject({ phase: 'open', endsAt: at('20T10:30') });
    expect(accessTo(sat(), at('20T10:30'))).toMatchObject({ phase: 'over', revealed: false });
    expect(accessTo(sat(), at('20T12:00'))).toMatchObject({ phase: 'over', revealed: true });
  });

  it('ends when it closes, even before the clock', () => {
    const startedLate = sat({ sitting: { startedAt: at('20T11:50'), handedInAt: null } });
    expect(accessTo(startedLate, at('20T11:59'))).toMatchObject({ phase: 'open', endsAt: at('20T12:00') });
  });

  it('gives some students more minutes, also while it runs', () => {
    const extension = { dueAt: null, extraMinutes: 15 };
    expect(accessTo(sat({ extension }), at('20T10:44'))).toMatchObject({
      phase: 'open',
      endsAt: at('20T10:45'),
    });
  });

  it('is over once handed in', () => {
    const handedIn = sat({ sitting: { startedAt: at('20T10:00'), handedInAt: at('20T10:10') } });
    expect(accessTo(handedIn, at('20T10:10'))).toMatchObject({ phase: 'over', revealed: false });
  });

  it('without a closing date tells each student when theirs is over', () => {
    const open = { timeLimitMinutes: 30, feedback: 'when-closed' } as const;
    const over = work(open, { mode: 'exam', sitting });
    expect(accessTo(over, at('20T10:29')).revealed).toBe(false);
    expect(accessTo(over, at('20T10:30')).revealed).toBe(true);
  });

  it('tells a student with an extension nothing before their own end', () => {
    const extended = sat({ extension: { dueAt: at('20T14:00'), extraMinutes: 0 } });
    const startedLate = { ...extended, sitting: { startedAt: at('20T13:00'), handedInAt: null } };
    expect(accessTo(startedLate, at('20T13:10'))).toMatchObject({ phase: 'open', revealed: false });
    expect(accessTo(startedLate, at('20T13:30'))).toMatchObject({ phase: 'over', revealed: true });
  });
});
