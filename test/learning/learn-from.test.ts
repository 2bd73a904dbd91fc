import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Variant } from '../../src/exercise/variant.ts';
import { withSteps } from '../../src/exercise/with-steps.ts';
import { singleBeliefs } from '../../src/grading/beliefs.ts';
import { gradeAttempt } from '../../src/grading/grade-attempt.ts';
import { type PartStanding, standingAfter, untouched } from '../../src/grading/standing.ts';
import { evidenceIn } from '../../src/learning/evidence.ts';
import { learnFrom, stateAfter } from '../../src/learning/learn-from.ts';
import { isMastered, type SkillState, togetherIn, untried } from '../../src/learning/skill-state.ts';
import { skillsOfExercise, skillsOfVariant } from '../../src/learning/skills-of-parts.ts';
import { knownAfter } from '../../src/learning/trace.ts';
import { definitionOf, definitions, variantOf } from '../exercise/catalogue.ts';
import { keysOf, typedUnder } from '../grading/attempts.ts';

const at = new Date('2026-11-02T08:00:00Z');
const paths = variantOf(definitionOf('back-to-hidden-linear'), 'learning');
const choice = variantOf(definitionOf('which-errors'), 'learning');

const evidence = (
  variant: Variant,
  typed: Readonly<Record<string, string>>,
  before: readonly PartStanding[] = [],
  hinted: readonly string[] = [],
) =>
  evidenceIn({ variant, result: gradeAttempt(variant, typed, 'en'), before, hinted }).map(
    ({ skill, right }) => `${skill}${right ? '+' : '-'}`,
  );

const sorted = (skills: Iterable<string>) =>
  [...skills].sort((one, other) => Number(one.slice(1)) - Number(other.slice(1)));

describe('the skills of an exercise', () => {
  it('are those of the steps from what is shown to what is asked, each in the first part that needs it', () => {
    expect([...skillsOfVariant(paths)].map(([part, skills]) => [part, sorted(skills)])).toEqual([
      ['p1', ['K1', 'K3', 'K8']],
      ['p2', ['K1', 'K3', 'K8']],
      ['p3', ['K1', 'K8', 'K9']],
    ]);
  });

  it.each([
    ['errors-and-loss', 'K3'],
    ['forward-linear', 'K1 K2'],
    ['du-linear', 'K1 K3 K4 K7'],
    ['du-sigmoid-given', 'K1 K3 K4 K5 K6 K7'],
    ['dw-linear', 'K1 K2 K3 K4 K8 K9 K11'],
    ['step-w-linear', 'K1 K3 K4 K8 K9 K11 K12'],
    ['formula-dw', 'K1 K4 K5 K6 K8 K9 K10 K11 K15'],
    ['zero-gradients-relu', 'K14'],
  ])('of %s: %s', (id, skills) => {
    expect(sorted(skillsOfExercise(definitionOf(id))).join(' ')).toBe(skills);
  });

  it('are the same whatever numbers are drawn', () => {
    for (const definition of definitions) {
      const drawn = [...skillsOfVariant(variantOf(definition, 'any')).values()].flatMap((set) => [...set]);
      expect(sorted(new Set(drawn)), definition.id).toEqual(sorted(skillsOfExercise(definition)));
    }
  });
});

