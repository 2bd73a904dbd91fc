/** A variant with an attempt that was just recorded: what reading it again would give. */
import type { Submission } from './record-attempts.ts';
import type { StoredVariant } from './variants.ts';

export function standingWith(stored: StoredVariant, submission: Submission): StoredVariant {
  const { typed, result, createdAt, attemptNumber, progress, skills, circumstances } = submission;
  const moved = new Map(progress.map((standing) => [standing.part, standing]));
  const learnt = new Map(skills.map((state) => [state.skill, state]));
  const before = new Map(stored.progress.map((each) => [each.part, each]));
  const untouched = stored.progress.filter(({ part }) => !moved.has(part));
  const now = progress.map((standing) => ({
    ...standing,
    hintedAt: before.get(standing.part)?.hintedAt ?? null,
    seconds: (before.get(standing.part)?.seconds ?? 0) + circumstances.seconds / progress.length,
  }));
  return {
    ...stored,
    attempts: attemptNumber,
    last: { typed, result, createdAt },
    progress: [...untouched, ...now].toSorted((a, b) => (a.part < b.part ? -1 : 1)),
    skills: [...stored.skills.filter(({ skill }) => !learnt.has(skill)), ...skills],
  };
}
