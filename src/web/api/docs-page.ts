/** The page that explains the API: the OpenAPI document, in words, with a call to copy for each operation. */
import { may, type Standing, standings } from '../../classroom/permissions.ts';
import { type Locale, say } from '../../language/language.ts';
import type { Page } from '../page.ts';
import type { Endpoint } from './endpoint.ts';
import { apiRoot, type SectionId, sections } from './endpoints.ts';
import type { JsonSchema, OpenApi, Operation } from './openapi.ts';
import { statusNames } from './problem.ts';
import { calledByName, sampleOf, sketchOf } from './sketch.ts';

export function docsPage(locale: Locale, document: OpenApi): Page {
  const words = say(locale).api;
  return {
    template: 'api/docs-page',
    title: words.title,
    view: {
      words,
      conventions: conventions.map((name) => words.conventionList[name]),
      names: calledByName.map(
        (name) => `${name} = ${sketchOf(document.components.schemas[name] ?? {}, document)}`,
      ),
      first: `curl -H "Authorization: Bearer $TOKEN" ${addressOf(document)}/courses`,
      statuses: Object.entries(statusNames).map(([status, name]) => ({
        status,
        text: words.statuses[name],
      })),
      problem: sketchOf(document.components.schemas.Problem ?? {}, document),
      sections: Object.entries(sections).map(([name, rows]) => ({
        name,
        title: words.sections[name as SectionId],
        operations: rows.map((row) => operationView(row, locale, document)),
      })),
    },
  };
}

const conventions = ['token', 'json', 'marks', 'instants', 'ids', 'pages'] as const;

const addressOf = ({ servers }: OpenApi): string => servers[0]?.url ?? '';

function operationView(row: Endpoint, locale: Locale, document: OpenApi) {
  const words = say(locale).api;
  const path = row.path.replace(/:(\w+)/g, '{$1}');
  const operation = document.paths[path]?.[row.method.toLowerCase()];
  const { body, answer } = schemasIn(operation);
  return {
    id: row.id,
    method: row.method,
    path: `${apiRoot}${path}`,
    summary: words.operations[row.id],
    mayName: words.may(standingsFor(row, locale)),
    parameters: (operation?.parameters ?? [])
      .filter((parameter) => parameter.in === 'query')
      .map(({ name, required, schema }) => ({
        name,
        kind: sketchOf(schema, document),
        need: required ? words.required : '',
      })),
    body: body ? sketchOf(body, document) : '',
    answer: answer ? sketchOf(answer, document) : '',
    instead: row.files.length > 0 ? words.fileAnswer : words.noAnswer,
    curl: curlFor(row, body, document),
  };
}

const standingsFor = ({ action }: Endpoint, locale: Locale): string => {
  const names: Readonly<Record<Standing, string>> = say(locale).api.standings;
  const allowed = standings.filter((standing) => may(standing, action));
  const { tag } = say(locale);
  if (allowed.length === standings.length) return say(locale).api.everybody;
  return new Intl.ListFormat(tag, { type: 'conjunction' }).format(allowed.map((each) => names[each]));
};

function schemasIn(operation: Operation | undefined) {
  const json = (of: { readonly content?: Readonly<Record<string, { schema?: JsonSchema }>> } | undefined) =>
    of?.content?.['application/json']?.schema;
  const [success] = Object.entries(operation?.responses ?? {}).filter(([status]) => status.startsWith('2'));
  return { body: json(operation?.requestBody), answer: json(success?.[1]) };
}

function curlFor({ method, path, files }: Endpoint, body: JsonSchema | undefined, document: OpenApi): string {
  const verb = method === 'GET' ? '' : ` -X ${method}`;
  const data = body
    ? ` -H "Content-Type: application/json" -d '${JSON.stringify(sampleOf(body, document))}'`
    : '';
  const out = files.length > 0 ? ' -OJ' : '';
  const address = `${addressOf(document)}${path.replace(/:(\w+)/g, '$$$1')}`;
  return `curl${verb}${out} -H "Authorization: Bearer $TOKEN"${data} "${address}"`;
}
