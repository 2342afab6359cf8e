import { isIdentifier } from '@scrutin/election';
import { base64urlOf, bytesOfBase64url } from './base64url.ts';

/*
 * The references of a credential set are the office's own link from a letter to its credential. With it the office
 * finds the credential of a letter that was lost, so that it can be replaced or revoked. The link stays with the office
 * and never reaches a server: whoever has it and the audit sees which letters were used to vote.
 *
 * `references/references-00001.csv` has the column names `reference,credential`, and a line for each letter in the
 * order of the letters: the reference that is printed on the letter, and the credential hash in base64url (43
 * characters). In an election a third column `region` has the region in which the credential may vote. The file is
 * UTF-8 without a byte order mark, and its lines end with a line feed. There is neither a NAS nor a code in it.
 */

/** The letter of one voter, and the credential that it gives. */
export interface ReferenceLine {
  /** As {@link isReference} allows it. */
  readonly reference: string;
  /** The credential hash, of 32 bytes. */
  readonly hash: Uint8Array;
  /** Only in elections. */
  readonly region?: string | undefined;
}

export const LONGEST_REFERENCE = 64;
const REFERENCE = /^[\p{L}\p{N}](?:[\p{L}\p{M}\p{N} ._/#:-]*[\p{L}\p{M}\p{N}._/#:-])?$/u;

/**
 * Whether a text can be the reference of a letter: 1 to 64 characters, which are letters, digits, spaces and the signs
 * `. _ / # : -`. It begins with a letter or a digit and does not end with a space. So no file needs quotes around it,
 * and no spreadsheet takes it for a formula.
 */
export function isReference(text: string): boolean {
  return text.length <= LONGEST_REFERENCE && REFERENCE.test(text) && text.normalize('NFC') === text;
}

/** The first line of a file of references. */
export function referencesHeader(withRegion: boolean): string {
  return withRegion ? 'reference,credential,region' : 'reference,credential';
}

/** Formats a line of a file of references, without a line end. The region is given for elections only. */
export function formatReferenceLine({ reference, hash, region }: ReferenceLine): string {
  const line = `${reference},${base64urlOf(hash)}`;
  return region === undefined ? line : `${line},${region}`;
}

/** Parses a line of a file of references. Undefined unless it is what {@link formatReferenceLine} writes. */
export function parseReferenceLine(line: string): ReferenceLine | undefined {
  const [reference = '', credential = '', region, ...more] = line.split(',');
  const hash = bytesOfBase64url(credential);
  if (hash?.length !== 32 || !isReference(reference) || more.length > 0) return undefined;
  if (region === undefined) return { reference, hash };
  return isIdentifier(region) ? { reference, hash, region } : undefined;
}

/** The name of the n-th file of references, such as `references-00001.csv`. */
export function referencesFileName(number: number): string {
  return `references-${String(number).padStart(5, '0')}.csv`;
}

/** The reference of the n-th letter of a set whose voters came without references, such as `L-0000001`. */
export function numberedReference(letter: number): string {
  return `L-${String(letter).padStart(7, '0')}`;
}
