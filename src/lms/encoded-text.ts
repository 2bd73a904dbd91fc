/** Text that goes back into exactly the bytes it came from, byte order mark and all. */

export interface EncodedText {
  readonly text: string;
  readonly encoding: Encoding;
}

type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be';

/** Undefined for what is no text, or would not come back as it was. */
export function decodeText(bytes: Uint8Array): EncodedText | undefined {
  const encoding = encodingOf(bytes);
  const text = decoded(bytes, encoding);
  if (text === undefined || text.includes('\0')) return undefined;
  return Buffer.from(encodeText({ text, encoding })).equals(bytes) ? { text, encoding } : undefined;
}

export function encodeText({ text, encoding }: EncodedText): Uint8Array {
  const bytes = Buffer.from(text, encoding === 'utf-8' ? 'utf-8' : 'utf-16le');
  return encoding === 'utf-16be' ? bytes.swap16() : bytes;
}

/** By the byte order mark, or by where the zeros of ASCII in two bytes stand. */
function encodingOf([first = 1, second = 1]: Uint8Array): Encoding {
  if ((first === 0xff && second === 0xfe) || second === 0) return 'utf-16le';
  return (first === 0xfe && second === 0xff) || first === 0 ? 'utf-16be' : 'utf-8';
}

function decoded(bytes: Uint8Array, encoding: Encoding): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (error) {
    if (error instanceof TypeError) return undefined;
    throw error;
  }
}
