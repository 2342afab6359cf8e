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
}

/** The first line of a letters file. */
export function lettersHeader(withRegion: boolean): string {
  return withRegion ? 'nas,code,region,reference' : 'nas,code,reference';
}

/** A line of a letters file. No field can contain a comma, a quote or a line end, so none needs quotes (RFC 4180). */
export function formatLetterLine({ nas, code, region, reference }: LetterLine): string {
  return region === undefined ? `${nas},${code},${reference}` : `${nas},${code},${region},${reference}`;
}

/** The name of the n-th letters file, such as `letters-00001.csv`. */
export function lettersFileName(shard: number): string {
  return `letters-${String(shard).padStart(5, '0')}.csv`;
}

/** The name of the n-th roll file, such as `roll-00001.txt`. */
export function rollFileName(shard: number): string {
  return `roll-${String(shard).padStart(5, '0')}.txt`;
}
