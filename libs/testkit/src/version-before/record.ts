import { readFileSync } from 'node:fs';
import type { MessageVersions, QueueName } from '@scrutin/contracts/messages';
import type { StoredHash } from './stored-hashes.ts';

/** A message as a release put it into a queue, and what it means. */
export interface RecordedMessage {
  readonly queue: QueueName;
  /** The body as the broker got it, base64. */
  readonly sealed: string;
  readonly entries: readonly unknown[];
}

/**
 * What services of the release before leave behind for those of this one: messages in the queues, queues, rolls, and
 * the schema of the database. `npm run version:record` writes it after a release; docs/adr/upgrades-one-release-apart.md says why.
 */
export interface VersionBefore {
  readonly release: string;
  /** The commit whose code made the record. */
  readonly commit: string;
  readonly messageVersions: MessageVersions;
  /** The setting MESSAGE_KEYS with which the messages were sealed. */
  readonly messageKeys: string;
  readonly messages: readonly RecordedMessage[];
  readonly queues: Readonly<Record<string, Readonly<Record<string, string | number>>>>;
  /** Rolls with claims, as Redis stores them. */
  readonly rolls: readonly StoredHash[];
  /** The names of its migrations. */
  readonly migrations: readonly string[];
}

export const RECORD = new URL('../../version-before/record.json', import.meta.url);

/** Reads the record of the release before. */
export function versionBefore(): VersionBefore {
  return JSON.parse(readFileSync(RECORD, 'utf8')) as VersionBefore;
}
