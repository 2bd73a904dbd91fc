/** What each part of an assignment weighs, for everybody, and every change of its marks. */
import { may } from '../../classroom/permissions.ts';
import { type Definition, partIdAt } from '../../exercise/definition.ts';
import { type Locale, say } from '../../language/language.ts';
import type { PartWeight } from '../../store/adjustments.ts';
import type { Assignment } from '../../store/assignments.ts';
import type { Role } from '../../store/enrolments.ts';
import type { MarkChange } from '../../store/mark-changes.ts';
import type { Page } from '../page.ts';
import { historyView } from './mark-history.ts';

export interface WeightDraft {
  readonly position: number;
  readonly part: string;
  readonly weight: string;
  readonly reason: string;
  readonly problem: string;
}

export interface WeightsPageModel {
  readonly locale: Locale;
  /** Of whoever looks. */
  readonly role: Role;
  readonly assignment: Assignment;
  readonly exercises: ReadonlyMap<string, Definition>;
  readonly partWeights: readonly PartWeight[];
  readonly changes: readonly MarkChange[];
  nameOf(enrolmentId: string): string;
  readonly draft?: WeightDraft | undefined;
}

export function weightsPage(model: WeightsPageModel): Page {
  const { locale, assignment, changes, nameOf } = model;
  const words = say(locale).teacher.marks;
  const address = `/teach/courses/${assignment.courseId}/assignments/${assignment.id}`;
  return {
    template: 'teacher/weights-page',
    title: `${assignment.title}: ${words.weights}`,
    view: {
      words,
      title: assignment.title,
      assignment: { href: address, text: assignment.title },
      address: `${address}/weights`,
      parts: assignment.exercises.flatMap((place) => partsView(place, model)),
      history: historyView(changes, { locale, nameOf, titleOf: () => assignment.title }),
    },
  };
}

function partsView(
  { position, exercise }: Assignment['exercises'][number],
  { locale, role, exercises, partWeights, nameOf, draft }: WeightsPageModel,
) {
  const words = say(locale).teacher.marks;
  const definition = exercises.get(exercise);
  return (definition?.parts ?? []).map((_, index) => {
    const part = partIdAt(index);
    const isHere = (each: { readonly position: number; readonly part: string }): boolean =>
      each.position === position && each.part === part;
    const set = partWeights.find(isHere);
    const own = draft && isHere(draft) ? draft : undefined;
    return {
      words,
      id: `${position}-${part}`,
      position,
      part,
      title: `${position}. ${definition?.title[locale] ?? exercise}, ${words.rule.part(`${index + 1}`)}`,
      weight: own?.weight ?? set?.weight ?? '1',
      mayMark: may(role, 'change marks'),
      reason: own?.reason ?? '',
      problem: own?.problem ?? '',
      why: set ? words.rule.setBy(nameOf(set.byId), set.reason).trim() : '',
    };
  });
}
