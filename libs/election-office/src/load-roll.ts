import { randomBytes } from 'node:crypto';
import type {
  ApprovableOutcome,
  AwaitsApproval,
  LoadedRollRecord,
  LoadInDraft,
  LocalizedText,
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
import { LinesDigest } from './lines-digest.ts';
import { isWholeInRedis } from './roll-in-redis.ts';
import { roomFor } from './roll-room.ts';
import type { RollEntry, RollLoad, RollsInRedis, StagedRoll } from './rolls-in-redis.ts';

/** The credentials that a load puts on a roll. */
export interface RollEntrySource {
  readonly rollKey: RollKey;
  readonly scheme: RollScheme;
  /** The number of credentials. A new roll gets enough buckets for them. */
  readonly credentials: number;
  /** The number of credentials that a new roll gets buckets for, if more are expected later. */
  readonly room?: number;
  readonly pepperCheck?: string | undefined;
  readonly origin: RollOrigin;
  entries(): AsyncIterable<RollEntry> | Iterable<RollEntry>;
}

/** What {@link loadRoll} works with. */
export interface LoadRollDependencies {
  readonly office: Pick<ElectionOffice, 'rolls' | 'beginRollLoad' | 'recordRoll'>;
  readonly roll: RollsInRedis;
  readonly actor: Actor;
  readonly inDraft?: LoadInDraft;
  /** Why credentials are added, if the contest is published. The public reads it. */
  readonly reason?: string | undefined;
  readonly onProgress?: (entries: number) => void;
}

export interface LoadedRoll extends Pick<
  StagedRoll,
  'credentials' | 'regions' | 'digest' | 'added' | 'alreadyThere' | 'crowded'
> {
  /** The number of credentials of the draft's roll that this one replaced; undefined if it replaced none. */
  readonly replaced: number | undefined;
  /** True if Redis had lost part of the roll. Its claims must then be restored with `scrutin roll rebuild`. */
  readonly mended: boolean;
}

/**
 * Loads a roll. The admin API, the command line and the tests all load rolls through this function. It works in four
 * steps:
 *
 * 1. The office decides whether the roll may be loaded, and puts on record that the load begins.
 * 2. The entries are written to Redis in a place where no vote finds them.
 * 3. The office decides again and puts the roll on record.
 * 4. The entries become part of the roll in Redis.
 *
 * A refusal at any step leaves the roll unchanged, in Redis and on record, and so does a load that waits for the approval
 * of a second person. Once it is approved, the same person loads the same lines again. If the load is interrupted after step 3,
 * votes of voters who are not found wait, and loading the same roll again completes it (P3).
 *
 * @throws TransientError when PostgreSQL or Redis is away
 */
export async function loadRoll(
  source: RollEntrySource,
  dependencies: LoadRollDependencies,
): Promise<ApprovableOutcome<LoadedRoll>> {
  const { office, actor } = dependencies;
  return loadAndRecord<Refusal | AwaitsApproval>(source, dependencies, {
    replaced: [],
    record: (loaded) => office.recordRoll(actor, source.rollKey, loaded),
  });
}

/** How a load is put on record. */
interface RollRecording<Other extends Refusal | AwaitsApproval> {
  /** The credentials that the load makes void. */
  readonly replaced: readonly Uint8Array[];
  readonly record: (loaded: LoadedRollRecord) => Promise<{ readonly ok: true } | Other>;
}

/**
 * Loads a roll as {@link loadRoll} does. If the act waits for the approval of a second person, the roll is unchanged, in
 * Redis and on record.
 */
export async function loadAndRecord<Other extends Refusal | AwaitsApproval>(
  source: RollEntrySource,
  dependencies: Omit<LoadRollDependencies, 'office'> & {
    readonly office: Pick<ElectionOffice, 'rolls' | 'beginRollLoad'>;
  },
  { replaced, record }: RollRecording<Other>,
): Promise<{ readonly ok: true; readonly value: LoadedRoll } | Refusal | Other> {
  const { office, roll, actor, inDraft, reason } = dependencies;
  const { rollKey, scheme, pepperCheck } = source;
  const begun = await office.beginRollLoad(actor, rollKey, {
    scheme,
    inDraft,
    pepperCheck,
    origin: source.origin.kind,
    reason,
  });
  if (!begun.ok) return begun;
  const { replaces, registered, isLate } = begun.value;
  const lines = isLate ? new LinesDigest() : undefined;
  const kept = replaces ? undefined : registered;
  const place = kept ?? roll.newEdition(rollKey, roomFor(source.credentials, source.room));
  const load = await roll.beginLoad(place, async () => {
    if (kept === undefined) return 'new';
    // Another load that has ended since the record was read has changed both the record and Redis.
    const now = (await office.rolls()).find((other) => other.rollKey === rollKey);
    if (now?.generation !== kept.generation) return undefined;
    return isWholeInRedis(await roll.status(kept), kept) ? 'grow' : 'repair';
  });
  if (load === undefined) return refused('in-use', BUSY);
  const lost = load.mode === 'repair' ? kept : undefined;
  try {
    const staged = await discarding(load, () =>
      load.stage(lines?.of(source.entries()) ?? source.entries(), dependencies.onProgress),
    );
    const problem = problemOf(staged, lost);
    if (problem !== undefined) {
      if (!problem.keepsEntries) await load.discard();
      return problem.refusal;
    }
    const { credentials, regions, digest } = staged;
    const generation = generationOf(staged, kept);
    const recorded = await discarding(load, () =>
      record({
        credentials,
        regions,
        digest,
        generation,
        scheme,
        buckets: place.buckets,
        edition: place.edition,
        source: source.origin,
        pepperCheck: pepperCheck ?? kept?.pepperCheck,
        basedOn: registered?.generation ?? 'none',
        reason,
        linesDigest: lines?.hex(),
      }),
    );
    if (!recorded.ok) {
      await load.discard();
      if (recorded.kind === 'awaits-approval') return recorded;
      const { kind, text, onRecord } = recorded;
      return refused(kind, unchangedRoll(text), onRecord && unchangedRoll(onRecord));
    }
    const waits = await adopt(async () => {
      if (replaced.length > 0) await roll.markVoid(place, replaced);
      await load.adopt(generation);
    }, credentials);
    if (waits !== undefined) return waits;
    // Removes the roll that was replaced, and the entries of a load that was killed. No vote reads them, so the load has
    // succeeded even if Redis goes away here: the next load removes the rest.
    await roll.removeRoll(rollKey, place.edition).catch(unlessAway);
    return {
      ok: true,
      value: {
        credentials,
        regions,
        digest,
        added: staged.added,
        alreadyThere: staged.alreadyThere,
        crowded: staged.crowded,
        replaced: replaces ? Number(registered?.credentials ?? 0n) : undefined,
        mended: lost !== undefined,
      },
    };
  } finally {
    // If Redis is away, the lock of this load expires by itself.
    await load.end().catch(() => undefined);
  }
}

function unchangedRoll({ fr, en }: LocalizedText): LocalizedText {
  return {
    fr: `${fr} La liste est inchangée, dans Redis et au registre.`,
    en: `${en} The roll is unchanged, in Redis and on record.`,
  };
}

const BUSY = {
  fr: 'Un autre chargement de cette liste est en cours, ou a été interrompu il y a moins d’une minute : attendez, puis chargez-la de nouveau.',
  en: 'Another load of this roll is running, or was interrupted less than a minute ago: wait, then load it again.',
};

/** Runs `work` and removes what the load wrote if it fails. If Redis is away, the next load removes it. */
async function discarding<T>(load: RollLoad, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    await load.discard().catch(() => undefined);
    throw error;
  }
}

