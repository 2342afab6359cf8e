import type { Hash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { LocalizedRefusal } from '../../language.ts';

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
 * @throws LocalizedRefusal if it cannot be read
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
    const text =
      code === 'ENOENT'
        ? { fr: `${file} n’existe pas.`, en: `${file} does not exist.` }
        : { fr: `${file} est illisible (${code}).`, en: `${file} cannot be read (${code}).` };
    throw new LocalizedRefusal(text, { cause: error });
  }
}

/** The refusal of a register whose first line has characters that cannot be read in its encoding. */
export function unreadableNames(head: Uint8Array, encoding: RegisterEncoding): LocalizedRefusal {
  if (encoding !== 'utf-8' || isUtf8(head)) {
    return new LocalizedRefusal({
      fr: 'La première ligne de la liste, qui nomme les colonnes, a des caractères qui se sont perdus dans une conversion. Reprenez le fichier d’origine, et enregistrez-le sous « CSV UTF-8 ».',
      en: 'The first line of the register, which names the columns, has characters that were lost in a conversion. Take the original file and save it as “CSV UTF-8”.',
    });
  }
  const seeming = seemingEncoding(head);
  return new LocalizedRefusal({
    fr: `Le fichier de la liste n’est pas en UTF-8 : sa première ligne semble être en ${seeming}. Ouvrez-le dans le tableur et enregistrez-le sous « CSV UTF-8 ».`,
    en: `The file of the register is not in UTF-8: its first line seems to be in ${seeming}. Open it in the spreadsheet and save it as “CSV UTF-8”.`,
  });
}

function isUtf8(head: Uint8Array): boolean {
  try {
    // The last character of the head may be cut.
    new TextDecoder('utf-8', { fatal: true }).decode(head, { stream: true });
    return true;
  } catch {
    return false;
  }
}

/** The encoding, of the two that spreadsheets write beside Unicode, in which the first line has more letters of French. */
function seemingEncoding(head: Uint8Array): string {
  const lineEnd = head.findIndex((byte) => byte === 0x0a || byte === 0x0d);
  const line = head.subarray(0, lineEnd < 0 ? head.length : lineEnd);
  const letters = (encoding: string): number =>
    new TextDecoder(encoding).decode(line).match(/[àâæçèéêëîïôœùûü«»’°]/gi)?.length ?? 0;
  return letters('macintosh') > letters('windows-1252') ? 'Mac OS Roman' : 'Windows-1252';
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
