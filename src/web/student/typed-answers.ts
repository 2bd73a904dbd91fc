/** What stands in the boxes of a form, by the id of the part or step. */
import { isStepId, stepsTo } from '../../exercise/steps.ts';
import type { StoredVariant } from '../../store/variants.ts';
import { boxesOf } from './exercise-model.ts';

type Typed = Readonly<Record<string, string>>;

/** Every part, and the steps that the form has. */
export function typedIn({ variant, work }: StoredVariant, fields: Readonly<Record<string, unknown>>): Typed {
  const text = (id: string): string => String(fields[`answer.${id}`] ?? '');
  const steps = work.mode === 'exam' ? [] : stepsTo(variant);
  const filled = steps.filter(({ id }) => `answer.${id}` in fields);
  return Object.fromEntries([...filled, ...variant.parts].map(({ id }) => [id, text(id)]));
}

/** With what was typed before in steps that the form does not have. */
export function keptWith(stored: StoredVariant, typed: Typed): Typed {
  const before = Object.entries(boxesOf(stored).typed).filter(([id, text]) => isStepId(id) && text !== '');
  return { ...Object.fromEntries(before), ...typed };
}

/** What came after the end and is not what was handed in: 'p1: 0.25, p2: 3'. */
export const tooLate = ({ variant, last }: StoredVariant, typed: Typed): string =>
  variant.parts
    .filter(({ id }) => typed[id]?.trim() && typed[id] !== last?.typed[id])
    .map(({ id, quantity }) => `${quantity}: ${typed[id]}`)
    .join(', ');
