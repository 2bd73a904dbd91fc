/** A backup line by line, and whether it is whole: what a file can be asked before a database is touched. */
import { createHash, type Hash } from 'node:crypto';
import { type BackupHeader, headerSchema, trailerSchema } from './backup-format.ts';

export type BackupLine =
  | { readonly kind: 'header'; readonly header: BackupHeader }
  /** The rows that follow are of this table. */
  | { readonly kind: 'table'; readonly name: string }
  /** JSON as it stands in the file. */
  | { readonly kind: 'row'; readonly text: string };

/** Yields what stands in a backup; returns how it ends. */
export async function* readLines(
  chunks: AsyncIterable<Uint8Array>,
): AsyncGenerator<BackupLine, 'whole' | 'damaged' | 'no-backup'> {
  const digest = createHash('sha256');
  let rows = 0;
  let begun = false;
  for await (const text of linesOf(chunks)) {
    if (begun && text.startsWith('{"rows":')) return endsWith(text, rows, digest) ? 'whole' : 'damaged';
    const line = begun ? readLine(text) : readHeader(text);
    if (!line) return begun ? 'damaged' : 'no-backup';
    begun = true;
    if (line.kind === 'row') rows++;
    digest.update(`${text}\n`);
    yield line;
  }
  return begun ? 'damaged' : 'no-backup';
}

function readHeader(text: string): BackupLine | undefined {
  const read = headerSchema.safeParse(parse(text));
  return read.success ? { kind: 'header', header: read.data } : undefined;
}

function readLine(text: string): BackupLine | undefined {
  if (text.startsWith('[')) return { kind: 'row', text };
  const head = parse(text);
  return typeof head === 'object' && head !== null && 'table' in head
    ? { kind: 'table', name: String(head.table) }
    : undefined;
}

function endsWith(text: string, rows: number, digest: Hash): boolean {
  const read = trailerSchema.safeParse(parse(text));
  return read.success && read.data.rows === rows && read.data.sha256 === digest.digest('hex');
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

async function* linesOf(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let rest = '';
  for await (const chunk of chunks) {
    const lines = (rest + decoder.decode(chunk, { stream: true })).split('\n');
    rest = lines.pop() ?? '';
    yield* lines;
  }
  if (rest !== '') yield rest;
}