describe('what an attempt says', () => {
  const keys = keysOf(paths);
  const droppedPath = singleBeliefs(paths).find(({ first }) => first.mistake === 'DROP_E2');
  const wrong = droppedPath ? typedUnder(droppedPath, paths) : {};

  it('speaks for every skill of a part that is right', () => {
    expect(evidence(paths, { p1: keys.p1 ?? '' })).toEqual(['K1+', 'K8+', 'K3+']);
  });

  it('speaks against the skill of a recognised mistake alone', () => {
    expect(sorted(evidence(paths, { ...keys, p3: wrong.p3 ?? '' }).slice(-3))).toEqual(['K1+', 'K8+', 'K9-']);
  });

  it('speaks against every skill of a part that is wrong and explained by no mistake', () => {
    expect(sorted(evidence(paths, { ...keys, p3: '77.777' }).slice(-3))).toEqual(['K1-', 'K8-', 'K9-']);
  });

  it('says nothing of what is empty, unreadable or tried before', () => {
    expect(evidence(paths, { p1: '', p2: '1/0' })).toEqual([]);
    const result = gradeAttempt(paths, { p1: '77.777' }, 'en');
    const before = result.parts.flatMap(
      (part) => standingAfter(undefined, part, { tries: null, penalty: '0' }) ?? [],
    );
    expect(evidence(paths, { p1: keys.p1 ?? '' }, before)).toEqual([]);
  });

  it('does not count what was answered after the last hint', () => {
    expect(evidence(paths, { p1: keys.p1 ?? '' }, [], ['p1'])).toEqual(['K1-', 'K8-', 'K3-']);
    const helped = [{ ...untouched('p1'), hints: 2 }];
    expect(evidence(paths, { p1: keys.p1 ?? '' }, helped)).toEqual(['K1+', 'K8+', 'K3+']);
  });

  it('takes each step that is filled in by itself, once, and from its part what is left', () => {
    const single = variantOf(definitionOf('dw-linear'), 'steps');
    const stepped = withSteps(single);
    const of = (letters: RegExp) =>
      Object.fromEntries(
        stepped.steps
          .filter(({ quantity }) => letters.test(quantity))
          .map(({ id }) => [id, stepped.certificate.parts[id]?.key ?? '']),
      );
    const steps = of(/^[hye]\d$|^dE\/dh\d$/);
    const first = gradeAttempt(single, steps, 'en');
    const said = evidenceIn({ variant: single, result: first, before: [] });
    expect(new Set(said.map(({ skill, right }) => `${skill}${right}`))).toEqual(
      new Set(['K1true', 'K2true', 'K3true', 'K8true', 'K9true']),
    );
    const both = gradeAttempt(single, { ...steps, p1: '77.777' }, 'en');
    const after = evidenceIn({ variant: single, result: both, before: [], last: first });
    expect(sorted(after.map(({ skill, right }) => `${skill}${right}`))).toEqual([
      'K1false',
      'K4false',
      'K11false',
    ]);
  });

  it('credits no step that the page has worked out', () => {
    const single = variantOf(definitionOf('dw-linear'), 'steps');
    const result = gradeAttempt(single, keysOf(single), 'en');
    const told = ['h1', 'h2', 'h3', 'z1', 'z2', 'y1', 'y2', 'e1', 'e2'];
    const said = evidenceIn({ variant: single, result, before: [], told });
    expect(sorted(said.map(({ skill }) => skill))).toEqual(['K1', 'K4', 'K8', 'K9', 'K11']);
  });

  it('blames the step that went wrong, and not what followed from it', () => {
    const single = variantOf(definitionOf('dw-linear'), 'steps');
    const system = withSteps(single);
    const wrong = Object.fromEntries(
      system.steps.filter(({ quantity }) => quantity === 'e1').map(({ id }) => [id, '77.777']),
    );
    const result = gradeAttempt(single, { ...wrong, p1: '' }, 'en');
    const said = evidenceIn({ variant: single, result, before: [] });
    expect(said.filter(({ right }) => !right).map(({ skill }) => skill)).toContain('K3');
    expect(said.every(({ skill }) => ['K1', 'K2', 'K3'].includes(skill))).toBe(true);
  });

  it('says less where the right answer can be guessed among n options', () => {
    const result = gradeAttempt(choice, keysOf(choice), 'en');
    const [first] = choice.parts;
    const options = first && 'options' in first ? first.options.length : 0;
    expect(evidenceIn({ variant: choice, result, before: [] })[0]?.guess).toBe(1 / options);
  });
});

