/** One student's variant for a teacher: what the student saw, and every attempt at it. */

import { may } from '../../classroom/permissions.ts';
import type { Definition } from '../../exercise/definition.ts';
import { renderPrompt, renderTitle } from '../../exercise/prompt.ts';
import { forStudent, isChoice } from '../../exercise/variant.ts';
import { drawNet, givenBeside } from '../../figure/net.ts';
import { printedGiven } from '../../figure/words.ts';
import { showInstant } from '../../language/instant.ts';
import { findLocale, type Locale, say } from '../../language/language.ts';
import type { Override } from '../../store/adjustments.ts';
import type { StoredAttempt } from '../../store/attempts.ts';
import type { Comment } from '../../store/comments.ts';
import type { Role } from '../../store/enrolments.ts';
import type { StoredVariant } from '../../store/variants.ts';
import { mathText } from '../math-text.ts';
import type { Page } from '../page.ts';
import { textOf } from '../student/exercise-model.ts';
import { studentAddress, variantAddress } from './addresses.ts';
import { asked, attemptView } from './attempt-view.ts';
import { percentOf } from './percent.ts';

export interface VariantPageModel {
  readonly locale: Locale;
  /** Of whoever looks. */
  readonly role: Role;
  readonly student: string;
  readonly stored: StoredVariant;
  readonly definition: Definition;
  /** Oldest first. */
  readonly attempts: readonly StoredAttempt[];
  /** Of this student in the assignment. */
  readonly overrides: readonly Override[];
  readonly comments: readonly Comment[];
  nameOf(enrolmentId: string): string;
  /** A form that was not understood, as it was filled in. */
  readonly draft?: MarkDraft | undefined;
}

export interface MarkDraft {
  readonly part: string;
  readonly percent: string;
  readonly reason: string;
  readonly problem: string;
}

export function variantPage(model: VariantPageModel): Page {
  const { locale, role, student, stored, definition, attempts } = model;
  const words = say(locale).teacher.marks;
  const shown = forStudent(stored.variant);
  /** As the student read it, as far as is known: in the language of the latest attempt. */
  const seenIn = findLocale(attempts.at(-1)?.locale ?? '') ?? locale;
  const title = textOf(renderTitle(definition, shown, locale, (name) => name));
  const quantities = shown.parts.flatMap((part) => (isChoice(part) ? [] : [part.quantity]));
  const times = [stored.createdAt, ...attempts.map(({ createdAt }) => createdAt)];
  return {
    template: 'teacher/variant-page',
    title: `${student}: ${title}`,
    view: {
      words,
      title,
      student: { text: student, href: studentAddress(stored.courseId, stored.enrolmentId) },
      assignment: stored.assignmentTitle,
      opened: words.opened(stored.number, showInstant(stored.createdAt, locale)),
      seen: { lang: say(seenIn).tag, dir: say(seenIn).direction },
      promptHtml: mathText(textOf(renderPrompt(definition, shown, seenIn))),
      figures: (['right', 'down'] as const).map((flow) =>
        drawNet(shown, { locale: seenIn, flow, asked: quantities }),
      ),
      beside: givenBeside(shown).map((name) => printedGiven(name, shown)),
      standings: standingsOf(model),
      mayMark: may(role, 'change marks'),
      override: overrideForm(model),
      comments: model.comments.map(({ text, byId, createdAt }) => ({
        text,
        by: words.saidBy(model.nameOf(byId), showInstant(createdAt, locale)),
      })),
      commentAddress: `${variantAddress(stored.courseId, stored.id)}/comments`,
      attempts: attempts.map((attempt, index) =>
        attemptView(stored.variant, attempt, times[index] ?? attempt.createdAt, locale),
      ),
    },
  };
}

/** Where each part stands: tries, hints, the earned mark, and one that was set in its place. */
function standingsOf({ locale, stored, overrides, nameOf }: VariantPageModel) {
  const { variant, progress, position } = stored;
  const words = say(locale).teacher.marks;
  return variant.parts.map((part) => {
    const standing = progress.find((each) => each.part === part.id);
    const set = overrides.find((each) => each.position === position && each.part === part.id);
    return {
      ...asked(part, locale),
      id: part.id,
      tries: `${standing?.tries ?? 0}`,
      hints: `${standing?.hints ?? 0}`,
      mark: percentOf(standing?.mark ?? '0'),
      late:
        standing && standing.mark !== standing.markOnTime ? words.onTime(percentOf(standing.markOnTime)) : '',
      set: set ? words.rule.set(percentOf(set.mark), nameOf(set.byId), set.reason) : '',
    };
  });
}

/** The form of another mark for a part; `variant` says where to come back to. */
function overrideForm({ stored, locale, draft }: VariantPageModel) {
  const words = say(locale).teacher.marks;
  return {
    address: `/teach/courses/${stored.courseId}/assignments/${stored.assignmentId}/students/${stored.enrolmentId}/mark`,
    position: stored.position,
    variant: stored.id,
    open: draft !== undefined,
    parts: stored.variant.parts.map(({ id, quantity }) => ({
      id,
      text: `${words.rule.part(id.slice(1))}: ${quantity}`,
      chosen: id === draft?.part,
    })),
    fields: {
      words,
      id: 'part',
      percent: draft?.percent ?? '',
      reason: draft?.reason ?? '',
      problem: draft?.problem ?? '',
    },
  };
}
