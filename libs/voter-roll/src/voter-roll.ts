import type { RecordedRoll, RollKey } from '@scrutin/election';
import type { Logger, Registry } from '@scrutin/service-runtime';
import { DEFAULT_ADMISSION_LIMITS } from './admission.ts';
import type { Admission, AdmissionLimits, AdmissionRequest } from './admission.ts';
import type { Claim, ClaimDecision } from './claim.ts';
import { Claimer } from './claimer.ts';
import { isClusterUrl } from './cluster-address.ts';
import { Gatekeeper } from './gatekeeper.ts';
import type { AddressNames } from './gatekeeper.ts';
import { LoginCounts } from './login-counts.ts';
import { openRedisClusterConnection } from './redis-cluster-connection.ts';
import { openRedisConnection } from './redis-connection.ts';
import { createRedisMetrics } from './redis-metrics.ts';
import { heldClaims, releaseClaims, restoreClaims } from './roll-claims.ts';
import type { HeldClaim, RestorableClaim, RestoredClaims } from './roll-claims.ts';
import { bucketsFor, createRollKeys } from './roll-layout.ts';
import type { RollPlace } from './roll-layout.ts';
import { openRollLoad } from './roll-load.ts';
import type { RollLoad, RollLoadMode } from './roll-load.ts';
import { probeClaims } from './roll-probe.ts';
import { removeRoll } from './roll-removal.ts';
import { rollStatus } from './roll-status.ts';
import type { RollStatus } from './roll-status.ts';

export interface VoterRollOptions {
  /** `redis://` or `rediss://` for one Redis, `redis+cluster://` or `rediss+cluster://` for a Redis Cluster. */
  readonly url: string;
  readonly logger: Logger;
  readonly registry?: Registry;
  /** Put before every key, so that suites and installations can use one Redis. */
  readonly keyPrefix?: string;
  readonly admission?: AdmissionLimits;
  /** The name under which an address is counted; the address itself unless given (P6: give a keyed hash). */
  readonly addressName?: AddressNames;
  /** What CLIENT LIST shows. */
  readonly connectionName?: string;
  /** A Redis that takes longer to answer counts as away. Default 5000. */
  readonly deadlineMs?: number;
  /** How often the settings of Redis are looked at, besides at every new connection. Default 60,000. */
  readonly settingsCheckMs?: number;
}

/**
 * The roll, the claims and the admission limits in Redis: a fast filter before PostgreSQL, which alone
 * decides (P3).
 *
 * While Redis is away every call rejects with TransientError, at once or within the deadline; what was
 * under way may or may not have happened, and every call is safe to repeat. Whether to wait or to go on
 * without the filter is the caller's decision.
 */
export interface VoterRoll {
  /** One round trip (on a cluster: to each node) of single-key scripts, whatever the number of claims; decisions are in their order. */
  claim(claims: readonly Claim[]): Promise<ClaimDecision[]>;
  /** Counts each request against its address, and holds back those whose NAS is being guessed at. */
  admit(requests: readonly AdmissionRequest[], nowMs: number): Promise<Admission[]>;
  countFailedGuesses(guessKeys: readonly string[], nowMs: number): Promise<void>;
  /** Logins of officials. Windows begin at multiples of `windowMs`. */
  readonly logins: Pick<LoginCounts, 'count' | 'takeBack'>;
  /** The number of buckets for a roll of so many credentials: what a new edition begins with. */
  bucketsFor(credentials: number): number;
  /** Begins a load; undefined while another load of the roll is under way, or was killed less than a minute ago. */
  beginLoad(place: RollPlace, mode: RollLoadMode): Promise<RollLoad | undefined>;
  /** Puts back the claims of what PostgreSQL counted. */
  restoreClaims(
    place: RollPlace,
    claims: AsyncIterable<RestorableClaim> | Iterable<RestorableClaim>,
    onProgress?: (claims: number) => void,
  ): Promise<RestoredClaims>;
  /** Every claim that Redis holds of the roll, some thousands at a time. */
  heldClaims(place: RollPlace): AsyncIterable<readonly HeldClaim[]>;
  /** Takes claims back whose votes are lost: their voters can vote again. Gives how many were still there. */
  releaseClaims(place: RollPlace, claims: readonly HeldClaim[]): Promise<number>;
  status(roll: RecordedRoll): Promise<RollStatus>;
  /**
   * Forgets the roll and its claims, but for the edition that is to be kept. Nobody is rejected by it: its voters get
   * `roll-missing` (P3).
   */
  removeRoll(rollKey: RollKey, keptEdition?: string): Promise<void>;
  /** For readiness: rejects when Redis does not answer; of a cluster, when one of its masters does not. */
  check(): Promise<void>;
  /** For the readiness of services that claim or load: rejects when a claim could not be written now. */
  checkClaims(): Promise<void>;
  close(): Promise<void>;
}

const plainAddress: AddressNames = (address) => address;
const DEFAULT_DEADLINE_MS = 5_000;
const DEFAULT_SETTINGS_CHECK_MS = 60_000;

/** Connects in the background and returns at once. @throws ConfigurationError for an address that is none */
export function openVoterRoll(options: VoterRollOptions): VoterRoll {
  const open = isClusterUrl(options.url) ? openRedisClusterConnection : openRedisConnection;
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
  const gatekeeper = new Gatekeeper(
    connection,
    keys,
    options.admission ?? DEFAULT_ADMISSION_LIMITS,
    options.addressName ?? plainAddress,
  );
  return {
    claim: (claims) => claimer.claim(claims),
    admit: (requests, nowMs) => gatekeeper.admit(requests, nowMs),
    countFailedGuesses: (guessKeys, nowMs) => gatekeeper.countFailedGuesses(guessKeys, nowMs),
    logins: new LoginCounts(connection, keys),
    bucketsFor,
    beginLoad: (place, mode) => openRollLoad(connection, keys, place, mode),
    restoreClaims: (place, claims, onProgress) => restoreClaims(connection, keys, place, claims, onProgress),
    heldClaims: (place) => heldClaims(connection, keys, place),
    releaseClaims: (place, claims) => releaseClaims(connection, keys, place, claims),
    status: (roll) => rollStatus(connection, keys, roll),
    removeRoll: (rollKey, keptEdition) => removeRoll(connection, keys, rollKey, keptEdition),
    check: async () => {
      await connection.pipeline('ping', [['PING']]);
    },
    checkClaims: () => probeClaims(connection, keys),
    close: () => connection.close(),
  };
}
