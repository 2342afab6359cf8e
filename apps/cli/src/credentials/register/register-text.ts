import type { Hash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { ConfigurationError } from '@scrutin/service-runtime';

/** The encodings in which spreadsheets write CSV files. */
export type RegisterEncoding = 'utf-8' | 'utf-16le' | 'utf-16be';

const PIECE_BYTES = 1 << 18;
const HEAD_BYTES = 1 << 16;

/**
 * Finds out the encoding of a file from its byte order mark, or from the zero byte beside every ASCII character of
 * UTF-16. Without either it is UTF-8. Bytes that are not UTF-8 become U+FFFD, which the check of a line notices.
 */
export function encodingOf(head: Uint8Array): RegisterEncoding {
  const [first, second] = head;
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  if (first !== 0 && second === 0) return 'utf-16le';
  return first === 0 && second !== 0 && head.length > 1 ? 'utf-16be' : 'utf-8';
}

/**
 * Reads the first 64 KiB of a file.
 *
 * @throws ConfigurationError if it cannot be read
 */
export async function headOf(file: string): Promise<Uint8Array> {
  try {
    const handle = await open(file);
    try {
      const { buffer, bytesRead } = await handle.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0);
      return buffer.subarray(0, bytesRead);
    } finally {
      await handle.close();
    }
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? '';
    const reason = code === 'ENOENT' ? 'does not exist' : `cannot be read (${code})`;
    throw new ConfigurationError(`${file} ${reason}.`, { cause: error });
  }
}

/**
 * Reads the text of a file in pieces, without its byte order mark. `sum` takes the bytes, so that a file that changed
 * between two readings is noticed.
 */
export async function* textOf(
  file: string,
  encoding: RegisterEncoding,
  sum: Hash,
  onBytes: (more: number) => void,
): AsyncGenerator<string, void, undefined> {
  const decoder = new TextDecoder(encoding);
  for await (const piece of createReadStream(file, { highWaterMark: PIECE_BYTES })) {
    const bytes = piece as Buffer;
    sum.update(bytes);
    onBytes(bytes.length);
    yield decoder.decode(bytes, { stream: true });
  }
  yield decoder.decode();
}
