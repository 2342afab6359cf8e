import { isIdentifier } from '@scrutin/election';
import { base64urlOf, bytesOfBase64url } from './base64url.ts';

/**
 * The two kinds of files of a credential set, kept in separate folders because different people hold
 * them:
 *
 * - `letters/letters-00001.csv`: what is posted to voters. A line of names, then `nas,code[,region]`.
 *   Secret, needed once, by the printer.
 * - `roll/roll-00001.txt`: what the system is given. One line per credential: its hash in base64url
 *   (43 characters), then `,region` for an election. No NAS, no code.
 *
 * P6, P7: roll lines are sorted by hash, so that their order says nothing about the order of the letters.
 */
export interface RollLine {
  /** 32 bytes. */
  readonly hash: Uint8Array;
  readonly region?: string;
}

const HASH_CHARACTERS = 43;

export function formatRollLine(hash: Uint8Array, region?: string): string {
  return region === undefined ? base64urlOf(hash) : `${base64urlOf(hash)},${region}`;
}

/** Undefined for a text that {@link formatRollLine} does not write. */
export function parseRollLine(line: string): RollLine | undefined {
  const hash = bytesOfBase64url(line.slice(0, HASH_CHARACTERS));
  if (hash?.length !== 32) return undefined;
  if (line.length === HASH_CHARACTERS) return { hash };
  const region = line.slice(HASH_CHARACTERS + 1);
  return line[HASH_CHARACTERS] === ',' && isIdentifier(region) ? { hash, region } : undefined;
}

/** The first line of a letters file. */
export function lettersHeader(withRegion: boolean): string {
  return withRegion ? 'nas,code,region' : 'nas,code';
}

/** No field can hold a comma, a quote or a line end, so nothing needs quoting (RFC 4180). */
export function formatLetterLine(nas: string, code: string, region?: string): string {
  return region === undefined ? `${nas},${code}` : `${nas},${code},${region}`;
}

export function lettersFileName(shard: number): string {
  return `letters-${String(shard).padStart(5, '0')}.csv`;
}

export function rollFileName(shard: number): string {
  return `roll-${String(shard).padStart(5, '0')}.txt`;
}
