import { toElection, toLaw } from '@scrutin/database';
import type { ContestState, Election, Law, parseRollKey, Refusal } from '@scrutin/election';
import { contestState, isIdentifier, refused } from '@scrutin/election';
import type { ActContext, Transaction } from './act.ts';

/** A law or an election whose row is locked until the end of the transaction, with its state. */
export interface Locked<T> {
  readonly ok: true;
  readonly contest: T;
  readonly state: ContestState;
  /**
   * The clock, read after the row was locked. An act that waited for another act is judged by the time after the wait.
   */
  readonly nowMs: number;
}

/**
 * Locks a law. Every act on a law, or on something that belongs to it, begins with this lock, so that two acts wait for
 * each other. The lock (FOR NO KEY UPDATE) does not block rows that refer to the law, so votes never wait for an
 * official.
 */
export async function lockLaw(
  { clock }: ActContext,
  transaction: Transaction,
  id: string,
): Promise<Locked<Law> | Refusal> {
  if (!isIdentifier(id))
    return refused('not-found', {
      fr: 'Aucune loi n’a un tel identifiant.',
      en: 'No law has such an identifier.',
    });
  await transaction.$queryRaw`SELECT id FROM laws WHERE id = ${id} FOR NO KEY UPDATE`;
  const row = await transaction.law.findUnique({ where: { id } });
  if (row === null)
    return refused('not-found', { fr: `Il n’y a pas de loi ${id}.`, en: `There is no law ${id}.` });
  return locked(toLaw(row), clock());
}

/** Locks an election with its races and candidates; see {@link lockLaw}. */
export async function lockElection(
  { clock }: ActContext,
  transaction: Transaction,
  id: string,
): Promise<Locked<Election> | Refusal> {
  if (!isIdentifier(id))
    return refused('not-found', {
      fr: 'Aucune élection n’a un tel identifiant.',
      en: 'No election has such an identifier.',
    });
  await transaction.$queryRaw`SELECT id FROM elections WHERE id = ${id} FOR NO KEY UPDATE`;
  const row = await transaction.election.findUnique({ where: { id } });
  if (row === null)
    return refused('not-found', { fr: `Il n’y a pas d’élection ${id}.`, en: `There is no election ${id}.` });
  return locked(toElection(row), clock());
}

/** Locks the law or the election of a roll key; see {@link lockLaw}. */
export function lockContest(
  context: ActContext,
  transaction: Transaction,
  { kind, id }: NonNullable<ReturnType<typeof parseRollKey>>,
): Promise<Locked<Law | Election> | Refusal> {
  return kind === 'law' ? lockLaw(context, transaction, id) : lockElection(context, transaction, id);
}

function locked<T extends Law | Election>(contest: T, nowMs: number): Locked<T> {
  return { ok: true, contest, state: contestState(contest.status, contest.window, nowMs), nowMs };
}
