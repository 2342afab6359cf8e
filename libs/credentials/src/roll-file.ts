import { isIdentifier } from '@scrutin/election';
import { base64urlOf, bytesOfBase64url } from './base64url.ts';

/*
 * A credential set has three kinds of files. They are in separate folders because different people keep them:
 *
 * - `letters/letters-00001.csv` is for the letters to the voters. It has a line of column names, and a line
 *   `nas,code[,region],reference` for each voter. It is secret, and only the printer needs it, once.
 * - `roll/roll-00001.txt` is loaded into the system. It has a line for each credential: its hash in base64url (43
 *   characters), and `,region` for an election. It has no NAS and no code.
 * - `references/references-00001.csv` is the office's own link from a letter to its credential (reference-file.ts).
 *
 * Roll lines are sorted by hash, so that their order says nothing about the order of the letters (P6, P7).
 */

/** One line of a roll: a credential hash and, in an election, the region in which the credential may vote. */
export interface RollLine {
  /** 32 bytes. */
  readonly hash: Uint8Array;
  readonly region?: string;
}

/** The number of characters of the hash at the beginning of a roll line: 32 bytes in base64url. */
export const HASH_CHARACTERS = 43;
/** The column at which the region of a roll line begins, after the hash and a comma. Columns are counted from 1. */
export const REGION_COLUMN = HASH_CHARACTERS + 2;

/** Formats a line of a roll, without a line end. The region is given for elections only. */
export function formatRollLine(hash: Uint8Array, region?: string): string {
  return region === undefined ? base64urlOf(hash) : `${base64urlOf(hash)},${region}`;
}

/** Parses a line of a roll. Undefined unless it is exactly what {@link formatRollLine} writes. */
export function parseRollLine(line: string): RollLine | undefined {
  const hash = bytesOfBase64url(line.slice(0, HASH_CHARACTERS));
  if (hash?.length !== 32) return undefined;
  if (line.length === HASH_CHARACTERS) return { hash };
  const region = line.slice(HASH_CHARACTERS + 1);
  return line[HASH_CHARACTERS] === ',' && isIdentifier(region) ? { hash, region } : undefined;
}

/** What a letters file says about one voter. */
export interface LetterLine {
  readonly nas: string;
  readonly code: string;
  /** Only in elections. */
  readonly region?: string | undefined;
  readonly reference: string;
  /** At most as many lines as the header was given. */
  readonly address?: readonly string[];
}

/**
 * The first line of a letters file: `nas,code,region,reference`, and `address_1`, `address_2` … for the lines of an
 * address.
 */
export function lettersHeader(withRegion: boolean, addressLines = 0): string {
  const names = withRegion ? ['nas', 'code', 'region', 'reference'] : ['nas', 'code', 'reference'];
  for (let line = 1; line <= addressLines; line++) names.push(`address_${line}`);
  return names.join(',');
}

/**
 * A line of a letters file (RFC 4180). Only lines of an address can contain a comma or a quote, and are then in quotes.
 * A line of an address that a spreadsheet would take for a formula gets an apostrophe.
 */
export function formatLetterLine(letter: LetterLine, addressLines = 0): string {
  const { nas, code, region, reference, address = [] } = letter;
  const line = region === undefined ? `${nas},${code},${reference}` : `${nas},${code},${region},${reference}`;
  if (addressLines === 0) return line;
  const fields = Array.from({ length: addressLines }, (_, i) => quoted(address[i] ?? ''));
  return `${line},${fields.join(',')}`;
}

function quoted(text: string): string {
  const harmless = /^[=+@-]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}

/** The name of the n-th letters file, such as `letters-00001.csv`. */
export function lettersFileName(shard: number): string {
  return `letters-${String(shard).padStart(5, '0')}.csv`;
}

/** The name of the n-th roll file, such as `roll-00001.txt`. */
export function rollFileName(shard: number): string {
  return `roll-${String(shard).padStart(5, '0')}.txt`;
}
