/** JSON lines: one value a line in, one value a line out. */
import type { z } from 'zod';
import { say } from '../language/language.ts';
import type { CommandIo } from './command.ts';

/**
 * Answers each line that is no blank with `answer`, in order. A line that is no JSON of the shape asked for is
 * answered with {"error": …}, and makes the exit code 1.
 */
export async function answerLines<T>(
  io: CommandIo,
  shape: z.ZodType<T>,
  answer: (value: T) => object,
): Promise<number> {
  let exitCode = 0;
  for await (const line of linesOf(io.input)) {
    if (line.trim() === '') continue;
    const parsed = readLine(line, shape);
    if (parsed.kind === 'refused') exitCode = 1;
    io.print(JSON.stringify(parsed.kind === 'read' ? answer(parsed.value) : { error: parsed.reason }));
  }
  return exitCode;
}

type Line<T> =
  | { readonly kind: 'read'; readonly value: T }
  | { readonly kind: 'refused'; readonly reason: string };

function readLine<T>(line: string, shape: z.ZodType<T>): Line<T> {
  const json = parseJson(line);
  if (!json) return { kind: 'refused', reason: say('en').grading.commandLine.notJson() };
  const parsed = shape.safeParse(json.value);
  if (parsed.success) return { kind: 'read', value: parsed.data };
  const reasons = parsed.error.issues.map(({ path, message }) => [...path, message].join(': '));
  return { kind: 'refused', reason: reasons.join('; ') };
}

function parseJson(line: string): { readonly value: unknown } | undefined {
  try {
    return { value: JSON.parse(line) };
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

async function* linesOf(chunks: AsyncIterable<string>): AsyncGenerator<string> {
  let rest = '';
  for await (const chunk of chunks) {
    const lines = (rest + chunk).split('\n');
    rest = lines.pop() ?? '';
    yield* lines;
  }
  yield rest;
}

/** The value behind an option such as --locale, or undefined. */
export function optionOf(argv: readonly string[], option: string): string | undefined {
  const joined = argv.find((argument) => argument.startsWith(`${option}=`));
  if (joined !== undefined) return joined.slice(option.length + 1);
  const at = argv.indexOf(option);
  return at < 0 ? undefined : argv[at + 1];
}
