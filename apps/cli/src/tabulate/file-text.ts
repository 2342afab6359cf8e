import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import type { LocalizedText } from '@scrutin/election';
import type { ReadOutcome } from '@scrutin/tabulation';
import { unreadable } from '@scrutin/tabulation';

/** The text of a file, unzipped if its name ends in `.gz`. */
export async function readText(file: string): Promise<ReadOutcome<string>> {
  try {
    const bytes = await readFile(file);
    return decodeText(file.endsWith('.gz') ? await promisify(gunzip)(bytes) : bytes);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return unreadable({ fr: `le fichier ne peut pas être lu (« ${message} »)`, en: message });
  }
}

/**
 * Text in UTF-8, with or without a byte order mark, or in UTF-16 with one, as spreadsheets save it. Anything else
 * is refused: read in the wrong encoding, two names could become one.
 */
export function decodeText(bytes: Uint8Array): ReadOutcome<string> {
  const begins = (...mark: readonly number[]): boolean => mark.every((byte, at) => bytes[at] === byte);
  if (begins(0xff, 0xfe, 0, 0) || begins(0, 0, 0xfe, 0xff))
    return unreadable({
      fr: 'c’est de l’UTF-32 : enregistrez-le en UTF-8',
      en: 'it is UTF-32: save it as UTF-8',
    });
  const encoding = begins(0xff, 0xfe) ? 'utf-16le' : begins(0xfe, 0xff) ? 'utf-16be' : 'utf-8';
  if (encoding !== 'utf-8' && bytes.length % 2 !== 0)
    return unreadable({
      fr: 'c’est de l’UTF-16, et il finit par un demi-caractère',
      en: 'it is UTF-16 and ends in half a character',
    });
  const text = decoded(bytes, encoding);
  const zero = encoding === 'utf-8' ? bytes.indexOf(0) : (text ?? '').indexOf('\0');
  if (zero !== -1) {
    return unreadable({
      fr: 'il contient des octets nuls : ce n’est pas un texte, ou c’est de l’UTF-16 sans marque : enregistrez-le en UTF-8',
      en: 'it holds zero bytes: it is no text, or UTF-16 without a mark: save it as UTF-8',
    });
  }
  if (text === undefined) {
    const place = placeOfFault(bytes);
    return unreadable(
      encoding === 'utf-8'
        ? {
            fr: `ce n’est pas de l’UTF-8 (${place.fr}) : enregistrez-le dans ce codage`,
            en: `not UTF-8 (${place.en}): save it in that encoding`,
          }
        : {
            fr: 'l’UTF-16 est mal formé : enregistrez-le en UTF-8',
            en: 'it is not well-formed UTF-16: save it as UTF-8',
          },
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
function placeOfFault(bytes: Uint8Array): LocalizedText {
  const lenient = new TextDecoder('utf-8').decode(bytes);
  return placeAt(lenient, Math.max(0, lenient.indexOf('\uFFFD')));
}

function placeAt(text: string, index: number): LocalizedText {
  const lines = text.slice(0, index).split(/\r\n|\n|\r/);
  const column = (lines.at(-1)?.length ?? 0) + 1;
  return { fr: `ligne ${lines.length}, colonne ${column}`, en: `line ${lines.length}, column ${column}` };
}
