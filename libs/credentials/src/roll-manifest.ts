import type { RollKey } from '@scrutin/election';
import { isRollKey } from '@scrutin/election';
import type { CredentialScheme } from './credential-hash.ts';
import { isCredentialScheme } from './credential-hash.ts';

export const ROLL_MANIFEST_FILE = 'manifest.json';
export const ROLL_FORMAT = 'scrutin-roll/1';
export const REFERENCES_MANIFEST_FILE = 'manifest.json';
export const LETTERS_MANIFEST_FILE = 'manifest.json';
export const LETTERS_FORMAT = 'scrutin-letters/1';
export const REFERENCES_FORMAT = 'scrutin-references/1';

/** One file of a roll. */
export interface RollShard {
  /** The name of a file in the folder of the manifest. */
  readonly file: string;
  /** The number of credentials in the file. */
  readonly credentials: number;
  /** The SHA-256 of the whole file, as 64 hexadecimal digits. */
  readonly sha256: string;
}

/** The description of a roll folder. It is written last, so a folder without it is incomplete. */
export interface RollManifest {
  readonly format: typeof ROLL_FORMAT;
  readonly roll: RollKey;
  readonly scheme: CredentialScheme;
  readonly credentials: number;
  /** The check of the pepper with which the credentials were hashed. Missing for `sha256` and in older sets. */
  readonly pepper_check?: string;
  readonly shards: readonly RollShard[];
}

/** The description of a folder of references. Except for its format it is that of the roll of the same set. */
export interface ReferencesManifest extends Omit<RollManifest, 'format'> {
  readonly format: typeof REFERENCES_FORMAT;
}

/** The description of a folder of letters. Except for its format and two members it is that of the roll of the same set. */
export interface LettersManifest extends Omit<RollManifest, 'format'> {
  readonly format: typeof LETTERS_FORMAT;
  /** When the set was generated (ISO 8601, UTC). */
  readonly created_at: string;
  /** Whether the identifiers are those of a register, or were invented for a demonstration. */
  readonly voters: 'register' | 'invented';
}

/** The text of a manifest: indented JSON that ends with a line feed. */
export function formatRollManifest(manifest: RollManifest | ReferencesManifest | LettersManifest): string {
  return `${JSON.stringify(manifest, undefined, 2)}\n`;
}

/** A parsed manifest, or what is wrong with it. The problem completes a sentence whose subject is the manifest. */
export type ParsedManifest<Manifest> =
  { readonly ok: true; readonly manifest: Manifest } | { readonly ok: false; readonly problem: string };
export type ParsedRollManifest = ParsedManifest<RollManifest>;

/** Parses a manifest and trusts nothing in it: file names must stay within the folder, and counts must add up. */
export function parseRollManifest(text: string): ParsedRollManifest {
  return parseManifest(text, ROLL_FORMAT);
}

/** Parses the manifest of a folder of references, as {@link parseRollManifest} parses that of a roll. */
export function parseReferencesManifest(text: string): ParsedManifest<ReferencesManifest> {
  return parseManifest(text, REFERENCES_FORMAT);
}

/** Parses the manifest of a folder of letters, as {@link parseRollManifest} parses that of a roll. */
export function parseLettersManifest(text: string): ParsedManifest<LettersManifest> {
  const parsed = parseManifest(text, LETTERS_FORMAT);
  if (!parsed.ok) return parsed;
  const { created_at: createdAt, voters } = parseObject(text) ?? {};
  if (typeof createdAt !== 'string' || Number.isNaN(Date.parse(createdAt))) {
    return { ok: false, problem: 'its created_at is no time' };
  }
  if (voters !== 'register' && voters !== 'invented') {
    return { ok: false, problem: 'its voters are neither of a register nor invented' };
  }
  return { ok: true, manifest: { ...parsed.manifest, created_at: createdAt, voters } };
}

function parseManifest<Format extends string>(
  text: string,
  format: Format,
): ParsedManifest<Omit<RollManifest, 'format'> & { readonly format: Format }> {
  const value = parseObject(text);
  if (value === undefined) {
    const problem = ENCODED_OTHERWISE.test(text)
      ? 'it is not in UTF-8 (perhaps in UTF-16): save it as UTF-8'
      : 'it is not a JSON object';
    return { ok: false, problem };
  }
  if (value['format'] !== format) return { ok: false, problem: `its format is not ${format}` };
  const { roll, scheme, credentials, shards, pepper_check: check } = value;
  if (typeof roll !== 'string' || !isRollKey(roll)) {
    return { ok: false, problem: 'its roll is neither law:ID nor election:ID' };
  }
  if (typeof scheme !== 'string' || !isCredentialScheme(scheme)) {
    return { ok: false, problem: 'its scheme is unknown' };
  }
  if (!Array.isArray(shards) || !shards.every(isShard)) {
    return { ok: false, problem: 'a shard lacks its file name, its count or its sha256' };
  }
  const total = shards.reduce((sum, shard) => sum + shard.credentials, 0);
  if (total !== credentials) return { ok: false, problem: 'its counts do not add up' };
  if (check !== undefined && !(typeof check === 'string' && /^[0-9a-f]{16}$/.test(check))) {
    return { ok: false, problem: 'its pepper_check is not 16 hexadecimal digits' };
  }
  const pepper = check === undefined ? {} : { pepper_check: check };
  return { ok: true, manifest: { format, roll, scheme, credentials, ...pepper, shards } };
}

/** Matches the remains of another encoding that was decoded as UTF-8. */
// eslint-disable-next-line no-control-regex -- the pattern must match zero bytes
const ENCODED_OTHERWISE = /[\u0000\ufffd]/;

function isShard(value: unknown): value is RollShard {
  if (typeof value !== 'object' || value === null) return false;
  const { file, credentials, sha256 } = value as Record<string, unknown>;
  return (
    typeof file === 'string' &&
    /^[A-Za-z0-9][A-Za-z0-9._-]*$/.test(file) &&
    typeof credentials === 'number' &&
    Number.isSafeInteger(credentials) &&
    credentials >= 0 &&
    typeof sha256 === 'string' &&
    /^[0-9a-f]{64}$/.test(sha256)
  );
}

function parseObject(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text.replace(/^\ufeff/, ''));
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined; // the caller says what is wrong with it
  }
}
