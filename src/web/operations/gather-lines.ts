/**
 * Lines of one turn of the event loop are written together: for each by itself the call to the operating system takes
 * longer than all the rest of it.
 */
export interface LineGatherer {
  write(line: string): void;
  /** Writes what waits at once: before the process ends. */
  flush(): void;
}

export function gatherLines(print: (lines: string) => void): LineGatherer {
  let waiting: string[] = [];
  const flush = (): void => {
    if (waiting.length > 0) print(waiting.join('\n'));
    waiting = [];
  };
  return {
    flush,
    write: (line) => {
      if (waiting.push(line) === 1) setImmediate(flush);
    },
  };
}
