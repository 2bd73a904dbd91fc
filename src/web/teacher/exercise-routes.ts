/** Exercises for teachers: the ladder, and each with its secrets. What is tried out here is graded and forgotten. */
import { randomBytes } from 'node:crypto';
import { type Request, type Response, Router } from 'express';
import * as z from 'zod';
import { type Definition, partIdsOf } from '../../exercise/definition.ts';
import { say } from '../../language/language.ts';
import { nameIn } from '../access.ts';
import { Refusal } from '../failure.ts';
import { requireForm } from '../forms.ts';
import { localeOf } from '../looks.ts';
import { sendMade } from '../send-made.ts';
import type { WebContext } from '../server.ts';
import { answerForm } from '../student/exercise-routes.ts';
import type { Previewed } from './exercise-model.ts';
import { ladderPage, previewWork, versionOf } from './exercise-preview.ts';
import { requireVariant } from './require-variant.ts';

const address = '/teach/exercises';

export function exerciseRoutes(context: WebContext): Router {
  const router = Router();
  router.get(address, (request, response) => {
    const definitions = [...context.exercises.values()];
    context.views.send(request, response, (locale) => ladderPage(locale, definitions));
  });
  const find = async (request: Request): Promise<PreviewPlace> => {
    const definition = context.exercises.get(nameIn(request, 'exerciseId'));
    if (!definition) throw new Refusal(404, 'notFound');
    const { teacher } = say(localeOf(request));
    return {
      definition,
      address: `${address}/${definition.id}`,
      place: { text: teacher.preview, href: address },
    };
  };
  return router.use(previewRoutes(context, `${address}/:exerciseId`, find));
}

export type PreviewPlace = Pick<Previewed, 'definition' | 'address' | 'place'>;

/** The three routes of one exercise; `find` refuses who may not see it. */
export function previewRoutes(
  context: WebContext,
  path: string,
  find: (request: Request, response: Response) => Promise<PreviewPlace>,
): Router {
  const router = Router();
  const show = async (
    request: Request,
    response: Response,
    place: PreviewPlace,
    draft?: Previewed['draft'],
  ): Promise<void> => {
    const asked = { definition: place.definition, seed: seedIn(request) };
    const variant = await requireVariant(context, request, response, asked);
    await sendMade(context, request, response, previewWork, { ...place, variant, ...(draft && { draft }) });
  };
  router.get(path, async (request, response) => show(request, response, await find(request, response)));
  router.get(`${path}/version`, async (request, response) => {
    const { definition } = await find(request, response);
    response.type('text').send(versionOf(definition));
  });
  router.post(path, async (request, response) => {
    const place = await find(request, response);
    await show(request, response, place, draftIn(request, place.definition));
  });
  router.post(`${path}/another`, async (request, response) => {
    const { address: back } = await find(request, response);
    response.redirect(303, `${back}?seed=${randomBytes(6).toString('hex')}`);
  });
  return router;
}

const seedIn = (request: Request): string =>
  z.object({ seed: z.string().min(1).max(80).catch('1') }).parse(request.query).seed;

function draftIn(request: Request, definition: Definition): NonNullable<Previewed['draft']> {
  const { submission: _, action, hints, ...fields } = requireForm(answerForm, request);
  const typed = Object.fromEntries(partIdsOf(definition).map((id) => [id, fields[`answer.${id}`] ?? '']));
  return action === 'hint'
    ? { typed, hintLevel: Math.min(hints + 1, 3), graded: false }
    : { typed, hintLevel: 0, graded: true };
}
