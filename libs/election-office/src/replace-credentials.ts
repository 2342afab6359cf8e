import type {
  ApprovableOutcome,
  LocalizedText,
  RegisteredRoll,
  RollKey,
  VoidProblem,
  VoidRequest,
} from '@scrutin/election';
import { refused } from '@scrutin/election';
import type { Actor } from './acts.ts';
import type { ElectionOffice } from './election-office.ts';
import type { LoadedRoll } from './load-roll.ts';
import { loadAndRecord } from './load-roll.ts';
import { isWholeInRedis } from './roll-in-redis.ts';
import type { RollsInRedis } from './rolls-in-redis.ts';
import type { VoidedCredentials } from './void-credentials.ts';
import { voidRefusal } from './void-credentials.ts';

/** A credential whose letter was lost, and the credential that votes instead. */
export interface Replacement {
  /** 32 bytes. */
  readonly credentialHash: Uint8Array;
  /** 32 bytes. */
  readonly replacedBy: Uint8Array;
  /** The region in which the new credential votes; by default that of the old one. Absent for a law. */
  readonly region?: string | undefined;
}

/** What officials say about replacements. */
export interface ReplacementOptions {
  readonly reason: string;
  /** Whether the voters may move: without it, a new credential of another region than the old one is refused. */
  readonly toOtherRegion?: boolean | undefined;
  /** Shows with which pepper the new credentials were hashed. */
  readonly pepperCheck?: string | undefined;
}

/** What {@link replaceCredentials} and {@link revokeCredentials} work with. */
export interface VoidingDependencies {
  readonly office: Pick<
    ElectionOffice,
    'rolls' | 'beginRollLoad' | 'recordReplacement' | 'replacedBefore' | 'revoke'
  >;
  readonly roll: RollsInRedis;
  readonly actor: Actor;
}

export interface ReplacedCredentials extends Pick<LoadedRoll, 'credentials' | 'added' | 'mended'> {
  /** Those that were replaced by this act. */
  readonly replaced: number;
  /** Those that the same act had replaced before. */
  readonly repeated: number;
}

/**
 * Replaces credentials, for example because their letters were lost: the old ones are void and the new ones are on the
 * roll, both or neither. One transaction of PostgreSQL decides that, by the unique index that allows each credential one
 * counted vote (P3): if a vote of an old credential is counted first, nothing is replaced, and if it comes later, it is
 * rejected. Redis learns of it afterwards and is only a filter. If it is interrupted there, votes of the new credentials
 * wait, and the same call again completes it.
 *
 * If all of them were replaced before, by the same credentials, nothing is done and no act goes on record.
 *
 * If one official alone may not replace so many, the act becomes a proposal, and nothing changes in PostgreSQL or in
 * Redis.
 *
 * A voter moves to another region in the same way: the new credential votes there. A move under the same credential would
 * be decided by Redis alone, because PostgreSQL does not know the region of a credential.
 *
 * @throws TransientError when PostgreSQL or Redis is away
 */
export async function replaceCredentials(
  rollKey: RollKey,
  replacements: readonly Replacement[],
  { reason, toOtherRegion = false, pepperCheck }: ReplacementOptions,
  { office, roll, actor }: VoidingDependencies,
): Promise<ApprovableOutcome<ReplacedCredentials>> {
  const registered = await registeredRoll(office, rollKey);
  if (registered === undefined) return refused('not-found', noRoll(rollKey));
  const hashes = replacements.map(({ credentialHash }) => credentialHash);
  const found = await roll.lookUp(registered, hashes);
  const successors = await roll.lookUp(
    registered,
    replacements.map(({ replacedBy }) => replacedBy),
  );
  const missing = hashes.filter((_, i) => found[i] === undefined);
  if (missing.length > 0) return voidRefusal(missing.map((hash) => [textOf(hash), NOT_ON_ROLL]));
  const requests = replacements.map(({ credentialHash, replacedBy, region }, i): VoidRequest => {
    const { region: oldRegion, claim } = found[i] ?? {};
    return {
      credentialHash,
      region: oldRegion,
      claim,
      successor: {
        credentialHash: replacedBy,
        region: region ?? oldRegion,
        isOnRoll: successors[i] !== undefined,
      },
    };
  });
  const movers = requests.filter(({ region, successor }) => successor?.region !== region);
  if (movers.length > 0 && !toOtherRegion) {
    return moveRefusal(movers.map(({ credentialHash }) => textOf(credentialHash)));
  }
  const isRepeated = await office.replacedBefore(rollKey, requests);
  if (isRepeated && isWholeInRedis(await roll.status(registered), registered)) {
    await roll.markVoid(registered, hashes);
    const value = { credentials: Number(registered.credentials), added: 0, mended: false };
    return { ok: true, value: { ...value, replaced: 0, repeated: requests.length } };
  }
  let voided: VoidedCredentials = { made: 0, repeated: requests.length };
  const entries = requests.flatMap(({ successor }) =>
    successor === undefined
      ? []
      : [
          {
            hash: successor.credentialHash,
            ...(successor.region === undefined ? {} : { region: successor.region }),
          },
        ],
  );
  const loading = await loadAndRecord(
    {
      rollKey,
      scheme: registered.scheme,
      pepperCheck,
      credentials: entries.length,
      origin: { kind: 'replacement', credentials: entries.length },
      entries: () => entries,
    },
    { office, roll, actor, inDraft: 'add' },
    {
      replaced: hashes,
      record: async (loaded) => {
        // What was interrupted is completed in Redis alone: the record has all of it.
        if (isRepeated && loaded.generation === registered.generation) return { ok: true };
        const recorded = await office.recordReplacement(actor, rollKey, {
          ...loaded,
          replaced: await withPresence(roll, registered, requests),
          reason,
        });
        if (recorded.ok) voided = recorded.value;
        return recorded;
      },
    },
  );
  if (!loading.ok) return loading.kind === 'in-use' ? refused('in-use', BUSY) : loading;
  const { credentials, added, mended } = loading.value;
  return {
    ok: true,
    value: { credentials, added, mended, replaced: voided.made, repeated: voided.repeated },
  };
}

