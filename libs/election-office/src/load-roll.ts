import { randomBytes } from 'node:crypto';
import type {
  ActOutcome,
  RecordedRoll,
  Refusal,
  RegisteredRoll,
  RollKey,
  RollOrigin,
  RollScheme,
} from '@scrutin/election';
import { refused } from '@scrutin/election';
import { TransientError } from '@scrutin/service-runtime';
import type { Actor } from './acts.ts';
import type { ElectionOffice } from './election-office.ts';

interface RollEntry {
  readonly hash: Uint8Array;
  readonly region?: string;
}

/** Credentials that are to be put on a roll. */
export interface RollEntrySource {
  readonly rollKey: RollKey;
  readonly scheme: RollScheme;
  /** How many there are: what a new roll is given buckets for. */
  readonly credentials: number;
  /** Where more are expected to come: buckets for so many. */
  readonly room?: number;
  readonly pepperCheck?: string | undefined;
  readonly origin: RollOrigin;
  entries(): AsyncIterable<RollEntry> | Iterable<RollEntry>;
}

interface StagedRoll {
  readonly credentials: number;
  readonly regions: ReadonlyMap<string, number>;
  readonly digest: string;
  readonly added: number;
  readonly alreadyThere: number;
  readonly otherRegion: { readonly entries: number; readonly first: readonly number[] };
  readonly crowded: boolean;
}

interface RollLoad {
  stage(
    entries: AsyncIterable<RollEntry> | Iterable<RollEntry>,
    onProgress?: (entries: number) => void,
  ): Promise<StagedRoll>;
  adopt(generation: string): Promise<void>;
  discard(): Promise<void>;
  end(): Promise<void>;
}

/** What loading needs of the rolls in Redis, as @scrutin/voter-roll has it. */
export interface RollsInRedis {
  bucketsFor(credentials: number): number;
  status(
    roll: RecordedRoll,
  ): Promise<
    | { readonly state: 'absent' }
    | { readonly state: 'present'; readonly credentials: number; readonly missingBuckets: number }
  >;
  beginLoad(
    place: Pick<RecordedRoll, 'rollKey' | 'edition' | 'buckets'>,
    mode: 'new' | 'grow' | 'repair',
  ): Promise<RollLoad | undefined>;
  removeRoll(rollKey: RollKey, keptEdition?: string): Promise<void>;
}

export interface LoadRollDependencies {
  readonly office: Pick<ElectionOffice, 'beginRollLoad' | 'recordRoll'>;
  readonly roll: RollsInRedis;
  readonly actor: Actor;
  /** What becomes of the roll of a draft; see {@link RollLoadRequest}. */
  readonly inDraft: 'add' | 'replace' | 'replace-draft';
  readonly onProgress?: (entries: number) => void;
}

export interface LoadedRoll extends Pick<
  StagedRoll,
  'credentials' | 'regions' | 'digest' | 'added' | 'alreadyThere' | 'crowded'
> {
  /** It took the place of a draft's roll, of so many credentials. */
  readonly replaced: number | undefined;
  /** Redis had lost some of the roll: its votes must be put back (`scrutin roll rebuild`). */
  readonly mended: boolean;
}

/**
 * Loads a roll, the one way for every door: the office judges and puts on record that it begins; the entries go to
 * Redis where no vote finds them; the office judges again and puts the roll on record; then the entries become part
 * of the roll. A refusal at any of these leaves the roll as it was, in Redis and on record.
 *
 * Cut short after the record, votes of those who are not found wait, and the same load mends it (P3).
 *
 * @throws TransientError when PostgreSQL or Redis is away
 */
