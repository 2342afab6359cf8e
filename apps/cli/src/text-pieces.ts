import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';

const PIECE_BYTES = 1 << 18;

/**
 * The text of a file that may be larger than a string, piece by piece: UTF-8 with or without a byte order mark, or
 * UTF-16 with one, as `decodeText` takes them.
 *
 * @throws SyntaxError when its bytes are no such text, with the line
 */
export async function* textPieces(file: string): AsyncGenerator<string, void, undefined> {
  const encoding = await encodingOf(file);
  const decoder = new TextDecoder(encoding, { fatal: true });
  let line = 1;
  for await (const chunk of createReadStream(file, { highWaterMark: PIECE_BYTES })) {
    const piece = decoded(() => decoder.decode(chunk as Buffer, { stream: true }), encoding, line);
    line += piece.split('\n').length - 1;
    yield piece;
  }
  yield decoded(() => decoder.decode(), encoding, line);
}

async function encodingOf(file: string): Promise<'utf-8' | 'utf-16le' | 'utf-16be'> {
  const handle = await open(file);
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(4), 0, 4, 0);
    const [first, second] = buffer.subarray(0, bytesRead);
    if (first === 0xff && second === 0xfe) return 'utf-16le';
    if (first === 0xfe && second === 0xff) return 'utf-16be';
    if (buffer.subarray(0, bytesRead).includes(0)) {
      throw new SyntaxError(
        'it holds zero bytes: it is no text, or UTF-16 without a mark. Save it as UTF-8.',
      );
    }
    return 'utf-8';
  } finally {
    await handle.close();
  }
}

function decoded(decode: () => string, encoding: string, line: number): string {
  try {
    return decode();
  } catch (error) {
    const name = encoding === 'utf-8' ? 'UTF-8' : 'well-formed UTF-16';
    throw new SyntaxError(`it is not ${name}, from line ${line} on. Save it as UTF-8.`, { cause: error });
  }
}
