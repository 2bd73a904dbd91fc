/**
 * Spaced review of mastered skills with FSRS: a card from the moment of mastery, moved by every later first try. Without
 * fuzz and in whole days, so that the same tries give the same dates.
 */
import { type Card, createEmptyCard, fsrs, Rating } from 'ts-fsrs';
import { z } from 'zod';

const scheduler = fsrs({ enable_fuzz: false, enable_short_term: false });

export interface Reviewed {
  readonly card: Card;
  readonly dueAt: Date;
}

export const firstReview = (at: Date): Reviewed => moved(createEmptyCard(at), at, true);

/** Throws for a card that we did not write. */
export const reviewed = (card: unknown, at: Date, right: boolean): Reviewed =>
  moved(readCard(card), at, right);

function moved(card: Card, at: Date, right: boolean): Reviewed {
  const { card: next } = scheduler.next(card, at, right ? Rating.Good : Rating.Again);
  return { card: next, dueAt: next.due };
}

const instant = z.coerce.date();

const cardShape = z.object({
  due: instant,
  stability: z.number(),
  difficulty: z.number(),
  elapsed_days: z.number(),
  scheduled_days: z.number(),
  learning_steps: z.number(),
  reps: z.number(),
  lapses: z.number(),
  state: z.number(),
  last_review: instant.optional(),
});

function readCard(card: unknown): Card {
  const { last_review, ...read } = cardShape.parse(card);
  return last_review ? { ...read, last_review } : read;
}
