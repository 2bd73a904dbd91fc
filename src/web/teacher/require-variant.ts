/** The variant of a seed, for pages that only look at it; refused where the draws gave none, with what they lacked. */
import type { Request, Response } from 'express';
import { drawWork, type SeedAsked, sayNoVariant } from '../../classroom/draw-from-seed.ts';
import { workElsewhere } from '../../classroom/long-work.ts';
import type { Variant } from '../../exercise/variant.ts';
import { Refusal } from '../failure.ts';
import { localeOf } from '../looks.ts';
import { goneOf } from '../send-made.ts';
import type { WebContext } from '../server.ts';

export async function requireVariant(
  context: WebContext,
  request: Request,
  response: Response,
  asked: SeedAsked,
): Promise<Variant> {
  const made = await workElsewhere(context, drawWork, asked, goneOf(response));
  if (made.kind === 'variant') return made.variant;
  const detail = sayNoVariant(asked.definition, made, localeOf(request));
  throw new Refusal(409, 'noVariant', { detail });
}