describe('what a student knows afterwards', () => {
  const answered = (typed: Readonly<Record<string, string>>) => ({
    variant: paths,
    result: gradeAttempt(paths, typed, 'en'),
    before: [],
  });
  const keys = keysOf(paths);

  it('moves part by part, and is due for review once it is mastered', () => {
    const states = learnFrom([], answered(keys), at);
    const of = (skill: string) => states.find((state) => state.skill === skill);
    const twice = [1, 2].reduce((known) => knownAfter(known, { right: true, guess: 0.05 }), 0.3);
    expect(of('K3')).toMatchObject({ known: twice, opportunities: 2, right: 2 });
    expect(of('K3')?.dueAt?.getTime()).toBeGreaterThan(at.getTime());
    expect(of('K9')).toMatchObject({ opportunities: 1, right: 1, dueAt: null, card: null });
    expect(of('K7')).toBeUndefined();
  });

  it('moves the review further away when it is right, and nearer when it is wrong', () => {
    const [mastered] = learnFrom([], answered(keys), at).filter(({ skill }) => skill === 'K8');
    if (!mastered?.dueAt) throw new Error('K8 is mastered');
    const stored = { ...mastered, card: JSON.parse(JSON.stringify(mastered.card)) };
    const days = (typed: string) => {
      const [state] = learnFrom([stored], answered({ p1: typed }), mastered.dueAt ?? at).filter(
        ({ skill }) => skill === 'K8',
      );
      return ((state?.dueAt?.getTime() ?? 0) - (mastered.dueAt?.getTime() ?? 0)) / 86_400_000;
    };
    const first = (mastered.dueAt.getTime() - at.getTime()) / 86_400_000;
    expect(days(keys.p1 ?? '')).toBeGreaterThan(2 * first);
    expect(days('77.777')).toBeLessThan(first);
    expect(days(keys.p1 ?? '')).toBe(days(keys.p1 ?? ''));
  });

  it('stays a probability with a card from mastery on, whatever happens', () => {
    const evidence = fc.record({
      skill: fc.constant('K1' as const),
      right: fc.boolean(),
      guess: fc.constantFrom(0.05, 1 / 2, 1 / 5),
      days: fc.integer({ min: 0, max: 60 }),
    });
    fc.assert(
      fc.property(fc.array(evidence, { maxLength: 30 }), (tries) => {
        let state = untried('K1');
        let time = at;
        for (const { days, ...each } of tries) {
          time = new Date(time.getTime() + days * 86_400_000);
          const next = stateAfter(state, each, time);
          expect(next.known).toBeGreaterThan(0);
          expect(next.known).toBeLessThanOrEqual(1);
          if (each.right) expect(next.known).toBeGreaterThanOrEqual(state.known);
          expect(next.opportunities - next.right).toBe(
            state.opportunities - state.right + (each.right ? 0 : 1),
          );
          expect(next.card !== null).toBe(state.card !== null || isMastered(next));
          if (next.card !== null) expect(next.dueAt?.getTime()).toBeGreaterThan(time.getTime());
          else expect(next.dueAt).toBeNull();
          state = { ...next, card: JSON.parse(JSON.stringify(next.card)) };
        }
      }),
    );
  });

  it('is the same in whatever order the courses come', () => {
    const chance = fc.double({ min: 0.15, max: 1, noNaN: true });
    fc.assert(
      fc.property(fc.array(chance, { minLength: 1, maxLength: 5 }), (chances) => {
        const states = chances.map((known): SkillState => ({ ...untried('K1'), known }));
        const [forwards] = togetherIn(states);
        const [backwards] = togetherIn([...states].reverse());
        expect(forwards?.known).toBeCloseTo(backwards?.known ?? 0, 6);
        expect(forwards?.known).toBeLessThanOrEqual(1);
      }),
    );
  });

  it('multiplies the odds of several courses', () => {
    const state = (known: number): SkillState => ({ ...untried('K1'), known, opportunities: 2, right: 1 });
    // odds .8: 4; odds .6: 3/2; first 3/7; together 4 · 3/2 / (3/7) = 14, so 14/15
    const [together] = togetherIn([state(0.8), state(0.6)]);
    expect(together?.known).toBeCloseTo(14 / 15, 12);
    expect(together).toMatchObject({ opportunities: 4, right: 2 });
    expect(togetherIn([state(1), state(1)])[0]?.known).toBeLessThanOrEqual(1);
    expect(togetherIn([state(0.4)])).toEqual([state(0.4)]);
  });
});
