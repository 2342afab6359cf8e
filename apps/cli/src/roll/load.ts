import type { BallotStore } from '@scrutin/ballot-store';
import type { RollKey, RollScheme } from '@scrutin/election';
import { ConfigurationError } from '@scrutin/service-runtime';
import { bucketsFor } from '@scrutin/voter-roll';
import type { VoterRoll } from '@scrutin/voter-roll';
import type { RollSource } from './roll-source.ts';

export interface LoadReport {
  readonly roll: RollKey;
  readonly scheme: RollScheme;
  readonly added: number;
  readonly alreadyThere: number;
  /** On the roll now. */
  readonly credentials: number;
  readonly seconds: number;
  readonly remarks: readonly string[];
}

/**
 * Puts the source on its roll in Redis, then registers the roll in PostgreSQL: from that moment the
 * pipeline takes its votes. Doing it again changes nothing.
 *
 * @throws ConfigurationError when the roll is there under another scheme
 */
export async function loadRoll(
  source: RollSource,
  store: Pick<BallotStore, 'rolls' | 'registerRoll'>,
  roll: Pick<VoterRoll, 'loadRoll'>,
  onProgress: (entries: number) => void,
): Promise<LoadReport> {
  const { rollKey, scheme } = source;
  const registered = (await store.rolls()).find((known) => known.rollKey === rollKey);
  if (registered !== undefined && registered.scheme !== scheme) {
    throw new ConfigurationError(
      `The roll ${rollKey} is registered with the scheme ${registered.scheme}, this one has ${scheme}: a roll has one scheme, or half of its voters would be unknown.`,
    );
  }
  const startedAt = performance.now();
  const planned = Math.max(source.credentials, Number(registered?.credentials ?? 0));
  const loaded = await roll.loadRoll(rollKey, source.entries(), { buckets: bucketsFor(planned), onProgress });
  await store.registerRoll(rollKey, { credentials: loaded.credentials, buckets: loaded.buckets, scheme });
  const remarks = [...source.remarks()];
  if (loaded.crowded) {
    remarks.push(
      'The roll has outgrown its buckets, which slows every vote: load all of its files into an empty Redis, then `roll rebuild`.',
    );
  }
  if (registered !== undefined && loaded.added > 0) {
    remarks.push(
      'The roll was registered before: if Redis had lost it, put its votes back with `roll rebuild`.',
    );
  }
  return {
    roll: rollKey,
    scheme,
    added: loaded.added,
    alreadyThere: loaded.alreadyThere,
    credentials: loaded.credentials,
    seconds: (performance.now() - startedAt) / 1000,
    remarks,
  };
}
