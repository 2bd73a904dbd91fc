/**
 * The one next step that fits: after a recognised mistake the exercise in which its skill alone decides; when an
 * exercise is done, the next one of its assignment, or what the student's skills ask for. None in an exam, and
 * none before anything is told.
 */
import type { Definition } from '../../exercise/definition.ts';
import { type Access, accessTo } from '../../grading/schedule.ts';
import { type Locale, say } from '../../language/language.ts';
import { skillsOfMistake } from '../../learning/evidence.ts';
import { exerciseFor } from '../../learning/exercise-for.ts';
import { type SkillState, togetherIn } from '../../learning/skill-state.ts';
import { todaysFive } from '../../learning/todays-five.ts';
import type { Skill } from '../../mistakes/catalogue.ts';
import { skillName } from '../../mistakes/sentence.ts';
import type { StoredVariant } from '../../store/variants.ts';
import type { WebContext } from '../server.ts';

export interface NextStep {
  /** 'Next: …', and why. */
  readonly text: string;
  readonly action: string;
  /** Of practice: the exercise's id, posted as `next`. */
  readonly exercise: string;
}

export async function nextStepAfter(
  context: Pick<WebContext, 'exercises' | 'now' | 'store'>,
  stored: StoredVariant,
  locale: Locale,
): Promise<NextStep | undefined> {
  const { exercises, now } = context;
  const at = now();
  const access = accessTo(stored.work, at);
  if (stored.work.mode === 'exam' || !access.revealed) return undefined;
  const known = [...exercises.values()];
  const weak = skillOfLastMistake(stored);
  if (weak) {
    const states = await statesOf(context, stored);
    return practiceOf(weak, exerciseFor(weak, states, known), 'mistake', locale);
  }
  if (!isDone(stored, access)) return undefined;
  const { courseId, assignmentId, nextPosition } = stored;
  if (nextPosition !== null) {
    const action = `/courses/${courseId}/assignments/${assignmentId}/${nextPosition}`;
    return { text: say(locale).student.me.next.assignment, action, exercise: '' };
  }
  const [first] = todaysFive(await statesOf(context, stored), known, at);
  if (!first) return undefined;
  const { kind, skill } = first.suggestion;
  return practiceOf(skill, first.exercise, kind === 'early' ? 'weak' : kind, locale);
}

/** Over all their courses, as /me has them. */
async function statesOf(
  { store }: Pick<WebContext, 'store'>,
  stored: StoredVariant,
): Promise<readonly SkillState[]> {
  const everywhere = await store.skillsOf(stored);
  return everywhere ? togetherIn(everywhere) : stored.skills;
}

function practiceOf(
  skill: Skill,
  exercise: Definition | undefined,
  kind: 'mistake' | 'review' | 'weak' | 'ready',
  locale: Locale,
): NextStep | undefined {
  const words = say(locale).student.me.next;
  const text = words[kind](skillName(skill, locale));
  return exercise && { text, action: '/practise', exercise: exercise.id };
}

/** Of the first step or part that is wrong in the latest attempt. */
function skillOfLastMistake({ last }: StoredVariant): Skill | undefined {
  const boxes = [...(last?.result.steps ?? []), ...(last?.result.parts ?? [])];
  const wrong = boxes.find(({ verdict }) => verdict.kind === 'wrong')?.part;
  const candidate = last?.result.diagnosis.candidates.find(({ explains }) => explains.includes(wrong ?? ''));
  return [...(skillsOfMistake(candidate) ?? [])][0];
}

const isDone = ({ variant, progress }: StoredVariant, { phase }: Access): boolean =>
  phase === 'over' ||
  variant.parts.every(({ id }) => progress.some(({ part, closed }) => part === id && closed));
