import { candidateColumns, toCandidate } from '@scrutin/database';
import type {
  ActOutcome,
  ApprovableOutcome,
  Candidate,
  CandidateChanges,
  CandidateKey,
  NewCandidate,
  Refusal,
} from '@scrutin/election';
import {
  ballotOrderProblem,
  CANDIDATE_CHANGES,
  candidateProblems,
  changed,
  changeRefusal,
  contestKey,
  EFFECT_DELAY_MS,
  electionRollKey,
  isIdentifier,
  normalCandidate,
  noticeOfChange,
  noticeOfReinstatement,
  noticeOfWithdrawal,
  rankingProblem,
  reasonProblem,
  refusalOfFields,
  refusalOfProblems,
  refused,
  undoOfWithdrawal,
} from '@scrutin/election';
import type { ActContext, Transaction } from './act.ts';
import { act } from './act.ts';
import type { Actor } from './acts.ts';
import { lockElection } from './locked-contests.ts';
import { writeNotice } from './notices.ts';
import { noParty } from './parties.ts';
import { votesCast } from './uses.ts';

export async function createCandidate(
  context: ActContext,
  actor: Actor,
  asked: NewCandidate,
): Promise<ActOutcome<Candidate>> {
  const given = normalCandidate(asked);
  const problem = refusalOfFields(candidateProblems(given));
  if (problem !== undefined) return problem;
  const { electionId, regionId, id } = given;
  const header = { actor, action: 'candidate.create', subject: candidateSubject(given) };
  const taken = {
    fr: `Il y a déjà une candidature ${id} dans cette circonscription.`,
    en: `There is a candidate ${id} in this race already.`,
  };
  const missing = noParty(given.partyCode ?? '');
  return act(context, { ...header, taken, missing }, async (transaction) => {
    const locked = await lockElection(context, transaction, electionId);
    if (!locked.ok) return locked;
    const refusal = changeRefusal(locked.state, 'candidates');
    if (refusal !== undefined) return refusal;
    if (!isIdentifier(regionId)) return noSuchRegion();
    const race = await transaction.electionRegion.findUnique({
      where: { electionId_regionId: { electionId, regionId } },
      include: { candidates: { select: { id: true, position: true } } },
    });
    if (race === null) return noRace(electionId, regionId);
    const others = race.candidates;
    if (others.some((other) => other.id === id)) return refused('already-exists', taken);
    const tooLong = refusalOfProblems(rankingProblem(race, [...others.map((other) => other.id), id]));
    if (tooLong !== undefined) return tooLong;
    const position = given.position ?? Math.max(-1, ...others.map((other) => other.position)) + 1;
    const candidate = { ...given, position };
    const occupied = placeTaken(candidate, others);
    if (occupied !== undefined) return occupied;
    const data = { electionId, regionId, id, ...candidateColumns(candidate) };
    const after = toCandidate(await transaction.candidate.create({ data }));
    return { ok: true, value: after, after };
  });
}

