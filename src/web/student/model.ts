/** What the pages of students are made from. Handlers fill these models; the page builders need nothing else. */

import type { Nudge } from '../../exercise/nudge.ts';
import type { SolutionStep } from '../../exercise/solution.ts';
import type { Step } from '../../exercise/steps.ts';
import type { Part, VariantForStudent } from '../../exercise/variant.ts';
import type { PartResult } from '../../grading/result.ts';
import type { Work } from '../../grading/schedule.ts';
import type { Locale } from '../../language/language.ts';
import type { Rung } from '../../learning/steps-shown.ts';
import type { NextStep } from './next-step.ts';
import type { ClockView } from './schedule-words.ts';

export interface Link {
  readonly text: string;
  readonly href: string;
}

/** A page: what is asked, around the board. */
export interface ExerciseModel extends BoardModel {
  readonly title: string;
  /** What the exercise belongs to: the list of exercises, or an assignment. */
  readonly place: Link;
  /** The prompt as markup that we rendered ourselves. */
  readonly promptHtml: string;
  /** What the schedule means now: late, closed, results later; ready to print. */
  readonly notices: readonly string[];
}

/** The net, the boxes, and what is said of them: all that an answer changes. */
export interface BoardModel {
  readonly locale: Locale;
  readonly variant: VariantForStudent;
  readonly variantId: string;
  /** Sent along with the answers: the same key twice is one attempt. */
  readonly submissionKey: string;
  /** Where the forms post to: answers and 'hint' to `submit`; GET `echo?text=…` gives what was read as markup. */
  readonly paths: {
    readonly submit: string;
    readonly another: string;
    readonly echo?: string;
    readonly draft?: string;
  };
  /** Of a preview, which keeps nothing: how many hints are shown, 0 to 3. */
  readonly hintLevel: number;
  /** Of an exam: saved instead of checked, and told only once it is revealed. */
  readonly sitting: SittingModel | undefined;
  /** Tries left; absent where there is no limit. */
  readonly triesLeft?: number;
  readonly parts: readonly PartModel[];
  readonly next?: NextStep;
  /** The steps on the way to the parts; absent where there are none. */
  readonly steps?: StepsModel;
  /** Seconds until the next hint; absent where it may be had at once. */
  readonly hintWait?: number;
  /** Announced instead of what came of the latest answers. */
  readonly announced?: string;
  /**
   * The asked quantity whose way back lights up in the figure: of a hint, of a mistake, of a solution; and the
   * values of what travels on it (travellers in figure/reach.ts), which are printed once its part is closed.
   */
  readonly wayBack?: { readonly quantity: string; values?(): Readonly<Record<string, string>> };
}

export interface SittingModel {
  readonly open: boolean;
  readonly revealed: boolean;
  /** When the clock stops; null where there is none. */
  readonly endsAt: Date | null;
  /** The server's time. */
  readonly now: Date;
}

export interface StepsModel {
  /** By the id of the part that they lead to. */
  readonly ways: Readonly<Record<string, readonly WayStep[]>>;
  /** What more or fewer steps there could be. */
  readonly fewer?: Rung;
  readonly more?: Rung;
  /** Which numbers may be given away. */
  readonly mode: Work['mode'];
}

export type WayStep =
  | { readonly kind: 'box'; readonly step: Step; readonly box: PartModel }
  /** Worked out already. */
  | { readonly kind: 'worked'; readonly step: Step; readonly value: string; readonly exact: boolean };

export interface PartModel {
  readonly part: Part;
  /** What stands in the box: the last attempt's text, or nothing. */
  readonly typed: string;
  /** The last attempt's result; absent before the first. */
  readonly result?: PartResult;
  /** What the verdict means here: the sentences of a recognised mistake, of its principle, of the nudge. */
  readonly sentences: readonly string[];
  /** The experiment that refutes a wrong gradient. */
  readonly nudge?: Nudge;
  readonly hints: readonly HintModel[];
  readonly moreHints: boolean;
  /** No more tries: the box is closed. */
  readonly closed: boolean;
  /** Of a part that is answered by choosing: the ids of the right options, once closed. */
  readonly right?: readonly string[];
  /** Once closed; worked out only for a page that lacks it. */
  solution?(): SolutionModel;
}

export interface SolutionModel {
  readonly steps: readonly StepModel[];
  /** Which answers were accepted, in words. */
  readonly accepted: string;
}

/** A step of the solution, and what is done in it and why. */
export interface StepModel extends SolutionStep {
  /** Mathematics in it stands between dollar signs. */
  readonly sentence: string;
  /** The step's line for a screen reader. */
  readonly words: string;
}

export interface HintModel {
  readonly sentence: string;
  readonly latex?: string;
}

export interface ExerciseEntry {
  /** Its id, posted to /practise. */
  readonly id: string;
  readonly title: string;
  /** Of the ladder, from 0 on. */
  readonly level: number;
}

export interface HomeModel {
  readonly locale: Locale;
  /** The net to show: any variant with everything given. */
  readonly variant: VariantForStudent;
  readonly exercises: readonly ExerciseEntry[];
  /** What one click begins, and whether it follows from what they did before. */
  readonly next: { readonly exercise: ExerciseEntry; readonly isFirst: boolean } | undefined;
}

export interface ExerciseListModel {
  readonly locale: Locale;
  readonly exercises: readonly ExerciseEntry[];
}

export interface JoinModel {
  readonly locale: Locale;
  readonly code: string;
  readonly name: string;
  /** The student's, where they said it. */
  readonly number: string;
  /** What is wrong with the code or the name, as a sentence. */
  readonly codeProblem?: string;
  readonly nameProblem?: string;
  readonly numberProblem?: string;
}

export interface CourseModel {
  readonly locale: Locale;
  readonly title: string;
  /** The student's, as the course knows it. */
  readonly name: string;
  readonly assignments: readonly { readonly title: string; readonly href: string }[];
}

export interface AssignmentModel {
  readonly locale: Locale;
  readonly title: string;
  readonly course: Link;
  /** Due date, tries, late policy, ready to print. */
  readonly facts: readonly { readonly name: string; readonly text: string }[];
  readonly notices: readonly string[];
  /** Where an exam that may be started, or runs, is started or handed in. */
  readonly start?: string;
  readonly handIn?: string;
  readonly clock?: ClockView | undefined;
  readonly exercises: readonly AssignmentEntry[];
}

export interface AssignmentEntry {
  readonly title: string;
  readonly href: string;
  readonly state: 'untouched' | 'begun' | 'done';
  /** What was earned so far, in percent. */
  readonly percent: number;
}
