import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import type { ReadOutcome } from '@scrutin/tabulation';

/** The text of a file, unzipped if its name ends in `.gz`. */
export async function readText(file: string): Promise<ReadOutcome<string>> {
  try {
    const bytes = await readFile(file);
    return decodeText(file.endsWith('.gz') ? await promisify(gunzip)(bytes) : bytes);
  } catch (error) {
    return { ok: false, problem: error instanceof Error ? error.message : String(error) };
  }
}

/**
 * Text in UTF-8, with or without a byte order mark, or in UTF-16 with one, as spreadsheets save it. Anything else
 * is refused: read in the wrong encoding, two names could become one.
 */
export function decodeText(bytes: Uint8Array): ReadOutcome<string> {
  const begins = (...mark: readonly number[]): boolean => mark.every((byte, at) => bytes[at] === byte);
  if (begins(0xff, 0xfe, 0, 0) || begins(0, 0, 0xfe, 0xff)) return refused('it is UTF-32: save it as UTF-8');
  const encoding = begins(0xff, 0xfe) ? 'utf-16le' : begins(0xfe, 0xff) ? 'utf-16be' : 'utf-8';
  if (encoding !== 'utf-8' && bytes.length % 2 !== 0)
    return refused('it is UTF-16 and ends in half a character');
  const text = decoded(bytes, encoding);
  const zero = encoding === 'utf-8' ? bytes.indexOf(0) : (text ?? '').indexOf('\0');
  if (zero !== -1) {
    return refused('it holds zero bytes: it is no text, or UTF-16 without a mark: save it as UTF-8');
  }
  if (text === undefined) {
    return refused(
      encoding === 'utf-8'
        ? `not UTF-8 (${placeOfFault(bytes)}): save it in that encoding`
        : 'it is not well-formed UTF-16: save it as UTF-8',
    );
  }
  return { ok: true, value: text };
}

function decoded(bytes: Uint8Array, encoding: string): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** Where the first bytes are that are not UTF-8. */
function placeOfFault(bytes: Uint8Array): string {
  const lenient = new TextDecoder('utf-8').decode(bytes);
  return placeAt(lenient, Math.max(0, lenient.indexOf('\uFFFD')));
}

function placeAt(text: string, index: number): string {
  const lines = text.slice(0, index).split(/\r\n|\n|\r/);
  return `line ${lines.length}, column ${(lines.at(-1)?.length ?? 0) + 1}`;
}

function refused(problem: string): ReadOutcome<string> {
  return { ok: false, problem };
}
