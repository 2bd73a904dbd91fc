/** Every field of the API: names in the address, what stands behind its question mark, bodies to their last leaf. */
import * as z from 'zod';
import type { Endpoint } from '../../../src/web/api/endpoint.ts';
import { apiRoot, endpoints } from '../../../src/web/api/endpoints.ts';
import type { EndpointSamples } from '../../web/api/endpoint-samples.ts';
import { inAddress } from './form-places.ts';
import type { Place } from './place.ts';

type Path = readonly (string | number)[];
type Schema = z.core.JSONSchema.BaseSchema;

/** Made once for each endpoint: what a text is put into need not be new. */
export async function apiPlaces(samples: EndpointSamples): Promise<readonly Place[]> {
  const places = endpoints.map(async (row) => {
    const [address, body] = [await samples.addressOf(row), await samples.bodyOf(row)];
    const ask = (path: string, sent = body) => samples.callerOf(row).ask(row.method, path, sent);
    return [
      ...paramsIn(row).map((name) =>
        placeOf(row, `:${name}`, (text) =>
          ask(`${withParam(row, address, name, text)}${samples.queryOf(row)}`),
        ),
      ),
      ...fieldsIn(row.query).map((path) =>
        placeOf(row, `?${path.join('.')}`, (text) => {
          const query = new URLSearchParams(samples.queryOf(row));
          query.set(`${path[0]}`, text.slice(0, 4000));
          return ask(`${address}?${query}`);
        }),
      ),
      ...fieldsIn(row.body).map((path) =>
        placeOf(row, path.join('.'), (text) => ask(address, withLeaf(body, path, text))),
      ),
    ];
  });
  return (await Promise.all(places)).flat();
}

const placeOf = ({ method, path }: Endpoint, field: string, send: Place['send']): Place => ({
  route: `${method} ${apiRoot}${path}`,
  field,
  send,
});

const paramsIn = ({ path }: Endpoint): readonly string[] =>
  [...path.matchAll(/:(\w+)/g)].map(([, name = '']) => name);

/** The address with a text where the endpoint has this name. */
function withParam({ path }: Endpoint, address: string, name: string, text: string): string {
  const names = path.split('/');
  return address
    .split('/')
    .map((part, at) => (names[at] === `:${name}` ? inAddress(text) : part))
    .join('/');
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
  const { items, additionalProperties: more } = schema;
  if (more && typeof more === 'object') return leavesOf(more, [...path, 'p1']);
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
