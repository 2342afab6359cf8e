import type { RecordedRoll, RollKey } from '@scrutin/election';
import type { Address, Logger, Registry } from '@scrutin/service-runtime';
import { addressNow } from '@scrutin/service-runtime';
import type { AdmissionLimits, AdmissionRequest, AdmissionVerdict } from './admission.ts';
import { DEFAULT_ADMISSION_LIMITS } from './admission.ts';
import type { AddressNames } from './admission-control.ts';
import { AdmissionControl } from './admission-control.ts';
import type { Claim, ClaimDecision } from './claim.ts';
import { Claimer } from './claimer.ts';
import { isClusterUrl } from './cluster-address.ts';
import { IntakeCounts } from './intake-counts.ts';
import { LoginCounts } from './login-counts.ts';
import { openRedisClusterConnection } from './redis-cluster-connection.ts';
import { openRedisConnection } from './redis-connection.ts';
import { createRedisMetrics } from './redis-metrics.ts';
import type { RestorableClaim, RestoredClaims, StoredClaim, StoredCredential } from './roll-claims.ts';
import { lookUpCredentials, markVoid, releaseClaims, restoreClaims, storedClaims } from './roll-claims.ts';
import type { RollPlace } from './roll-layout.ts';
import { createRollKeys, newEdition } from './roll-layout.ts';
import type { DecideMode, RollLoad, RollLoadMode } from './roll-load.ts';
import { isRollLoading, openRollLoad } from './roll-load.ts';
import { probeClaims } from './roll-probe.ts';
import { removeRoll } from './roll-removal.ts';
import type { RollStatus } from './roll-status.ts';
import { rollStatus } from './roll-status.ts';
import { SignalCounts } from './signal-counts.ts';
import { VoteAllowances } from './vote-allowances.ts';

export interface VoterRollOptions {
  /** `redis://` or `rediss://` for one Redis, `redis+cluster://` or `rediss+cluster://` for a Redis Cluster. */
  readonly url: Address;
  readonly logger: Logger;
  readonly registry?: Registry;
  /** A prefix for every key, so that test suites and installations can share one Redis. */
  readonly keyPrefix?: string;
  readonly admission?: AdmissionLimits;
  /** Gives the name under which an address is counted. By default it is the address; for P6, pass a keyed hash. */
  readonly addressName?: AddressNames;
  /** The name that CLIENT LIST shows. */
  readonly connectionName?: string;
  /** If Redis takes longer to answer, it counts as unavailable. Default 5000. */
  readonly deadlineMs?: number;
  /** How often the settings of Redis are checked, in addition to every new connection. Default 60,000. */
  readonly settingsCheckMs?: number;
}

/**
 * The roll, the claims and the admission limits in Redis. They are a fast filter before PostgreSQL, which makes the
 * final decision (P3).
 *
 * While Redis is unavailable, every call rejects with a TransientError, at once or within the deadline. What was in
 * progress may or may not have happened, and every call is safe to repeat. The caller decides whether to wait or to
 * continue without the filter.
 */
