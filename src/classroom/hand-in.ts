/**
 * Hands an exam in: what stands in its boxes becomes one attempt each, then the sitting is closed. Done twice,
 * or by two servers at once, it is done once, since an attempt is known by its submission key.
 */
import { endOf, type Work } from '../grading/schedule.ts';
import { endSitting, listOpenSittings, type WorkPlace } from '../store/sittings.ts';
import { listVariants } from '../store/variants.ts';
import type { Classroom } from './classroom.ts';
import { submitAnswer } from './submit-answer.ts';

const submissionKey = 'hand-in';

/** `at`: the moment that counts as handing in. */
export async function handIn(classroom: Classroom, place: WorkPlace, at: Date): Promise<void> {
  for (const variant of await listVariants(classroom.store, place)) {
    const typed = variant.draft?.typed ?? {};
    if (Object.values(typed).every((text) => text.trim() === '')) continue;
    await submitAnswer(classroom, {
      variant,
      submissionKey,
      typed,
      locale: variant.draft?.locale ?? 'en',
      at,
    });
  }
  await endSitting(classroom.store, place, at);
}

/** What a page asks before it shows an exam: is its time up, it is handed in first. Says whether it was. */
export async function handInIfOver(classroom: Classroom, place: WorkPlace, work: Work): Promise<boolean> {
  const end = endOf(work);
  const over = work.sitting?.handedInAt === null && end !== null && end <= classroom.now();
  if (over) await handIn(classroom, place, end);
  return over;
}

/** Hands in every exam whose time is up, at the moment at which it was; the number handed in. */
export async function handInOverdue(classroom: Classroom): Promise<number> {
  const now = classroom.now();
  const overdue = (await listOpenSittings(classroom.store)).flatMap(({ work, ...place }) => {
    const end = endOf(work);
    return end !== null && end <= now ? [{ place, end }] : [];
  });
  for (const { place, end } of overdue) await handIn(classroom, place, end);
  return overdue.length;
}
