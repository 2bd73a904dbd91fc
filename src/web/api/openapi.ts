/** The OpenAPI 3.1 document of the table: paths, parameters, bodies and answers from the very schemas that are used. */
import * as z from 'zod';
import { say } from '../../language/language.ts';
import type { Endpoint } from './endpoint.ts';
import { apiRoot, namedSchemas, type SectionId, sections } from './endpoints.ts';

export type JsonSchema = z.core.JSONSchema.BaseSchema;

export interface Operation {
  readonly operationId: string;
  readonly summary: string;
  readonly tags: readonly string[];
  readonly parameters: readonly Parameter[];
  readonly requestBody?: { readonly required: true; readonly content: Content };
  readonly responses: Readonly<Record<string, Answer>>;
}

export interface Parameter {
  readonly name: string;
  readonly in: 'path' | 'query';
  readonly required: boolean;
  readonly schema: JsonSchema;
}

interface Answer {
  readonly content?: Content;
  readonly description?: string;
  readonly $ref?: string;
}

type Content = Readonly<Record<string, { readonly schema?: JsonSchema }>>;

export interface OpenApi {
  readonly openapi: '3.1.0';
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: {
    readonly schemas: Readonly<Record<string, JsonSchema>>;
    readonly [name: string]: unknown;
  };
  readonly servers: readonly { readonly url: string }[];
  readonly [name: string]: unknown;
}

const refTo = (name: string): string => `#/components/schemas/${name}`;

const problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  detail: z.string(),
  errors: z
    .array(z.object({ in: z.enum(['body', 'query', 'path']), at: z.string(), detail: z.string() }))
    .optional(),
});

export function openApiDocument(publicUrl: string): OpenApi {
  const words = say('en').api;
  const { named, schemaOf } = jsonSchemas();
  const paths: Record<string, Record<string, Operation>> = {};
  for (const [section, rows] of Object.entries(sections))
    for (const row of rows) {
      const path = row.path.replace(/:(\w+)/g, '{$1}');
      const operation = operationOf(row, section, schemaOf);
      paths[path] = { ...paths[path], [row.method.toLowerCase()]: operation };
    }
  return {
    openapi: '3.1.0',
    info: { title: 'Chainmark', version: '1', description: words.idea },
    servers: [{ url: `${publicUrl}${apiRoot}` }],
    security: [{ token: [] }],
    tags: Object.keys(sections).map((name) => ({ name, description: words.sections[name as SectionId] })),
    paths,
    components: {
      securitySchemes: { token: { type: 'http', scheme: 'bearer' } },
      schemas: named,
      responses: {
        Problem: {
          description: words.problemIdea,
          content: { 'application/problem+json': { schema: { $ref: refTo('Problem') } } },
        },
      },
    },
  };
}

function operationOf(row: Endpoint, section: string, schemaOf: SchemaOf): Operation {
  const { id, status, files } = row;
  const body = schemaOf(row, 'body');
  return {
    operationId: id,
    summary: say('en').api.operations[id],
    tags: [section],
    parameters: [...pathParameters(row), ...queryParameters(schemaOf(row, 'query'))],
    ...(body && { requestBody: { required: true, content: { 'application/json': { schema: body } } } }),
    responses: {
      [status]: answerOf(status, files, schemaOf(row, 'answers')),
      default: { $ref: '#/components/responses/Problem' },
    },
  };
}

const pathParameters = ({ path }: Endpoint): readonly Parameter[] =>
  [...path.matchAll(/:(\w+)/g)].map(([, name = '']) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string' },
  }));

function queryParameters(schema: JsonSchema | undefined): readonly Parameter[] {
  const required = new Set(schema?.required ?? []);
  return Object.entries(schema?.properties ?? {}).flatMap(([name, each]) =>
    typeof each === 'boolean' ? [] : [{ name, in: 'query', required: required.has(name), schema: each }],
  );
}

function answerOf(status: number, files: readonly string[], schema: JsonSchema | undefined): Answer {
  const { answer, fileAnswer, noAnswer } = say('en').api;
  if (files.length > 0) {
    const content = Object.fromEntries(files.map((type) => [type.split(';')[0] ?? type, {}]));
    return { description: fileAnswer, content };
  }
  if (status === 204 || !schema) return { description: noAnswer };
  return { description: answer, content: { 'application/json': { schema } } };
}

type SchemaOf = (row: Endpoint, of: 'query' | 'body' | 'answers') => JsonSchema | undefined;

/** As they look on the wire; what has a name is said once and referred to. */
function jsonSchemas(): { readonly named: OpenApi['components']['schemas']; readonly schemaOf: SchemaOf } {
  const registry = z.registry<{ id: string }>();
  const names = { ...namedSchemas, Problem: problem };
  for (const [id, schema] of Object.entries(names)) registry.add(schema, { id });
  const rows = Object.values(sections).flat();
  for (const row of rows)
    for (const of of ['query', 'body', 'answers'] as const) {
      const schema = row[of];
      if (schema && !registry.has(schema)) registry.add(schema, { id: `${row.id}.${of}` });
    }
  const { schemas } = z.toJSONSchema(registry, {
    target: 'draft-2020-12',
    io: 'input',
    unrepresentable: 'any',
    uri: refTo,
    override: ({ jsonSchema }) => {
      delete jsonSchema.$schema;
      delete jsonSchema.$id;
      delete jsonSchema.readOnly;
      if (jsonSchema.format === 'date-time') delete jsonSchema.pattern;
    },
  });
  const isNamed = (id: string): boolean => id in names;
  return {
    named: Object.fromEntries(
      Object.entries(schemas)
        .filter(([id]) => isNamed(id))
        .map(cleaned),
    ),
    schemaOf: (row, of) => {
      const schema = row[of];
      const name = schema && registry.get(schema)?.id;
      if (name === undefined) return undefined;
      if (isNamed(name)) return { $ref: refTo(name) };
      return cleaned(['', schemas[name] ?? {}])[1];
    },
  };
}

/** Without what only a schema that stands alone needs. */
function cleaned([id, { $schema: _, $id: __, ...schema }]: [string, JsonSchema]): [string, JsonSchema] {
  return [id, schema];
}