function unlessAway(error: unknown): void {
  if (!(error instanceof TransientError)) throw error;
}

/**
 * Makes the entries part of the roll. If Redis goes away here, the roll is already on record: the refusal says so,
 * where the error would only say "try again".
 */
async function adopt(work: () => Promise<void>, credentials: number): Promise<Refusal | undefined> {
  try {
    await work();
    return undefined;
  } catch (error) {
    if (!(error instanceof TransientError)) throw error;
    return refused('incomplete', {
      fr: `La liste est au registre avec ${credentials} identifiants, mais Redis ne les a pas encore tous : chargez-la de nouveau. D’ici là, les votes des personnes introuvables attendent.`,
      en: `The roll is on record with ${credentials} credentials, but Redis does not have all of them yet (${error.message}): load it again. Until then, votes of voters who are not found wait.`,
    });
  }
}

interface LoadProblem {
  readonly refusal: Refusal;
  /** True if the entries belong to the roll on record. They stay in Redis until the missing ones are loaded. */
  readonly keepsEntries: boolean;
}

/** @param lost the roll on record, if Redis has lost part of it */
function problemOf(staged: StagedRoll, lost: RegisteredRoll | undefined): LoadProblem | undefined {
  const { otherRegion } = staged;
  if (otherRegion.entries > 0) {
    const lines = otherRegion.first.join(', ');
    const more = otherRegion.entries > otherRegion.first.length ? ', …' : '';
    const text = {
      fr: `${otherRegion.entries} des identifiants sont déjà sur la liste, dans une autre région (lignes ${lines}${more}) : un chargement ne déplace personne vers une autre région. Rien n’a été chargé.`,
      en: `${otherRegion.entries} of the credentials are on the roll already, in another region (lines ${lines}${more}): a load does not move anybody to another region. Nothing was loaded.`,
    };
    return { refusal: refused('invalid', text), keepsEntries: false };
  }
  if (lost === undefined) return undefined;
  const { credentials } = staged;
  const onRecord = Number(lost.credentials);
  if (credentials < onRecord) {
    const text = {
      fr: `Redis a perdu une partie des ${onRecord} identifiants de cette liste. Avec ce chargement, il en a ${credentials} : chargez aussi le reste, ou toute la liste. D’ici là, les votes des personnes introuvables attendent.`,
      en: `Redis has lost some of the ${onRecord} credentials of this roll. Together with this load it has ${credentials} of them: load the rest too, or load the whole roll. Until then, votes of voters who are not found wait.`,
    };
    return { refusal: refused('incomplete', text), keepsEntries: true };
  }
  // Without a digest on record only the numbers can be compared, which the office does.
  if (lost.digest === undefined) return undefined;
  if (credentials === onRecord && lost.digest === staged.digest) return undefined;
  const text = {
    fr: `Redis a perdu une partie des ${onRecord} identifiants de cette liste, et ce chargement diffère de la liste au registre : chargez de nouveau exactement les fichiers de cette liste, puis ajoutez-en d’autres. Rien de ce chargement n’a été gardé.`,
    en: `Redis has lost some of the ${onRecord} credentials of this roll, and this load differs from the roll on record: load exactly the files of that roll again, and then add others. Nothing of this load was kept.`,
  };
  return { refusal: refused('incomplete', text), keepsEntries: false };
}

/** The generation of the roll after the load. A roll that did not change keeps its generation. */
function generationOf({ credentials, digest }: StagedRoll, kept: RegisteredRoll | undefined): string {
  const isSame =
    kept !== undefined &&
    kept.generation !== '' &&
    Number(kept.credentials) === credentials &&
    kept.digest === digest;
  return isSame ? kept.generation : randomName(8);
}

const ALPHABET = 'abcdefghijklmnopqrstuvwxyz234567';

/** A random name with five bits in each letter. It is short because every bucket contains it. */
function randomName(letters: number): string {
  return Array.from(randomBytes(letters), (byte) => ALPHABET[byte & 31]).join('');
}
