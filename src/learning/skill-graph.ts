/** The skills in the order in which they are learnt, each with those that it stands on. */
import type { Skill } from '../mistakes/catalogue.ts';

const beforeTheLast = {
  K1: [],
  K2: ['K1'],
  K3: ['K2'],
  K4: [],
  K5: [],
  K6: ['K5'],
  K7: ['K6'],
  K8: ['K4', 'K6'],
  K9: ['K8'],
  K10: ['K9', 'K5'],
  K11: ['K10'],
  K12: ['K11'],
  K13: ['K12'],
  K14: ['K10'],
  K15: ['K7', 'K11'],
  K16: ['K3', 'K11'],
} as const satisfies Readonly<Record<Exclude<Skill, 'K17'>, readonly Skill[]>>;

/** Whoever repairs somebody else's solution needs all the others. */
export const prerequisites: Readonly<Record<Skill, readonly Skill[]>> = {
  ...beforeTheLast,
  K17: Object.keys(beforeTheLast) as (keyof typeof beforeTheLast)[],
};

export const skills = Object.keys(prerequisites) as readonly Skill[];

export const isSkill = (text: string): text is Skill => Object.hasOwn(prerequisites, text);
