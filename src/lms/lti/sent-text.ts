/** What another system sends as text: any character but the one that PostgreSQL keeps in no text. */
import * as z from 'zod';

const keepable = /^[^\0]*$/;

export const sentText = (longest: number) => z.string().min(1).max(longest).regex(keepable);

export const sentAddress = z
  .url({ protocol: /^https?$/ })
  .max(2000)
  .regex(keepable);
