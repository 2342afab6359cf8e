import type {
  ApprovableOutcome,
  ElectionDetail,
  Law,
  LoadInDraft,
  RollKey,
  RollScheme,
} from '@scrutin/election';
import type { ElectionOffice, LoadedRoll, RollsInRedis } from '@scrutin/election-office';
import { loadRoll } from '@scrutin/election-office';
import { ConfigurationError } from '@scrutin/service-runtime';
import { contestSubject } from '../contest/contest-subject.ts';
import { commandLineActor } from '../office/act.ts';
import type { RollSource } from './roll-source.ts';

/** The part of the election office that loading a roll needs. */
export type RollServers = Pick<ElectionOffice, 'contest' | 'rolls' | 'beginRollLoad' | 'recordRoll'>;

export interface LoadReport extends Pick<LoadedRoll, 'added' | 'alreadyThere' | 'credentials' | 'digest'> {
  readonly roll: RollKey;
  readonly scheme: RollScheme;
  readonly seconds: number;
  readonly remarks: readonly string[];
}

export interface LoadOptions {
  /** What the load does with the present roll of a draft; see `LoadInDraft`. */
  readonly inDraft: LoadInDraft;
  /** The check value of the pepper of the services, if it is known here. */
  readonly pepperCheck: string | undefined;
  /** Why credentials are added, if the contest is published. */
  readonly reason?: string | undefined;
  readonly onProgress: (entries: number) => void;
}

/**
 * Loads the source by `loadRoll` of the election office, like every other way to load a roll. Doing it again leaves the
 * same credentials on the roll.
 *
 * @returns the report, or that the load waits for the approval of a second person; then nothing was loaded
 * @throws ConfigurationError when there is no such law or election, when the set was hashed with another pepper, or
 *   when the office refuses the roll
 */
export async function loadRollSource(
  source: RollSource,
  office: RollServers,
  roll: RollsInRedis,
  { inDraft, pepperCheck, reason, onProgress }: LoadOptions,
): Promise<ApprovableOutcome<LoadReport>> {
  const { rollKey, scheme } = source;
  const subject = await requireSubject(office, rollKey);
  if (pepperCheck !== undefined && source.pepperCheck !== undefined && pepperCheck !== source.pepperCheck) {
    throw new ConfigurationError(
      'This set was hashed with another pepper than CREDENTIAL_PEPPER: none of its voters would be found. Nothing was loaded.',
    );
  }
  const startedAt = performance.now();
  const dependencies = { office, roll, actor: commandLineActor(), inDraft, reason, onProgress };
  const races =
    subject.kind === 'election' ? new Set(subject.races.map(({ regionId }) => regionId)) : undefined;
  const checked = { ...source, entries: () => source.entries(races) };
  const outcome = await loadRoll(checked, dependencies);
  if (!outcome.ok) {
    if (outcome.kind === 'awaits-approval') return outcome;
    throw new ConfigurationError(outcome.detail);
  }
  const loaded = outcome.value;
  const value = {
    roll: rollKey,
    scheme,
    added: loaded.added,
    alreadyThere: loaded.alreadyThere,
    credentials: loaded.credentials,
    digest: loaded.digest,
    seconds: (performance.now() - startedAt) / 1000,
    remarks: [...source.remarks(), ...remarksOn(loaded)],
  };
  return { ok: true, value };
}

function remarksOn(loaded: LoadedRoll): string[] {
  const remarks: string[] = [];
  if (loaded.replaced !== undefined) {
    remarks.push(`It takes the place of the roll that was there, which had ${loaded.replaced} credentials.`);
  }
  if (loaded.crowded) {
    remarks.push(
      'The roll has outgrown its buckets, which slows every vote: while it is a draft, load it again as one set, without --add.',
    );
  }
  if (loaded.mended) {
    remarks.push('Redis had lost some of the roll: put its votes back with `roll rebuild`.');
  }
  return remarks;
}

/** Checked first, so that a misspelt name is noticed before a roll of millions is read. */
async function requireSubject(office: RollServers, rollKey: RollKey): Promise<Law | ElectionDetail> {
  const named = contestSubject(rollKey);
  const found = await office.contest(rollKey);
  if (found !== undefined) return found;
  const create = named.kind === 'law' ? 'law create' : 'election load';
  throw new ConfigurationError(
    `There is no ${named.kind} ${named.id}: create it first (${create}). Nothing was loaded.`,
  );
}
