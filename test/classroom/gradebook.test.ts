import { describe, expect, it } from 'vitest';
import { assignmentMark, noAdjustments } from '../../src/classroom/gradebook.ts';
import { showRational } from '../../src/number/rational.ts';
import type { Adjustments } from '../../src/store/adjustments.ts';
import { withoutSchedule } from '../../src/store/assignments.ts';
import type { ProgressRow } from '../../src/store/progress.ts';
import { definitionOf } from '../exercise/catalogue.ts';
import { noon } from '../store/sample.ts';

/** Two exercises: one part of weight 2, three parts of weight 1. */
const assignment = {
  courseId: 'c',
  id: 'a',
  title: 'Week 1',
  mode: 'homework',
  policy: withoutSchedule({ tries: 3, penalty: '0' }),
  weight: '1',
  exercises: [
    { position: 1, exercise: 'dw-linear', weight: '2' },
    { position: 2, exercise: 'which-errors', weight: '1' },
  ],
} as const;
const exercises = new Map(['dw-linear', 'which-errors'].map((id) => [id, definitionOf(id)]));

const row = (position: number, part: string, mark: string, variantId = `v${position}`): ProgressRow => ({
  enrolmentId: 'e',
  assignmentId: 'a',
  position,
  variantId,
  number: Number(variantId.at(-1)),
  part,
  tries: 1,
  firstVerdict: 'right',
  lastVerdict: 'right',
  mark,
  markOnTime: mark,
  closed: true,
  tried: [],
  hints: 0,
  updatedAt: noon,
});

const given = { assignmentId: 'a', reason: 'because', byId: 't', createdAt: noon };

function markOf(rows: readonly ProgressRow[], adjustments: Partial<Adjustments> = {}): string | undefined {
  const book = { exercises, adjustments: { ...noAdjustments, ...adjustments } };
  const { mark } = assignmentMark(assignment, book, { enrolmentId: 'e', rows });
  return mark && showRational(mark);
}

const rows = [row(1, 'p1', '1/2'), row(2, 'p1', '1'), row(2, 'p2', '1/3')];

describe('the mark of an assignment', () => {
  it('is the exact weighted mean of its exercises', () => {
    expect(exercises.get('which-errors')?.parts).toHaveLength(3);
    expect(markOf(rows)).toBe('13/27');
    expect(markOf([])).toBeUndefined();
  });

  it('takes the best variant of each exercise, and never mixes two', () => {
    const second = [row(2, 'p2', '1', 'v3'), row(2, 'p3', '1', 'v3')];
    expect(markOf([...rows, ...second])).toBe('5/9');
  });

  it('takes an override of a part in place of what was earned, in whichever variant', () => {
    const override = { ...given, enrolmentId: 'e', position: 1, part: 'p1', mark: '1' };
    expect(markOf(rows, { overrides: [override] })).toBe('22/27');
    expect(markOf([], { overrides: [override] })).toBe('2/3');
    expect(markOf(rows, { overrides: [{ ...override, enrolmentId: 'other' }] })).toBe('13/27');
  });

  it('takes an override of the whole above all others', () => {
    const whole = { ...given, enrolmentId: 'e', position: 0, part: '', mark: '4/5' };
    expect(markOf(rows, { overrides: [whole] })).toBe('4/5');
    expect(markOf([], { overrides: [whole] })).toBe('4/5');
  });

  it('weighs parts as a teacher says, drops those of weight 0, and an exercise without any other', () => {
    const weigh = (position: number, part: string, weight: string) => ({ ...given, position, part, weight });
    expect(markOf(rows, { partWeights: [weigh(2, 'p3', '0')] })).toBe('5/9');
    expect(markOf(rows, { partWeights: [weigh(2, 'p1', '3')] })).toBe('5/9');
    expect(markOf(rows, { partWeights: [weigh(1, 'p1', '0')] })).toBe('4/9');
  });
});
