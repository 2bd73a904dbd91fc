/** A collection: exercises in an order, for a teacher to assign as they are. */
import * as z from 'zod';
import { sentence } from './definition.ts';

export const collectionSchema = z.strictObject({
  id: z.string().regex(/^[a-z][a-z0-9-]{1,60}$/, 'expected lower-case letters, digits and hyphens'),
  title: sentence,
  about: sentence,
  /** Ids of exercises. */
  exercises: z
    .array(z.string())
    .min(1)
    .max(50)
    .refine((ids) => new Set(ids).size === ids.length, 'expected each exercise once'),
});

export type Collection = z.infer<typeof collectionSchema>;
