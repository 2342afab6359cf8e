import { candidateColumns, toCandidate } from '@scrutin/database';
import type { ActOutcome, Candidate, CandidateChanges, CandidateKey, Refusal } from '@scrutin/election';
import {
  CANDIDATE_CHANGES,
  candidateProblems,
  changed,
  changeRefusal,
  contestKey,
  EFFECT_DELAY_MS,
  electionRollKey,
  firstProblem,
  isIdentifier,
  rankingProblem,
  reasonProblem,
  refusalOfFirst,
  refused,
} from '@scrutin/election';
import type { ActContext, Transaction } from './act.ts';
import { act } from './act.ts';
import type { Actor } from './acts.ts';
import { lockElection } from './locked-contests.ts';
import { noParty } from './parties.ts';
import { votesCast } from './uses.ts';

/**
 * How a candidate's place on the ballot is checked. `own`: the place must not belong to another candidate of the race.
 * `given`: it is not checked, because the caller gives places to all candidates of the race, one after the other. The
 * load of an election file does so.
 */
export type PlaceOnBallot = 'own' | 'given';

export async function createCandidate(
  context: ActContext,
  actor: Actor,
  given: Candidate,
  place: PlaceOnBallot,
): Promise<ActOutcome<Candidate>> {
  const problem = refusalOfFirst(candidateProblems(given));
  if (problem !== undefined) return problem;
  const { electionId, regionId, id, partyCode } = given;
  const header = { actor, action: 'candidate.create', subject: candidateSubject(given) };
  const taken = {
    fr: `Il y a déjà une candidature ${id} dans cette course.`,
    en: `There is a candidate ${id} in this race already.`,
  };
  const missing = noParty(partyCode);
  return act(context, { ...header, taken, missing }, async (transaction) => {
    const locked = await lockElection(context, transaction, electionId);
    if (!locked.ok) return locked;
    const refusal = changeRefusal(locked.state, 'candidates');
    if (refusal !== undefined) return refusal;
    if (!isIdentifier(regionId))
      return refused('not-found', {
        fr: 'Aucune région n’a un tel identifiant.',
        en: 'No region has such an identifier.',
      });
    const race = await transaction.electionRegion.findUnique({
      where: { electionId_regionId: { electionId, regionId } },
      include: { candidates: { select: { id: true } } },
    });
    if (race === null)
      return refused('not-found', {
        fr: `${electionId} n’a pas de course dans ${regionId}.`,
        en: `${electionId} has no race in ${regionId}.`,
      });
    const tooLong = firstProblem(rankingProblem(race, [...race.candidates.map((other) => other.id), id]));
    if (tooLong !== undefined) return tooLong;
    const taken = place === 'own' ? await placeTaken(transaction, given) : undefined;
    if (taken !== undefined) return taken;
    const data = { electionId, regionId, id, ...candidateColumns(given) };
    const after = toCandidate(await transaction.candidate.create({ data }));
    return { ok: true, value: after, after };
  });
}

export async function changeCandidate(
  context: ActContext,
  actor: Actor,
  key: CandidateKey,
  changes: CandidateChanges,
  place: PlaceOnBallot,
): Promise<ActOutcome<Candidate>> {
  const header = { actor, action: 'candidate.change', subject: candidateSubject(key) };
  const missing = noParty(changes.partyCode ?? '');
  return act(context, { ...header, missing }, async (transaction) => {
    const locked = await lockElection(context, transaction, key.electionId);
    if (!locked.ok) return locked;
    const before = await findCandidate(transaction, key);
    if (before === undefined) return noCandidate(key);
    const { merged, kinds } = changed(before, changes, CANDIDATE_CHANGES);
    const refusal = refusalOfFirst(candidateProblems(merged)) ?? changeRefusal(locked.state, ...kinds);
    if (refusal !== undefined) return refusal;
    const moves = place === 'own' && merged.position !== before.position;
    const taken = moves ? await placeTaken(transaction, merged) : undefined;
    if (taken !== undefined) return taken;
    const after = toCandidate(
      await transaction.candidate.update({ where: whereIs(key), data: candidateColumns(merged) }),
    );
    return { ok: true, value: after, before, after };
  });
}

