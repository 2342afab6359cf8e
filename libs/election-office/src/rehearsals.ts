import { electionColumns, lawColumns, toElection, toLaw } from '@scrutin/database';
import type { ActOutcome, Election, Law, LocalizedText, RollKey } from '@scrutin/election';
import {
  electionProblems,
  electionRollKey,
  isIdentifier,
  lawProblems,
  lawRollKey,
  parseRollKey,
  reasonProblem,
  refusalOfFields,
  refusalOfProblems,
  refused,
  withOrderAmong,
} from '@scrutin/election';
import type { ActContext, Transaction } from './act.ts';
import { act } from './act.ts';
import type { Actor } from './acts.ts';
import { sayDiscarded } from './discarded-name.ts';
import type { ElectionOffice } from './election-office.ts';
import { lockContest } from './locked-contests.ts';
import { NO_SUCH_CONTEST } from './unknown-contest.ts';
import { voidProposalsOf } from './void-proposals.ts';

const DAY_MS = 86_400_000;
const SUFFIX = '-REHEARSAL';
const LONGEST_IDENTIFIER = 50;
/** Removing the votes of a large rehearsal takes a while. */
const LONGEST_DISCARDING_MS = 120_000;

/**
 * Makes a rehearsal of a law or an election, as a draft: with its texts, rules, races and standing candidates, and in
 * the same regions. It needs a roll of its own, because a credential belongs to one contest. Its window begins now and
 * is as long as that of the original, but at least a day.
 *
 * @param id undefined for the identifier of the original with `-REHEARSAL` and, if that is taken, a number
 */
export async function rehearse(
  context: ActContext,
  actor: Actor,
  original: RollKey,
  id?: string,
): Promise<ActOutcome<Law | Election>> {
  const parsed = parseRollKey(original);
  if (parsed === undefined) return refused('not-found', NO_SUCH_CONTEST);
  const { kind } = parsed;
  const rehearsalId = id ?? (await freeIdentifier(context, kind, parsed.id));
  const subject = kind === 'law' ? lawRollKey(rehearsalId) : electionRollKey(rehearsalId);
  const taken = { fr: `${subject} existe déjà.`, en: `There is ${subject} already.` };
  const rehearsed = await act<Law | Election>(
    context,
    { actor, action: `${kind}.rehearse`, subject, taken },
    async (transaction) => {
      const locked = await lockContest(context, transaction, parsed);
      if (!locked.ok) return locked;
      const after = await createCopy(transaction, locked.contest, rehearsalId, locked.nowMs);
      if ('ok' in after) return after;
      if (kind === 'election') await copyRaces(transaction, parsed.id, rehearsalId);
      return { ok: true, value: after, after: { ...after, rehearsalOf: original } };
    },
  );
  return sayDiscarded(context, subject, rehearsed);
}

async function createCopy(transaction: Transaction, original: Law | Election, id: string, nowMs: number) {
  const { window } = original;
  const changes = {
    id,
    status: 'draft',
    purpose: 'rehearsal',
    approval: 'single-official',
    window: { opensAtMs: nowMs, closesAtMs: nowMs + Math.max(window.closesAtMs - window.opensAtMs, DAY_MS) },
  } as const;
  if (original.kind === 'law') {
    const named: Law = { ...original, ...changes, title: rehearsalName(original.title) };
    const law = lawProblems(named).length === 0 ? named : { ...named, title: original.title };
    return (
      refusalOfFields(lawProblems(law)) ??
      toLaw(await transaction.law.create({ data: { id, ...lawColumns(law) } }))
    );
  }
  const named: Election = { ...original, ...changes, name: rehearsalName(original.name) };
  const election = electionProblems(named).length === 0 ? named : { ...named, name: original.name };
  const problem = refusalOfFields(electionProblems(election));
  return (
    problem ?? toElection(await transaction.election.create({ data: { id, ...electionColumns(election) } }))
  );
}

/** The name with the word before it, for every page that shows only names. A name that is too long stays as it is. */
function rehearsalName({ fr, en }: LocalizedText): LocalizedText {
  return { fr: `Répétition\u00a0: ${fr}`, en: `Rehearsal: ${en}` };
}