/**
 * Revokes credentials, for example of voters who died or were struck off: no vote of them is counted from now on.
 * PostgreSQL decides, as in {@link replaceCredentials}.
 *
 * @throws TransientError when PostgreSQL or Redis is away. If it went away after the act, the credentials are revoked,
 *   and the same call again tells Redis
 */
export async function revokeCredentials(
  rollKey: RollKey,
  hashes: readonly Uint8Array[],
  reason: string,
  { office, roll, actor }: VoidingDependencies,
): Promise<ApprovableOutcome<VoidedCredentials>> {
  const registered = await registeredRoll(office, rollKey);
  if (registered === undefined) return refused('not-found', noRoll(rollKey));
  const found = await roll.lookUp(registered, hashes);
  const missing = hashes.filter((_, i) => found[i] === undefined);
  if (missing.length > 0) return voidRefusal(missing.map((hash) => [textOf(hash), NOT_ON_ROLL]));
  const requests = hashes.map((credentialHash, i): VoidRequest => ({
    credentialHash,
    region: found[i]?.region,
    claim: found[i]?.claim,
    successor: undefined,
  }));
  const revoked = await office.revoke(actor, rollKey, requests, reason);
  if (revoked.ok) await roll.markVoid(registered, hashes);
  return revoked;
}

const BUSY = {
  fr: 'La liste est en cours de chargement, ou d’autres de ses lettres sont en cours de remplacement : attendez un peu, puis recommencez. Rien n’a été changé.',
  en: 'The roll is being loaded, or other letters of it are being replaced: wait a little, then try again. Nothing was changed.',
};

/**
 * The same requests with what Redis has of the new credentials now. While a load of the roll is open, no other one can put
 * them on it, as one may have done since they were first looked up.
 */
async function withPresence(
  roll: RollsInRedis,
  registered: RegisteredRoll,
  requests: readonly VoidRequest[],
): Promise<VoidRequest[]> {
  const successors = requests.flatMap(({ successor }) => (successor === undefined ? [] : [successor]));
  const found = await roll.lookUp(
    registered,
    successors.map(({ credentialHash }) => credentialHash),
  );
  const present = new Set(successors.filter((_, i) => found[i] !== undefined));
  return requests.map((request) =>
    request.successor === undefined
      ? request
      : { ...request, successor: { ...request.successor, isOnRoll: present.has(request.successor) } },
  );
}

const MOST_NAMED = 10;

function moveRefusal(credentials: readonly string[]) {
  const list = `${credentials.slice(0, MOST_NAMED).join(', ')}${credentials.length > MOST_NAMED ? ', …' : ''}`;
  const text = (fr: string, en: string): LocalizedText => ({
    fr: `Le nouvel identifiant vote dans une autre région que l’ancien (${credentials.length})${fr}. Si ces personnes changent de région, dites-le. Rien n’a été changé.`,
    en: `The new credential votes in another region than the old one (${credentials.length})${en}. If these voters move to another region, say so. Nothing was changed.`,
  });
  return refused('invalid', text(` : ${list}`, `: ${list}`), text('', ''));
}

const NOT_ON_ROLL: VoidProblem = 'not-on-roll';

async function registeredRoll(
  office: Pick<ElectionOffice, 'rolls'>,
  key: RollKey,
): Promise<RegisteredRoll | undefined> {
  return (await office.rolls()).find(({ rollKey }) => rollKey === key);
}

function noRoll(rollKey: RollKey) {
  return {
    fr: `Aucune liste électorale ${rollKey} n’est au registre.`,
    en: `No roll ${rollKey} is on record.`,
  };
}

function textOf(hash: Uint8Array): string {
  return Buffer.from(hash).toString('base64url');
}
