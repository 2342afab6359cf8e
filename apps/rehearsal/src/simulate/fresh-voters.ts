import { createCredentialHash, pepperCheck, rollScopeIdOf } from '@scrutin/credentials';
import type { RegisteredRoll, RollKey, RollScheme } from '@scrutin/election';
import type { Actor, ElectionOffice, RollRecords, RollsInRedis } from '@scrutin/election-office';
import { isWholeInRedis, LOAD_PATIENCE_MS, loadRoll, rollInRedis } from '@scrutin/election-office';
import { ConfigurationError, nodeDigest } from '@scrutin/service-runtime';
import type { RollEntry } from '@scrutin/voter-roll';
import type { Voter } from '@scrutin/voting-load';
import { MADE_UP } from '../made-up.ts';
import type { GeneratedRolls } from './generated-rolls.ts';

/** A new roll gets buckets for this many voters, because later simulations add voters and the buckets do not change. */
export const ROLL_ROOM = 1_000_000;

export interface AddVotersOptions {
  readonly rollKey: RollKey;
  readonly letters: readonly Voter[];
  readonly office: Pick<ElectionOffice, 'rolls' | 'beginRollLoad' | 'recordRoll'>;
  readonly roll: RollsInRedis;
  /** The actor of the load in the record of acts. */
  readonly actor: Actor;
  readonly pepper: Uint8Array;
  /** Keeps the hashes of the voters on this machine, because nobody else has them. */
  readonly generated: Pick<GeneratedRolls, 'keep'>;
  readonly onProgress?: (loaded: number) => void;
}

/**
 * Adds the voters to the roll of the law or election. It loads them as every roll is loaded: the election office
 * decides whether they may be added, and the record of acts says that they were generated. Only their hashes are kept
 * (P7).
 *
 * @throws ConfigurationError if the office refuses, or if Redis has lost some of the roll. Nobody is added before the
 *   roll is complete again (P3)
 */
export async function addVoters(options: AddVotersOptions): Promise<{ readonly credentials: number }> {
  const { rollKey, letters, office, roll, actor, pepper, generated } = options;
  const registered = (await office.rolls()).find((known) => known.rollKey === rollKey);
  if (registered !== undefined) await requireWhole(registered, { store: office, roll });
  const scheme: RollScheme = registered?.scheme ?? 'hmac-sha256';
  const hash = createCredentialHash({ scheme, pepper, digest: nodeDigest });
  const scopeId = rollScopeIdOf(rollKey);
  const entries = letters.map(({ nas, code, region }): RollEntry => ({
    hash: hash(nas, code, scopeId),
    ...(region === undefined ? {} : { region }),
  }));
  const forget = await generated.keep(rollKey, entries);
  const source = {
    rollKey,
    scheme,
    credentials: entries.length,
    room: Math.max(ROLL_ROOM, entries.length),
    pepperCheck: scheme === 'sha256' ? undefined : pepperCheck(pepper, nodeDigest),
    origin: { kind: 'made-up', credentials: entries.length },
    entries: () => entries,
  } as const;
  const { onProgress } = options;
  const loaded = await loadRoll(source, {
    office,
    roll,
    actor,
    inDraft: 'add',
    reason: MADE_UP,
    ...(onProgress === undefined ? {} : { onProgress }),
  });
  if (!loaded.ok) {
    // An incomplete load may be on record. Else these voters are on no roll, and would spoil it when it is restored.
    if (loaded.kind !== 'incomplete') await forget();
    throw new ConfigurationError(`${rollKey}: ${loaded.detail}`);
  }
  return { credentials: loaded.value.credentials };
}

/** Waits while the roll is being loaded, for example by another simulation. */
async function requireWhole(registered: RegisteredRoll, records: RollRecords): Promise<void> {
  const found = await rollInRedis(registered, records, LOAD_PATIENCE_MS);
  if (isWholeInRedis(found.redis, found.registered)) return;
  const { rollKey } = registered;
  throw new ConfigurationError(
    found.isLoading
      ? `The roll ${rollKey} is being loaded: wait until it is, then try again.`
      : `Redis does not have all of the roll ${rollKey}: load it again (\`scrutin demo load\` for the demonstration, else \`scrutin roll load\`), then \`scrutin roll rebuild\`.`,
  );
}