async function copyRaces(transaction: Transaction, originalId: string, electionId: string): Promise<void> {
  const where = { electionId: originalId };
  const races = await transaction.electionRegion.findMany({ where });
  const standing = await transaction.candidate.findMany({ where: { ...where, withdrawnAt: null } });
  await transaction.electionRegion.createMany({
    data: races.map((race) => {
      const ids = standing.filter(({ regionId }) => regionId === race.regionId).map(({ id }) => id);
      // An order may name only candidates of its race, and those who withdrew are not copied.
      return { ...race, electionId, ruleSet: withOrderAmong(race.ruleSet, new Set(ids)) };
    }),
  });
  await transaction.candidate.createMany({
    data: standing.map((candidate) => ({ ...candidate, electionId })),
  });
}

/** The first identifier that neither a contest nor a rehearsal thrown away has. */
async function freeIdentifier(
  { database }: ActContext,
  kind: 'law' | 'election',
  originalId: string,
): Promise<string> {
  if (!isIdentifier(originalId)) return originalId; // refused as unknown
  const begin = originalId.slice(0, LONGEST_IDENTIFIER - SUFFIX.length - 4);
  const where = { id: { startsWith: `${begin}${SUFFIX}` } };
  const select = { id: true };
  const present = await database.run('elections', (client) =>
    kind === 'law' ? client.law.findMany({ where, select }) : client.election.findMany({ where, select }),
  );
  const discarded = await database.run('elections', (client) =>
    client.discardedRehearsal.findMany({ where: { rollKey: { startsWith: `${kind}:${begin}${SUFFIX}` } } }),
  );
  const used = new Set([
    ...present.map(({ id }) => id),
    ...discarded.map(({ rollKey }) => rollKey.slice(kind.length + 1)),
  ]);
  let id = `${begin}${SUFFIX}`;
  for (let number = 2; used.has(id); number += 1) id = `${begin}${SUFFIX}-${number}`;
  return id;
}

/** How many votes of a rehearsal were removed with it. */
export interface DiscardedVotes {
  readonly counted: number;
  readonly rejected: number;
}

/**
 * Removes a rehearsal with everything that belongs to it from PostgreSQL. Only the acts stay. Refused for a real
 * contest, also by the database. If it was done before, nothing is done, and no votes are removed.
 *
 * @param reason stays on record; undefined if there is nothing to say
 */
export async function discardRehearsal(
  context: ActContext,
  actor: Actor,
  rollKey: RollKey,
  reason?: string,
): Promise<ActOutcome<DiscardedVotes>> {
  const problem = reason === undefined ? undefined : refusalOfProblems(reasonProblem(reason));
  if (problem !== undefined) return problem;
  const parsed = parseRollKey(rollKey);
  if (parsed === undefined) return refused('not-found', NO_SUCH_CONTEST);
  const discarded = await context.database.run('elections', (client) =>
    client.discardedRehearsal.findUnique({ where: { rollKey } }),
  );
  if (discarded !== null) return { ok: true, value: { counted: 0, rejected: 0 } };
  const header = {
    actor,
    action: `${parsed.kind}.discard`,
    subject: rollKey,
    reason,
    longestMs: LONGEST_DISCARDING_MS,
  };
  return act<DiscardedVotes>(context, header, async (transaction) => {
    const locked = await lockContest(context, transaction, parsed);
    if (!locked.ok) return locked;
    if (locked.contest.purpose !== 'rehearsal') {
      return refused('state-forbids', {
        fr: `${rollKey} est réel : seule une répétition peut être jetée.`,
        en: `${rollKey} is real: only a rehearsal can be thrown away.`,
      });
    }
    await voidProposalsOf(context, transaction, actor, rollKey);
    const rows = await transaction.$queryRaw<{ counted: bigint; rejected: bigint }[]>`
      SELECT counted, rejected FROM discard_rehearsal(${rollKey})`;
    const value = { counted: Number(rows[0]?.counted ?? 0n), rejected: Number(rows[0]?.rejected ?? 0n) };
    return { ok: true, value, before: locked.contest, after: value };
  });
}

/**
 * Throws a rehearsal away whole: from PostgreSQL first, so that its votes are rejected from then on, and then its roll
 * from Redis. Call it again if Redis was away.
 *
 * @throws TransientError when PostgreSQL or Redis is away
 */
export async function throwAway(
  rollKey: RollKey,
  {
    office,
    roll,
    actor,
    reason,
  }: {
    readonly office: Pick<ElectionOffice, 'discardRehearsal'>;
    readonly roll: { removeRoll(rollKey: RollKey): Promise<void> };
    readonly actor: Actor;
    readonly reason?: string | undefined;
  },
): Promise<ActOutcome<DiscardedVotes>> {
  const discarded = await office.discardRehearsal(actor, rollKey, reason);
  if (discarded.ok) await roll.removeRoll(rollKey);
  return discarded;
}
