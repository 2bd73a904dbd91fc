/** Every field of the API: names in the address, what stands behind its question mark, bodies to their last leaf. */
import * as z from 'zod';
import type { Endpoint } from '../../../src/web/api/endpoint.ts';
import { apiRoot, endpoints } from '../../../src/web/api/endpoints.ts';
import type { EndpointSamples } from '../../web/api/endpoint-samples.ts';
import { inAddress } from './form-places.ts';
import type { Place } from './place.ts';

type Path = readonly (string | number)[];
type Schema = z.core.JSONSchema.BaseSchema;

export const apiPlaces = (samples: EndpointSamples): readonly Place[] =>
  endpoints.flatMap((row) => [
    ...paramsIn(row).map((name) => placeOf(row, `:${name}`, (text) => askAt(samples, row, { [name]: text }))),
    ...fieldsIn(row.query).map((path) =>
      placeOf(row, `?${path.join('.')}`, (text) =>
        askWith(samples, row, new URLSearchParams([[`${path[0]}`, text]])),
      ),
    ),
    ...fieldsIn(row.body).map((path) =>
      placeOf(row, path.join('.'), async (text) => {
        const body = withLeaf(await samples.bodyOf(row), path, text);
        return samples.callerOf(row).ask(row.method, await samples.addressOf(row), body);
      }),
    ),
  ]);

const placeOf = ({ method, path }: Endpoint, field: string, send: Place['send']): Place => ({
  route: `${method} ${apiRoot}${path}`,
  field,
  send,
});

const paramsIn = ({ path }: Endpoint): readonly string[] =>
  [...path.matchAll(/:(\w+)/g)].map(([, name = '']) => name);

async function askAt(
  samples: EndpointSamples,
  row: Endpoint,
  param: Readonly<Record<string, string>>,
): Promise<Response> {
  const named = Object.fromEntries(Object.entries(param).map(([name, text]) => [name, inAddress(text)]));
  const address = `${await samples.addressOf(row, named)}${samples.queryOf(row)}`;
  return samples.callerOf(row).ask(row.method, address, await samples.bodyOf(row));
}

async function askWith(samples: EndpointSamples, row: Endpoint, asked: URLSearchParams): Promise<Response> {
  const query = new URLSearchParams(samples.queryOf(row));
  for (const [name, text] of asked) query.set(name, text.slice(0, 4000));
  const address = `${await samples.addressOf(row)}?${query}`;
  return samples.callerOf(row).ask(row.method, address, await samples.bodyOf(row));
}

/** Where its leaves are: ['policy', 'late', 'perDay'], ['exercises', 0, 'weight']. */
function fieldsIn(schema: z.ZodType | undefined): readonly Path[] {
  if (!schema) return [];
  const whole = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any', reused: 'inline' });
  const paths = leavesOf(whole, []).map((path) => JSON.stringify(path));
  return [...new Set(paths)].map((path): Path => JSON.parse(path));
}

function leavesOf(schema: Schema, path: Path): readonly Path[] {
  const choices = schema.anyOf ?? schema.oneOf ?? schema.allOf;
  if (choices) return choices.flatMap((each) => leavesOf(each, path));
  if (schema.properties)
    return Object.entries(schema.properties).flatMap(([name, each]) =>
      leavesOf(typeof each === 'object' ? each : {}, [...path, name]),
    );
  const { items } = schema;
  if (items && typeof items === 'object' && !Array.isArray(items)) return leavesOf(items, [...path, 0]);
  return [path];
}

/** A copy of the value in which this text stands at the path; what leads there is made where it is missing. */
function withLeaf(value: unknown, [key, ...rest]: Path, text: string): unknown {
  if (key === undefined) return text;
  const held: unknown = typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined;
  const leaf = withLeaf(held, rest, text);
  if (typeof key === 'number') return Object.assign(Array.isArray(value) ? [...value] : [], { [key]: leaf });
  return { ...(typeof value === 'object' ? value : {}), [key]: leaf };
}