export async function loadRoll(
  source: RollEntrySource,
  dependencies: LoadRollDependencies,
): Promise<ActOutcome<LoadedRoll>> {
  const { office, roll, actor, inDraft } = dependencies;
  const { rollKey, scheme, pepperCheck } = source;
  const begun = await office.beginRollLoad(actor, rollKey, { scheme, inDraft, pepperCheck });
  if (!begun.ok) return begun;
  const { replaces, registered } = begun.value;
  const kept = replaces ? undefined : registered;
  const place =
    kept ??
    ({
      rollKey,
      edition: randomName(6),
      buckets: roll.bucketsFor(source.room ?? source.credentials),
    } as const);
  const isWhole = kept !== undefined && isIntact(await roll.status(kept), kept);
  const load = await roll.beginLoad(place, kept === undefined ? 'new' : isWhole ? 'grow' : 'repair');
  if (load === undefined) return refused('in-use', BUSY);
  try {
    const staged = await discarding(load, () => load.stage(source.entries(), dependencies.onProgress));
    const problem = problemOf(staged, isWhole ? undefined : kept);
    if (problem !== undefined) {
      if (!problem.keepsEntries) await load.discard();
      return problem.refusal;
    }
    const { credentials, regions, digest } = staged;
    const generation = generationOf(staged, kept);
    const recorded = await discarding(load, () =>
      office.recordRoll(actor, rollKey, {
        ...{ credentials, regions, digest, generation, scheme },
        ...{ buckets: place.buckets, edition: place.edition, source: source.origin },
        pepperCheck: pepperCheck ?? kept?.pepperCheck,
        basedOn: registered?.generation ?? 'none',
      }),
    );
    if (!recorded.ok) {
      await load.discard();
      return { ...recorded, detail: `${recorded.detail} The roll is as it was, in Redis and on record.` };
    }
    const waits = await adopt(load, generation, credentials);
    if (waits !== undefined) return waits;
    await roll.removeRoll(rollKey, place.edition); // what was replaced, and what a killed load left
    return {
      ok: true,
      value: {
        ...{ credentials, regions, digest },
        ...{ added: staged.added, alreadyThere: staged.alreadyThere, crowded: staged.crowded },
        replaced: replaces ? Number(registered?.credentials ?? 0n) : undefined,
        mended: kept !== undefined && !isWhole,
      },
    };
  } finally {
    // A Redis that is away forgets the turn by itself.
    await load.end().catch(() => undefined);
  }
}

const BUSY =
  'Another load of this roll is under way, or was cut short less than a minute ago: wait, then load it again.';

/** What a load wrote is taken out again, unless Redis is away: then the next load does it. */
async function discarding<T>(load: RollLoad, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    await load.discard().catch(() => undefined);
    throw error;
  }
}

/** The refusal when Redis went away between the record and its end: it says what is on record, not only "try again". */
async function adopt(load: RollLoad, generation: string, credentials: number): Promise<Refusal | undefined> {
  try {
    await load.adopt(generation);
    return undefined;
  } catch (error) {
    if (!(error instanceof TransientError)) throw error;
    return refused(
      'incomplete',
      `The roll is on record with ${credentials} credentials, and Redis does not have all of them yet ` +
        `(${error.message}): load it again. Votes of those who are not found wait meanwhile.`,
    );
  }
}

function isIntact(status: Awaited<ReturnType<RollsInRedis['status']>>, registered: RegisteredRoll): boolean {
  return (
    status.state === 'present' &&
    status.missingBuckets === 0 &&
    BigInt(status.credentials) === registered.credentials
  );
}

interface LoadProblem {
  readonly refusal: Refusal;
  /** The entries are on record as far as anybody can tell, and wait for the others. */
  readonly keepsEntries: boolean;
}

/** @param lost the roll on record of which Redis has lost some */
function problemOf(staged: StagedRoll, lost: RegisteredRoll | undefined): LoadProblem | undefined {
  const { otherRegion } = staged;
  if (otherRegion.entries > 0) {
    const lines = otherRegion.first.join(', ');
    const more = otherRegion.entries > otherRegion.first.length ? ', …' : '';
    const detail =
      `${otherRegion.entries} of the credentials are on the roll already, in another region (lines ${lines}${more}): ` +
      'nobody is moved by a load. Nothing was loaded.';
    return { refusal: refused('invalid', detail), keepsEntries: false };
  }
  if (lost === undefined) return undefined;
  const { credentials } = staged;
  const onRecord = Number(lost.credentials);
  if (credentials < onRecord) {
    const detail =
      `Redis has lost some of the ${onRecord} credentials of this roll, and has ${credentials} of them with what was ` +
      'loaded now: load the rest too, or send the whole roll. Votes of those who are not found wait until then.';
    return { refusal: refused('incomplete', detail), keepsEntries: true };
  }
  // Without a digest on record the counts are all there is to go by, and the office compares them.
  if (lost.digest === undefined) return undefined;
  if (credentials === onRecord && lost.digest === staged.digest) return undefined;
  const detail =
    `Redis has lost some of the ${onRecord} credentials of this roll, and what was loaded is not what is on record: ` +
    'load exactly the files of that roll again, then add others. Nothing of it was kept.';
  return { refusal: refused('incomplete', detail), keepsEntries: false };
}

/** A roll that did not change keeps its generation. */
function generationOf({ credentials, digest }: StagedRoll, kept: RegisteredRoll | undefined): string {
  const isSame =
    kept !== undefined &&
    kept.generation !== '' &&
    Number(kept.credentials) === credentials &&
    kept.digest === digest;
  return isSame ? kept.generation : randomName(8);
}

const ALPHABET = 'abcdefghijklmnopqrstuvwxyz234567';

/** Five bits a letter; short, as it stands in every bucket. */
function randomName(letters: number): string {
  return Array.from(randomBytes(letters), (byte) => ALPHABET[byte & 31]).join('');
}
