import { createHash } from 'node:crypto';
import type { LocalizedText, Refusal } from '@scrutin/election';
import { refused } from '@scrutin/election';
import type { Actor } from './acts.ts';
import type { Official } from './officials.ts';

/**
 * The version of a record that belongs to no contest: another one after every change. A contest, with its races and
 * candidates, has a version of its own; see `contestVersion`.
 *
 * @param record a region, a party or the approval policy, as the office reads it
 * @returns SHA-256 in hexadecimal
 */
export function recordVersion(record: object): string {
  return createHash('sha256').update(JSON.stringify(record)).digest('hex');
}

/**
 * The version of an account. A lock after failed logins comes and goes by itself, so it makes no other version. Neither
 * does a new password, which the account does not show: of two new passwords, the last one counts.
 */
export function officialVersion(official: Official): string {
  return recordVersion({ ...official, lockedUntilMs: undefined });
}

/**
 * The refusal if a change was made from another version of its record than the present one. The row of the record must
 * be locked, so that the version stays the present one until the end of the act.
 *
 * @param version that of the record now
 * @param record what kind of record it is, for the sentence of the refusal
 */
export function outdatedRecord(
  { madeFrom }: Actor,
  version: string,
  record: keyof typeof CHANGED,
): Refusal | undefined {
  return madeFrom === undefined || madeFrom.includes(version)
    ? undefined
    : refused('outdated', CHANGED[record]);
}

const CHANGED = {
  region: changedSince('La région a changé depuis que vous l’avez lue : lisez-la', 'The region has changed'),
  party: changedSince('Le parti a changé depuis que vous l’avez lu : lisez-le', 'The party has changed'),
  policy: changedSince(
    'Les règles d’approbation ont changé depuis que vous les avez lues : lisez-les',
    'The approval policy has changed',
  ),
  account: changedSince('Le compte a changé depuis que vous l’avez lu : lisez-le', 'The account has changed'),
} as const;

function changedSince(fr: string, en: string): LocalizedText {
  return {
    fr: `${fr} de nouveau, et refaites votre modification si elle convient encore.`,
    en: `${en} since you read it: read it again, and make your change again if it still fits.`,
  };
}
