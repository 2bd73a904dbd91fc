import { describe, expect, it } from 'vitest';
import { stepsTo } from '../../src/exercise/steps.ts';
import { untried } from '../../src/learning/skill-state.ts';
import { type Occasion, type ShownSteps, stepsShown } from '../../src/learning/steps-shown.ts';
import type { Skill } from '../../src/mistakes/catalogue.ts';
import { definitionOf, variantOf } from '../exercise/catalogue.ts';

const known = (by: Readonly<Partial<Record<Skill, number>>>) =>
  Object.entries(by).map(([skill, known]) => ({ ...untried(skill as Skill), known }));

function occasion(id: string, change: Partial<Occasion> = {}): Occasion {
  const variant = variantOf(definitionOf(id), 'shown');
  const asked = variant.parts.map(({ quantity }) => quantity);
  return { steps: stepsTo(variant), asked, mode: 'practice', wish: null, skills: [], ...change };
}

const skillsOf = ({ boxes }: ShownSteps) => [...new Set(boxes.map(({ skill }) => skill))];

describe('the steps shown at first', () => {
  it('are all where nothing is known, in practice and homework, and none in an exam', () => {
    expect(stepsShown(occasion('dw-linear')).rung).toBe('all');
    expect(stepsShown(occasion('dw-linear', { mode: 'homework' })).rung).toBe('all');
    const exam = stepsShown(occasion('dw-linear', { mode: 'exam', wish: 'all' }));
    expect(exam).toEqual({ rung: 'none', boxes: [], worked: [] });
  });

  it('are none where several weights are asked, and can be had', () => {
    expect(stepsShown(occasion('six-w-linear'))).toMatchObject({ rung: 'none', more: 'some' });
    expect(stepsShown(occasion('step-w-linear')).rung).toBe('all');
  });

  it('get fewer with mastery: those of the skill known least, then none', () => {
    const some = stepsShown(
      occasion('dw-linear', { skills: known({ K2: 0.97, K3: 0.96, K8: 0.5, K9: 0.4 }) }),
    );
    expect(some.rung).toBe('some');
    expect(skillsOf(some)).toEqual(['K9']);
    const all = known({ K2: 0.97, K3: 0.96, K8: 0.95, K9: 0.99 });
    expect(stepsShown(occasion('dw-linear', { skills: all })).rung).toBe('none');
  });
});

describe('the steps of an attempt', () => {
  it('stay, whatever was learnt by it', () => {
    const { steps } = occasion('dw-linear');
    const ids = steps.map(({ id }) => id);
    const skills = known({ K2: 0.99, K3: 0.99, K8: 0.99, K9: 0.99 });
    const had = (latest: readonly string[]) => stepsShown(occasion('dw-linear', { skills, latest }));
    expect(had(ids).rung).toBe('all');
    expect(had(ids.slice(5, 7)).boxes).toEqual(steps.slice(5, 7));
    expect(had([]).rung).toBe('none');
  });
});

describe('some steps', () => {
  it('are of the weakest skill, with what comes before worked out in practice alone', () => {
    const skills = known({ K2: 0.8, K3: 0.2, K8: 0.6, K9: 0.6 });
    const shown = stepsShown(occasion('dw-linear', { wish: 'some', skills }));
    expect(shown.boxes.map(({ quantity }) => quantity)).toEqual(['e1', 'e2']);
    expect(shown.worked.map(({ quantity }) => quantity)).toEqual(['h1', 'h2', 'h3', 'y1', 'y2']);
    expect(stepsShown(occasion('dw-linear', { wish: 'some', skills, mode: 'homework' })).worked).toEqual([]);
  });

  it('are worked out no further than the first asked answer, which they would give away', () => {
    const shown = stepsShown(occasion('dw-sigmoid-given', { wish: 'some', skills: known({ K8: 0.1 }) }));
    expect(skillsOf(shown)).toEqual(['K8']);
    expect(shown.worked.map(({ before }) => before)).toEqual(shown.worked.map(() => 'p1'));
  });

  it('are no rung of their own where they are all', () => {
    expect(stepsShown(occasion('du-linear'))).toMatchObject({ rung: 'all', fewer: 'none' });
    expect(stepsShown(occasion('du-linear', { wish: 'none' }))).toMatchObject({ rung: 'none', more: 'all' });
  });
});