export async function removeCandidate(
  context: ActContext,
  actor: Actor,
  key: CandidateKey,
): Promise<ActOutcome<void>> {
  const header = { actor, action: 'candidate.remove', subject: candidateSubject(key) };
  return act(context, header, async (transaction) => {
    const locked = await lockElection(context, transaction, key.electionId);
    if (!locked.ok) return locked;
    const refusal =
      changeRefusal(locked.state, 'candidates') ??
      (await votesCast(transaction, electionRollKey(key.electionId)));
    if (refusal !== undefined) return refusal;
    const before = await findCandidate(transaction, key);
    if (before === undefined) return noCandidate(key);
    await transaction.candidate.delete({ where: whereIs(key) });
    return { ok: true, value: undefined, before };
  });
}

export async function withdrawCandidate(
  context: ActContext,
  actor: Actor,
  key: CandidateKey,
  reason: string,
): Promise<ActOutcome<Candidate>> {
  const problem = firstProblem(reasonProblem(reason));
  if (problem !== undefined) return problem;
  const header = { actor, action: 'candidate.withdraw', subject: candidateSubject(key), reason };
  return act(context, header, async (transaction) => {
    const locked = await lockElection(context, transaction, key.electionId);
    if (!locked.ok) return locked;
    if (locked.state === 'draft') {
      return refused('state-forbids', {
        fr: 'Personne n’a vu un brouillon : supprimez plutôt la candidature.',
        en: 'Nobody has seen a draft: remove the candidate instead.',
      });
    }
    const refusal = changeRefusal(locked.state, 'withdrawals');
    if (refusal !== undefined) return refusal;
    const before = await findCandidate(transaction, key);
    if (before === undefined) return noCandidate(key);
    if (before.withdrawnAtMs !== undefined) {
      return refused('state-forbids', {
        fr: `La candidature ${key.id} est déjà retirée.`,
        en: `The candidate ${key.id} has withdrawn already.`,
      });
    }
    const withdrawnAt = new Date(locked.nowMs + EFFECT_DELAY_MS);
    const after = toCandidate(
      await transaction.candidate.update({ where: whereIs(key), data: { withdrawnAt } }),
    );
    return { ok: true, value: after, before, after, effectiveAtMs: withdrawnAt.getTime() };
  });
}

/** The refusal if another candidate of the race has this place. Nobody would have decided the order of the two. */
async function placeTaken(
  transaction: Transaction,
  { electionId, regionId, id, position }: Candidate,
): Promise<Refusal | undefined> {
  const other = await transaction.candidate.findFirst({
    where: { electionId, regionId, position, id: { not: id } },
    select: { id: true },
  });
  return other === null
    ? undefined
    : refused('already-exists', {
        fr: `Le rang ${position} sur le bulletin est celui de ${other.id} : choisissez un autre rang.`,
        en: `Place ${position} on the ballot belongs to ${other.id}: choose another place.`,
      });
}

async function findCandidate(transaction: Transaction, key: CandidateKey): Promise<Candidate | undefined> {
  if (!isIdentifier(key.regionId) || !isIdentifier(key.id)) return undefined;
  const row = await transaction.candidate.findUnique({ where: whereIs(key) });
  return row === null ? undefined : toCandidate(row);
}

function noCandidate({ electionId, regionId, id }: CandidateKey): Refusal {
  return refused('not-found', {
    fr: `Il n’y a pas de candidature ${id} dans la course ${electionId} de ${regionId}.`,
    en: `There is no candidate ${id} in the race ${electionId} in ${regionId}.`,
  });
}

function whereIs({ electionId, regionId, id }: CandidateKey): {
  readonly electionId_regionId_id: CandidateKey;
} {
  return { electionId_regionId_id: { electionId, regionId, id } };
}

/** The subject is below the subject of the race, so that a search for the acts on an election finds this one too. */
function candidateSubject({ electionId, regionId, id }: CandidateKey): string {
  return `${contestKey({ kind: 'election', electionId, regionId })}:${id}`;
}
