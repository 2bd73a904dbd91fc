/** What a command of the command line is; main.ts holds the table of them. */
export interface Command {
  /** One line for the list of commands. */
  readonly summary: string;
  /** Runs with the arguments behind its name; resolves to the exit code. */
  run(argv: readonly string[], io: CommandIo): Promise<number>;
}

export interface CommandIo {
  /** Chunks of standard input, of any length. */
  readonly input: AsyncIterable<string>;
  /** A line to standard output. */
  print(line: string): void;
  /** A line to standard error. */
  complain(line: string): void;
}