export interface VoterRoll {
  /**
   * Decides claims, in their order. It needs one round trip (on a cluster: one to each node), whatever the number of
   * claims.
   */
  claim(claims: readonly Claim[]): Promise<ClaimDecision[]>;
  /** Counts requests for each address, and decides which requests are admitted. The verdicts are in their order. */
  admit(requests: readonly AdmissionRequest[], nowMs: number): Promise<AdmissionVerdict[]>;
  /** Counts failed guesses, so that further attempts for the same NAS must wait. */
  countFailedGuesses(guessKeys: readonly string[], nowMs: number): Promise<void>;
  /** Counts the logins of officials. Windows begin at multiples of `windowMs`. */
  readonly logins: Pick<LoginCounts, 'count' | 'takeBack'>;
  /** Limits how many votes each gateway hands in. */
  readonly allowances: Pick<VoteAllowances, 'take'>;
  /** The second count of accepted votes, by process and minute (P5). */
  readonly intakeCounts: Pick<IntakeCounts, 'save' | 'read'>;
  /** The counts in which anomalies are found, over all processes. */
  readonly signals: Pick<
    SignalCounts,
    'addContests' | 'addBlocks' | 'haveFailed' | 'read' | 'firstLook' | 'firstLooks'
  >;
  /** The place of a new edition of a roll, with room for this many credentials. */
  newEdition(rollKey: RollKey, credentials: number): RollPlace;
  /**
   * Begins a load. Undefined while another load of the roll is in progress, or was killed less than a minute ago.
   *
   * @param mode may be asked for once no other load of the roll can run; without one, the load does not begin
   */
  beginLoad(place: RollPlace, mode: RollLoadMode | DecideMode): Promise<RollLoad | undefined>;
  /** Whether a load of the roll is in progress, or was killed less than a minute ago. */
  isLoading(rollKey: RollKey): Promise<boolean>;
  /**
   * Restores the claims of votes that PostgreSQL counted.
   *
   * @param byBucket gets the number of claims that each bucket has now because of it, beside what it had
   */
  restoreClaims(
    place: RollPlace,
    claims: AsyncIterable<RestorableClaim> | Iterable<RestorableClaim>,
    onProgress?: (claims: number) => void,
    byBucket?: Int32Array,
  ): Promise<RestoredClaims>;
  /**
   * The claims of the roll that Redis has stored, with those of void credentials, a few thousand at a time.
   *
   * @param known the number of claims of each bucket that need not be listed; a bucket with as many claims is left out
   */
  storedClaims(place: RollPlace, known?: Int32Array): AsyncIterable<readonly StoredClaim[]>;
  /**
   * Releases claims whose votes are lost, so that their voters can vote again, and marks of credentials that are not void.
   * Returns the number of released claims, without those that another submission has by now.
   */
  releaseClaims(place: RollPlace, claims: readonly StoredClaim[]): Promise<number>;
  /** Looks credentials up in the roll, in their order. Undefined for a credential that is not on it. */
  lookUp(place: RollPlace, hashes: readonly Uint8Array[]): Promise<(StoredCredential | undefined)[]>;
  /**
   * Marks credentials as void that PostgreSQL has made void, whoever has claimed them: none of their votes can be
   * counted any more. Returns the number of those that are on the roll.
   */
  markVoid(place: RollPlace, hashes: AsyncIterable<Uint8Array> | Iterable<Uint8Array>): Promise<number>;
  /** Compares the roll in Redis with the one on record. */
  status(roll: RecordedRoll): Promise<RollStatus>;
  /**
   * Removes the roll and its claims, except for one edition if it is given. Nobody is rejected because of it: the
   * voters of a missing roll get `roll-missing` (P3).
   */
  removeRoll(rollKey: RollKey, keptEdition?: string): Promise<void>;
  /** For readiness. Rejects when Redis, or one of the masters of a cluster, does not answer. */
  check(): Promise<void>;
  /** For the readiness of services that claim or load. Rejects when a claim cannot be written now. */
  checkClaims(): Promise<void>;
  close(): Promise<void>;
}

const plainAddress: AddressNames = (address) => address;
const DEFAULT_DEADLINE_MS = 5_000;
const DEFAULT_SETTINGS_CHECK_MS = 60_000;

/**
 * Opens the voter roll in Redis. It returns at once and connects in the background.
 *
 * @throws ConfigurationError for an invalid address
 */
export function openVoterRoll(options: VoterRollOptions): VoterRoll {
  const open = isClusterUrl(addressNow(options.url)) ? openRedisClusterConnection : openRedisConnection;
  const connection = open({
    url: options.url,
    logger: options.logger,
    metrics: createRedisMetrics(options.registry),
    connectionName: options.connectionName ?? 'scrutin-voter-roll',
    deadlineMs: options.deadlineMs ?? DEFAULT_DEADLINE_MS,
    settingsCheckMs: options.settingsCheckMs ?? DEFAULT_SETTINGS_CHECK_MS,
  });
  const keys = createRollKeys(options.keyPrefix ?? '');
  const claimer = new Claimer(connection, keys);
  const admissionControl = new AdmissionControl(
    connection,
    keys,
    options.admission ?? DEFAULT_ADMISSION_LIMITS,
    options.addressName ?? plainAddress,
  );
  return {
    claim: (claims) => claimer.claim(claims),
    admit: (requests, nowMs) => admissionControl.admit(requests, nowMs),
    countFailedGuesses: (guessKeys, nowMs) => admissionControl.countFailedGuesses(guessKeys, nowMs),
    logins: new LoginCounts(connection, keys),
    allowances: new VoteAllowances(connection, keys),
    intakeCounts: new IntakeCounts(connection, keys),
    signals: new SignalCounts(
      connection,
      keys,
      (options.admission ?? DEFAULT_ADMISSION_LIMITS).guesses.windowMs,
    ),
    newEdition,
    beginLoad: (place, mode) => openRollLoad(connection, keys, place, mode),
    isLoading: (rollKey) => isRollLoading(connection, keys, rollKey),
    restoreClaims: (place, claims, onProgress, byBucket) =>
      restoreClaims(connection, keys, place, claims, onProgress, byBucket),
    storedClaims: (place, known) => storedClaims(connection, keys, place, known),
    releaseClaims: (place, claims) => releaseClaims(connection, keys, place, claims),
    lookUp: (place, hashes) => lookUpCredentials(connection, keys, place, hashes),
    markVoid: (place, hashes) => markVoid(connection, keys, place, hashes),
    status: (roll) => rollStatus(connection, keys, roll),
    removeRoll: (rollKey, keptEdition) => removeRoll(connection, keys, rollKey, keptEdition),
    check: async () => {
      await connection.pipeline('ping', [['PING']]);
    },
    checkClaims: () => probeClaims(connection, keys),
    close: () => connection.close(),
  };
}
