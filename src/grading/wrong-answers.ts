/** What every mistake that a variant can show would answer. */
import { type Written, writtenReal } from '../exercise/key.ts';
import type { Variant } from '../exercise/variant.ts';
import { type MistakeId, mistakeIds, mistakes, type Skill } from '../mistakes/catalogue.ts';
import { singleBeliefs } from './beliefs.ts';

export interface WrongAnswer {
  /** Id of the part: 'p1'. */
  readonly part: string;
  readonly mistake: MistakeId;
  /** Which form of the mistake, from 0. */
  readonly form: number;
  /** Its number in the published catalogue: 'M19'. */
  readonly code: string;
  /** The skill that it counts against: 'K9'. */
  readonly skill: Skill;
  readonly answer: Written;
}

/** By part, then in the order of the catalogue; masked mistakes are not among them. */
export function wrongAnswers(variant: Variant): readonly WrongAnswer[] {
  const beliefs = [...singleBeliefs(variant)].sort(
    (left, right) => mistakeIds.indexOf(left.first.mistake) - mistakeIds.indexOf(right.first.mistake),
  );
  return variant.parts.flatMap(({ id }, index) =>
    beliefs.flatMap(({ first: { mistake, form }, predicts }) => {
      const predicted = predicts.get(index);
      if (!predicted) return [];
      const { code, skill } = mistakes[mistake];
      return [{ part: id, mistake, form, code, skill, answer: writtenReal(predicted.real()) }];
    }),
  );
}
