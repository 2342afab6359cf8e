import type { ElectionOffice } from '@scrutin/ballot-store';
import type { RollKey, RollScheme } from '@scrutin/election';
import { ConfigurationError } from '@scrutin/service-runtime';
import { bucketsFor } from '@scrutin/voter-roll';
import type { VoterRoll } from '@scrutin/voter-roll';
import { contestSubject, findSubject } from '../contest/contest-subject.ts';
import type { FoundSubject } from '../contest/contest-subject.ts';
import { commandLineActor } from '../office/act.ts';
import type { RollSource } from './roll-source.ts';

/** What a roll needs of the office. */
export type RollDesk = Pick<ElectionOffice, 'law' | 'election' | 'rolls' | 'recordRoll'>;

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
 * Puts the source on its roll in Redis, then the roll on record in PostgreSQL: from that moment the pipeline
 * takes its votes. Doing it again changes nothing.
 *
 * @throws ConfigurationError when there is no such law or election, when the roll is there under another
 *   scheme, or when the office refuses the roll
 */
export async function loadRoll(
  source: RollSource,
  office: RollDesk,
  roll: Pick<VoterRoll, 'loadRoll'>,
  onProgress: (entries: number) => void,
): Promise<LoadReport> {
  const { rollKey, scheme } = source;
  const subject = await requireSubject(office, rollKey);
  const registered = (await office.rolls()).find((known) => known.rollKey === rollKey);
  if (registered !== undefined && registered.scheme !== scheme) {
    throw new ConfigurationError(
      `The roll ${rollKey} is registered with the scheme ${registered.scheme}, this one has ${scheme}: a roll has one scheme, or half of its voters would be unknown.`,
    );
  }
  const startedAt = performance.now();
  const planned = Math.max(source.credentials, Number(registered?.credentials ?? 0));
  const loaded = await roll.loadRoll(rollKey, source.entries(), { buckets: bucketsFor(planned), onProgress });
  const { credentials, buckets, regions } = loaded;
  const recorded = await office.recordRoll(commandLineActor(), rollKey, {
    credentials,
    buckets,
    scheme,
    regions,
  });
  if (!recorded.ok) {
    throw new ConfigurationError(
      `${recorded.detail} Redis has ${credentials} credentials of the roll ${rollKey} now; what is on record of it did not change.`,
    );
  }
  const remarks = [...source.remarks()];
  if (loaded.crowded) {
    remarks.push(
      'The roll has outgrown its buckets, which slows every vote: load all of its files into an empty Redis, then `roll rebuild`.',
    );
  }
  if (subject.kind === 'election') {
    const races = new Set(subject.election.races.map(({ regionId }) => regionId));
    for (const [region, voters] of regions) {
      if (races.has(region)) continue;
      remarks.push(`${voters} of its voters vote in ${region}, where the election has no race.`);
    }
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

/** Asked first: a roll of millions is not loaded for a misspelt name. */
async function requireSubject(office: RollDesk, rollKey: RollKey): Promise<FoundSubject> {
  const named = contestSubject(rollKey);
  const found = await findSubject(office, named);
  if (found !== undefined) return found;
  const create = named.kind === 'law' ? 'law create' : 'election load';
  throw new ConfigurationError(
    `There is no ${named.kind} ${named.id}: create it first (${create}). Nothing was loaded.`,
  );
}
