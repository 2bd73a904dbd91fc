/** A JSON schema as people read it fastest: the shape of a value with the kinds of its fields; and a value that fits. */
import type { JsonSchema, OpenApi } from './openapi.ts';

/** '{ id: string, mark: { fraction: string, decimal: number } | null }', a line for each field. */
export function sketchOf(schema: JsonSchema, document: OpenApi, indent = ''): string {
  const name = nameOf(schema);
  if (calledByName.some((each) => each === name)) return `${name}`;
  const found = resolved(schema, document);
  const choices = found.anyOf ?? found.oneOf;
  if (choices) return [...new Set(choices.map((each) => sketchOf(each, document, indent)))].join(' | ');
  if (found.enum) return found.enum.map((each) => JSON.stringify(each)).join(' | ');
  if ('const' in found) return JSON.stringify(found.const);
  if (Array.isArray(found.type)) return found.type.join(' | ');
  return (kinds[`${found.type}`] ?? plain)(found, document, indent);
}

type Sketch = (schema: JsonSchema, document: OpenApi, indent: string) => string;

const plain: Sketch = ({ type, format }) => format ?? (typeof type === 'string' ? type : 'any');

const kinds: Readonly<Record<string, Sketch>> = {
  array: ({ items }, document, indent) => {
    const item = items && !Array.isArray(items) && typeof items === 'object' ? items : {};
    return `[${sketchOf(item, document, indent)}]`;
  },
  object: (schema, document, indent) => {
    const inside = `${indent}  `;
    const fields = Object.entries(schema.properties ?? {}).map(([name, each]) => {
      const mark = schema.required?.includes(name) ? '' : '?';
      return `${inside}${name}${mark}: ${sketchOf(each === true || each === false ? {} : each, document, inside)}`;
    });
    const more = schema.additionalProperties;
    if (fields.length === 0 && more && typeof more === 'object')
      return `{ [id]: ${sketchOf(more, document, indent)} }`;
    return fields.length === 0 ? '{}' : `{\n${fields.join(',\n')}\n${indent}}`;
  },
};

/** With what must be there, and nothing more. */
export function sampleOf(schema: JsonSchema, document: OpenApi): unknown {
  const found = resolved(schema, document);
  const [first] = found.anyOf ?? found.oneOf ?? [];
  if (first) return sampleOf(first, document);
  if (found.enum) return found.enum[0];
  if ('const' in found) return found.const;
  const kind = Array.isArray(found.type) ? found.type[0] : found.type;
  return (samples[`${kind}`] ?? (() => null))(found, document);
}

const samples: Readonly<Record<string, (schema: JsonSchema, document: OpenApi) => unknown>> = {
  string: ({ format }) => (format === 'date-time' ? '2026-12-01T12:00:00Z' : '…'),
  number: ({ minimum = 1 }) => minimum,
  integer: ({ minimum = 1 }) => Math.max(minimum, 1),
  boolean: () => true,
  array: ({ items }, document) =>
    items && !Array.isArray(items) && typeof items === 'object' ? [sampleOf(items, document)] : [],
  object: ({ properties = {}, required = [] }, document) => {
    const asked = required.length > 0 ? required : Object.keys(properties).slice(0, 1);
    return Object.fromEntries(
      asked.flatMap((name) => {
        const each = properties[name];
        return typeof each === 'object' ? [[name, sampleOf(each, document)]] : [];
      }),
    );
  },
};

/** So small and so frequent that a name says more. */
export const calledByName = ['Fraction', 'Share', 'Weight'] as const;

const nameOf = ({ $ref }: JsonSchema): string | undefined => $ref?.split('/').at(-1);

function resolved(schema: JsonSchema, { components }: OpenApi): JsonSchema {
  const name = nameOf(schema);
  return name === undefined ? schema : (components.schemas[name] ?? {});
}
