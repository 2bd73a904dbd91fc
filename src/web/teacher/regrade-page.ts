/** Grading again: who goes up or down, with old and new mark, before anything is done; and what was done before. */
import type { ShownPlan } from '../../classroom/foresee-change.ts';
import { showInstant } from '../../language/instant.ts';
import { say } from '../../language/language.ts';
import type { Assignment } from '../../store/assignments.ts';
import type { PastRegrade } from '../../store/regrades.ts';
import type { Page } from '../page.ts';
import { assignmentAddress } from './edit-page.ts';
import { type PlanNames, planView, upAndDown } from './plan-view.ts';

export interface RegradePageModel extends PlanNames {
  readonly assignment: Assignment;
  readonly plan: ShownPlan;
  readonly regrades: readonly PastRegrade[];
  readonly notice: string;
}

export function regradePage(model: RegradePageModel): Page {
  const { locale, assignment, plan, regrades, notice, nameOf } = model;
  const words = say(locale).teacher.marks;
  const address = assignmentAddress(assignment);
  const latest = regrades.find(({ undoneAt }) => undoneAt === null);
  return {
    template: 'teacher/regrade-page',
    title: `${words.regrade.title}: ${assignment.title}`,
    view: {
      words,
      crumb: { href: address, text: assignment.title },
      address: `${address}/regrade`,
      notice,
      foreseen:
        plan.students.length === 0
          ? words.regrade.nothing(plan.attempts)
          : words.regrade.foreseen(...upAndDown(plan)),
      digest: plan.digest,
      plan: planView(plan, model),
      past: regrades.map((each) => ({
        text: words.regrade.past(nameOf(each.byId), showInstant(each.createdAt, locale), each.reason),
        undone: each.undoneAt ? words.regrade.undone(showInstant(each.undoneAt, locale)) : '',
        undo: each === latest ? `${address}/regrade/${each.id}/undo` : '',
      })),
    },
  };
}
