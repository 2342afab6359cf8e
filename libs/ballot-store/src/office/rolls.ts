import { mayChange } from '@scrutin/election';
import type { ContestState, RollKey } from '@scrutin/election';
import type { LoadedRollRecord, RegisteredRoll } from '../rolls.ts';
import { act } from './act.ts';
import type { Desk, Transaction } from './act.ts';
import type { ActOutcome, Actor, Refusal } from './acts.ts';
import { parseSubject } from './contest-subject.ts';
import { changeRefusal, holdElection, holdLaw } from './held-contests.ts';
import { refused } from './refusals.ts';
import { firstProblem, identifierProblem, integerProblem } from './value-checks.ts';

/** A roll as it goes on record. */
interface RollRecord {
  readonly credentials: bigint;
  readonly buckets: number;
  readonly scheme: string;
  readonly regions: ReadonlyMap<string, bigint>;
}

/** What a load may do to the roll that is in Redis, as it was judged under the contest's lock. */
export interface BegunRollLoad {
  /** Only then may the roll be taken out of Redis: nothing is on record of it any more, so nobody can open it. */
  readonly replaces: boolean;
  /** What the roll must still hold at its end; undefined where nothing was on record, or it is replaced. */
  readonly registered: Pick<RegisteredRoll, 'credentials' | 'regions'> | undefined;
}

export async function beginRollLoad(
  desk: Desk,
  actor: Actor,
  rollKey: RollKey,
  scheme: string,
): Promise<ActOutcome<BegunRollLoad>> {
  const subject = parseSubject(rollKey);
  if (subject === undefined) return refused('not-found', 'A roll is of a law or of an election.');
  return act<BegunRollLoad>(desk, { actor, action: 'roll.load', subject: rollKey }, async (transaction) => {
    const held =
      subject.kind === 'law'
        ? await holdLaw(desk, transaction, subject.id)
        : await holdElection(desk, transaction, subject.id);
    if (!held.ok) return held;
    const refusal = changeRefusal(held.state, 'roll');
    if (refusal !== undefined) return refusal;
    const before = await findRoll(transaction, rollKey);
    if (before !== undefined && before.scheme !== scheme) {
      return refused('state-forbids', `The roll on record was hashed by ${before.scheme}, not by ${scheme}.`);
    }
    const replaces = held.state === 'draft';
    // Its regions go with it.
    if (replaces) await transaction.roll.deleteMany({ where: { rollKey } });
    const value = { replaces, registered: replaces ? undefined : before };
    return { ok: true, value, before, after: { scheme, replaces } };
  });
}

export async function recordRoll(
  desk: Desk,
  actor: Actor,
  rollKey: RollKey,
  loaded: LoadedRollRecord,
): Promise<ActOutcome<void>> {
  const problem = rollProblem(loaded);
  if (problem !== undefined) return problem;
  const subject = parseSubject(rollKey);
  if (subject === undefined) return refused('not-found', 'A roll is of a law or of an election.');
  if (subject.kind === 'law' && (loaded.regions?.size ?? 0) > 0) {
    return refused('invalid', 'The roll of a law has no regions.');
  }
  return act(desk, { actor, action: 'roll.record', subject: rollKey }, async (transaction) => {
    const held =
      subject.kind === 'law'
        ? await holdLaw(desk, transaction, subject.id)
        : await holdElection(desk, transaction, subject.id);
    if (!held.ok) return held;
    const before = await findRoll(transaction, rollKey);
    const after = toRecord(loaded);
    const refusal = rollRefusal(held.state, before, after);
    if (refusal !== undefined) return refusal;
    const columns = {
      credentials: after.credentials,
      buckets: after.buckets,
      scheme: after.scheme,
      loadedAt: new Date(held.nowMs),
    };
    await transaction.roll.upsert({
      where: { rollKey },
      create: { rollKey, ...columns },
      update: columns,
      select: { rollKey: true },
    });
    await transaction.rollRegion.deleteMany({ where: { rollKey } });
    await transaction.rollRegion.createMany({
      data: [...after.regions].map(([regionId, credentials]) => ({ rollKey, regionId, credentials })),
    });
    return { ok: true, value: undefined, before, after };
  });
}

/**
 * Once voters were told, nobody is taken off the roll. After the closing nobody is put on it either, but a roll
 * that Redis lost may be loaded again: votes accepted in time still wait for it (P3, P9).
 */
function rollRefusal(
  state: ContestState,
  before: RollRecord | undefined,
  after: RollRecord,
): Refusal | undefined {
  if (state === 'draft') return undefined;
  if (before !== undefined && before.scheme !== after.scheme) {
    return refused('state-forbids', `The roll was hashed by ${before.scheme}, and voters have been told.`);
  }
  const fewer =
    before !== undefined &&
    (after.credentials < before.credentials ||
      [...before.regions].some(([region, count]) => (after.regions.get(region) ?? 0n) < count));
  if (fewer) {
    return refused('state-forbids', 'The roll on record has more credentials: from now on it only grows.');
  }
  const more = before === undefined || after.credentials > before.credentials;
  return more || mayChange(state, 'roll') ? changeRefusal(state, 'roll') : undefined;
}

async function findRoll(transaction: Transaction, rollKey: RollKey): Promise<RollRecord | undefined> {
  const row = await transaction.roll.findUnique({ where: { rollKey }, include: { regions: true } });
  if (row === null) return undefined;
  return {
    credentials: row.credentials,
    buckets: row.buckets,
    scheme: row.scheme,
    regions: new Map(row.regions.map(({ regionId, credentials }) => [regionId, credentials])),
  };
}

function toRecord({ credentials, buckets, scheme, regions }: LoadedRollRecord): RollRecord {
  const counts = [...(regions ?? [])].map(([id, count]) => [id, BigInt(count)] as const);
  return { credentials: BigInt(credentials), buckets, scheme, regions: new Map(counts) };
}

function rollProblem({ credentials, buckets, regions }: LoadedRollRecord): Refusal | undefined {
  const counts = [...(regions ?? [])];
  const problem = firstProblem(
    integerProblem('number of credentials', Number(credentials), 1, Number.MAX_SAFE_INTEGER),
    integerProblem('number of buckets', buckets, 1, 2 ** 31 - 1),
    ...counts.map(([id, count]) => {
      const name = identifierProblem('region', id);
      return name ?? integerProblem(`number of credentials in ${id}`, count, 1, Number.MAX_SAFE_INTEGER);
    }),
  );
  if (problem !== undefined || counts.length === 0) return problem;
  const sum = counts.reduce((total, [, count]) => total + BigInt(count), 0n);
  return sum === BigInt(credentials)
    ? undefined
    : refused('invalid', `The regions have ${sum} credentials, and the roll has ${credentials}.`);
}
