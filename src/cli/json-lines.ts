/** JSON lines: one value a line in, one value a line out. */
import { z } from 'zod';
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
    const parsed = shape.safeParse(parseJson(line));
    if (!parsed.success) exitCode = 1;
    io.print(JSON.stringify(parsed.success ? answer(parsed.data) : { error: z.prettifyError(parsed.error) }));
  }
  return exitCode;
}

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line);
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
