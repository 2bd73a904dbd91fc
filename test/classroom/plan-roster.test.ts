import { describe, expect, it } from 'vitest';
import { planRoster } from '../../src/classroom/plan-roster.ts';
import type { RosterFields, RosterPerson } from '../../src/store/roster.ts';

const person = (id: string, fields: Partial<RosterPerson>): RosterPerson => ({
  courseId: 'c',
  id,
  userId: null,
  role: 'student',
  displayName: id,
  studentNumber: null,
  email: null,
  section: null,
  removedAt: null,
  anonymousAt: null,
  ...fields,
});

const listed = (displayName: string, fields: Partial<RosterFields> = {}): RosterFields => ({
  displayName,
  studentNumber: null,
  email: null,
  section: null,
  ...fields,
});

const plan = (roster: readonly RosterPerson[], ...list: readonly RosterFields[]) =>
  planRoster(
    roster,
    list.map((fields, index) => ({ ...fields, line: index + 2 })),
  );

const found = (roster: readonly RosterPerson[], fields: RosterFields) => {
  const [line] = plan(roster, fields).lines;
  return [line?.kind, line && 'before' in line ? line.before.id : undefined];
};

describe('the plan for a roster', () => {
  const roster = [
    person('ada', { displayName: 'Ada King', studentNumber: '1', email: 'ada@x' }),
    person('bob', { displayName: 'Bob' }),
    person('twin 1', { displayName: 'Ali رضایی' }),
    person('twin 2', { displayName: 'ALI رضايي' }),
    person('gone', { displayName: 'Gone', studentNumber: '9', removedAt: new Date(0) }),
    person('teacher', { displayName: 'Grace', role: 'teacher' }),
    person('#x', { displayName: '#x', anonymousAt: new Date(0) }),
  ];

  it.each([
    ['the number, whatever the name', listed('Ada Lovelace', { studentNumber: '1' }), 'changed', 'ada'],
    ['the address', listed('A. King', { email: 'ada@x' }), 'changed', 'ada'],
    ['the name, where there is one', listed('bob', { section: 'B' }), 'changed', 'bob'],
    ['nothing new', listed('Bob'), 'unchanged', 'bob'],
    ['the number of who was removed', listed('Gone', { studentNumber: '9' }), 'restored', 'gone'],
  ] as const)('finds a person by %s', (_by, fields, kind, id) => {
    expect(found(roster, fields)).toEqual([kind, id]);
  });

  it.each([
    ['a name with another number', listed('Ada King', { studentNumber: '2' })],
    ['a name that two have', listed('Ali رضایی')],
    ['the name of a teacher', listed('Grace')],
    ['the name of who is anonymous', listed('#x')],
  ])('adds who has %s', (_what, fields) => {
    expect(found(roster, fields)).toEqual(['added', undefined]);
  });

  it('keeps what an empty cell does not say', () => {
    const [line] = plan(roster, listed('Ada King', { email: 'ada@x', section: 'A' })).lines;
    expect(line?.fields).toEqual({
      displayName: 'Ada King',
      studentNumber: '1',
      email: 'ada@x',
      section: 'A',
    });
  });

  it('takes nobody twice', () => {
    const { lines, clashes } = plan(
      roster,
      listed('Ada King', { studentNumber: '1' }),
      listed('Bob'),
      listed('Countess', { email: 'ada@x' }),
      listed('New', { email: 'new@x' }),
      listed('Newer', { email: 'new@x' }),
      listed('Zoe'),
      listed('zoe'),
    );
    expect(lines.map(({ line }) => line)).toEqual([2, 3, 5, 7]);
    expect(clashes.map(({ line, earlier }) => [line, earlier])).toEqual([
      [4, 2],
      [6, 5],
      [8, 7],
    ]);
  });
});