/** @param finish what else belongs to the act; it is called when the candidate has changed */
export async function changeCandidate(
  context: ActContext,
  actor: Actor,
  key: CandidateKey,
  asked: CandidateChanges,
  finish?: (transaction: Transaction) => Promise<void>,
): Promise<ActOutcome<Candidate>> {
  const changes = normalCandidate(asked);
  const header = { actor, action: 'candidate.change', subject: candidateSubject(key) };
  const missing = noParty(changes.partyCode ?? '');
  return act(context, { ...header, missing }, async (transaction) => {
    const locked = await lockElection(context, transaction, key.electionId);
    if (!locked.ok) return locked;
    const before = await findCandidate(transaction, key);
    if (before === undefined) return noCandidate(key);
    const { merged, kinds } = changed(before, changes, CANDIDATE_CHANGES);
    const refusal = refusalOfFields(candidateProblems(merged)) ?? changeRefusal(locked.state, ...kinds);
    if (refusal !== undefined) return refusal;
    if (merged.position !== before.position) {
      const occupied = placeTaken(merged, await placesOf(transaction, merged));
      if (occupied !== undefined) return occupied;
    }
    const after = toCandidate(
      await transaction.candidate.update({ where: whereIs(key), data: candidateColumns(merged) }),
    );
    if (locked.state !== 'draft' && kinds.length > 0) {
      await writeNotice(transaction, contestKey({ kind: 'election', ...key }), noticeOfChange(after));
    }
    await finish?.(transaction);
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

/** Gives the candidates of a race the places 0, 1, 2 … in this order. */
export async function orderCandidates(
  context: ActContext,
  actor: Actor,
  race: Pick<CandidateKey, 'electionId' | 'regionId'>,
  ids: readonly string[],
): Promise<ActOutcome<Candidate[]>> {
  const { electionId, regionId } = race;
  const header = {
    actor,
    action: 'candidate.order',
    subject: contestKey({ kind: 'election', electionId, regionId }),
  };
  return act(context, header, async (transaction) => {
    const locked = await lockElection(context, transaction, electionId);
    if (!locked.ok) return locked;
    if (!isIdentifier(regionId)) return noSuchRegion();
    const races = await transaction.electionRegion.count({ where: { electionId, regionId } });
    if (races === 0) return noRace(electionId, regionId);
    const before = (await placesOf(transaction, race)).map(({ id }) => id);
    const refusal =
      changeRefusal(locked.state, 'candidates') ?? refusalOfProblems(ballotOrderProblem(before, ids));
    if (refusal !== undefined) return refusal;
    // In one statement, because between two of them candidates would share a place.
    await transaction.$executeRaw`
      UPDATE candidates AS c SET position = o.place - 1
        FROM unnest(${ids}::text[]) WITH ORDINALITY AS o (id, place)
       WHERE c.election_id = ${electionId} AND c.region_id = ${regionId} AND c.candidate_id = o.id`;
    const rows = await transaction.candidate.findMany({
      where: { electionId, regionId },
      orderBy: { position: 'asc' },
    });
    return { ok: true, value: rows.map(toCandidate), before, after: ids };
  });
}

export async function withdrawCandidate(
  context: ActContext,
  actor: Actor,
  key: CandidateKey,
  reason: string,
): Promise<ApprovableOutcome<Candidate>> {
  const problem = refusalOfProblems(reasonProblem(reason));
  if (problem !== undefined) return problem;
  const request = { kind: 'withdrawal', candidate: key, reason } as const;
  const header = { actor, action: 'candidate.withdraw', subject: candidateSubject(key), reason, request };
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
    if (withdrawnAt.getTime() >= locked.contest.window.closesAtMs) {
      return refused('state-forbids', {
        fr: 'Le vote se termine avant que ce retrait puisse prendre effet : tous les bulletins auront compté pour cette candidature.',
        en: 'The voting closes before this withdrawal could take effect: all ballots will have counted for this candidate.',
      });
    }
    const after = toCandidate(
      await transaction.candidate.update({ where: whereIs(key), data: { withdrawnAt } }),
    );
    const notice = noticeOfWithdrawal(after, withdrawnAt.getTime(), locked.contest);
    await writeNotice(transaction, contestKey({ kind: 'election', ...key }), { ...notice, reason });
    return { ok: true, value: after, before, after, effectiveAtMs: withdrawnAt.getTime() };
  });
}

/**
 * Takes back a withdrawal, as long as no ballot can have been accepted after it took effect: until shortly before it
 * takes effect, or until shortly before the voting opens.
 */
export async function reinstateCandidate(
  context: ActContext,
  actor: Actor,
  key: CandidateKey,
  reason: string,
): Promise<ActOutcome<Candidate>> {
  const problem = refusalOfProblems(reasonProblem(reason));
  if (problem !== undefined) return problem;
  const header = { actor, action: 'candidate.reinstate', subject: candidateSubject(key), reason };
  return act(context, header, async (transaction) => {
    const locked = await lockElection(context, transaction, key.electionId);
    if (!locked.ok) return locked;
    const before = await findCandidate(transaction, key);
    if (before === undefined) return noCandidate(key);
    const undone = undoOfWithdrawal(before, locked.state, locked.contest.window, locked.nowMs);
    if (!undone.ok) return undone;
    const after = toCandidate(
      await transaction.candidate.update({ where: whereIs(key), data: { withdrawnAt: null } }),
    );
    const subject = contestKey({ kind: 'election', ...key });
    await writeNotice(transaction, subject, { ...noticeOfReinstatement(after), reason });
    return { ok: true, value: after, before, after, effectiveAtMs: undone.value };
  });
}

interface Placed {
  readonly id: string;
  readonly position: number;
}

function placesOf(
  transaction: Transaction,
  { electionId, regionId }: Pick<CandidateKey, 'electionId' | 'regionId'>,
): Promise<Placed[]> {
  return transaction.candidate.findMany({
    where: { electionId, regionId },
    select: { id: true, position: true },
    orderBy: { position: 'asc' },
  });
}

/** The refusal if another candidate of the race has this place. */
function placeTaken({ id, position }: Placed, ofRace: readonly Placed[]): Refusal | undefined {
  const other = ofRace.find((placed) => placed.position === position && placed.id !== id);
  return other === undefined
    ? undefined
    : refused('already-exists', {
        fr: `Le rang ${position} sur le bulletin est celui de ${other.id} : choisissez un autre rang, ou donnez un nouvel ordre aux candidatures de la circonscription.`,
        en: `Place ${position} on the ballot belongs to ${other.id}: choose another place, or give the race a new order.`,
      });
}

function noSuchRegion(): Refusal {
  return refused('not-found', {
    fr: 'Aucune région n’a un tel identifiant.',
    en: 'No region has such an identifier.',
  });
}

function noRace(electionId: string, regionId: string): Refusal {
  return refused('not-found', {
    fr: `${electionId} n’a pas de circonscription dans ${regionId}.`,
    en: `${electionId} has no race in ${regionId}.`,
  });
}

async function findCandidate(transaction: Transaction, key: CandidateKey): Promise<Candidate | undefined> {
  if (!isIdentifier(key.regionId) || !isIdentifier(key.id)) return undefined;
  const row = await transaction.candidate.findUnique({ where: whereIs(key) });
  return row === null ? undefined : toCandidate(row);
}

function noCandidate({ electionId, regionId, id }: CandidateKey): Refusal {
  return refused('not-found', {
    fr: `Il n’y a pas de candidature ${id} dans la circonscription ${regionId} de ${electionId}.`,
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
