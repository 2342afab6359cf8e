import { toRace } from '@scrutin/database';
import type { ActOutcome, Race } from '@scrutin/election';
import {
  changeRefusal,
  drawnOrderProblem,
  electionRollKey,
  identifierProblem,
  isIdentifier,
  raceKey,
  raceProblems,
  rankingProblem,
  refusalOfProblems,
  refused,
} from '@scrutin/election';
import type { ActContext } from './act.ts';
import { act } from './act.ts';
import type { Actor } from './acts.ts';
import { lockElection } from './locked-contests.ts';
import { credentialsVoid, votesCast } from './uses.ts';

export async function putRace(context: ActContext, actor: Actor, race: Race): Promise<ActOutcome<Race>> {
  const { electionId, regionId, method, seats, maxRanks, ruleSet, uncontested } = race;
  const problem = refusalOfProblems(
    identifierProblem('region', regionId),
    ...raceProblems(race).map(({ text }) => text),
  );
  if (problem !== undefined) return problem;
  const header = { actor, action: 'race.put', subject: raceKey({ electionId, regionId }) };
  const missing = {
    fr: `Il n’y a pas de région ${regionId}.`,
    en: `There is no region ${regionId}.`,
  };
  return act(context, { ...header, missing }, async (transaction) => {
    const locked = await lockElection(context, transaction, electionId);
    if (!locked.ok) return locked;
    const key = { electionId, regionId };
    const row = await transaction.electionRegion.findUnique({
      where: { electionId_regionId: key },
      include: { candidates: { select: { id: true, withdrawnAt: true } } },
    });
    const candidates = (row?.candidates ?? []).map(({ id, withdrawnAt }) => ({
      id,
      withdrawn: withdrawnAt !== null,
    }));
    const refusal =
      changeRefusal(locked.state, 'races', 'rules') ??
      (await votesCast(transaction, electionRollKey(electionId))) ??
      refusalOfProblems(
        rankingProblem(
          race,
          candidates.map(({ id }) => id),
        ),
        // Candidates come after their race, so the order is checked again when the election is scheduled.
        candidates.length === 0 ? undefined : drawnOrderProblem(ruleSet, candidates),
      );
    if (refusal !== undefined) return refusal;
    const columns = { method, seats, maxRanks, ruleSet, uncontested: uncontested ?? null };
    const after = toRace(
      row === null
        ? await transaction.electionRegion.create({ data: { ...key, ...columns } })
        : await transaction.electionRegion.update({ where: { electionId_regionId: key }, data: columns }),
    );
    return { ok: true, value: after, before: row === null ? undefined : toRace(row), after };
  });
}

export async function removeRace(
  context: ActContext,
  actor: Actor,
  electionId: string,
  regionId: string,
): Promise<ActOutcome<void>> {
  if (!isIdentifier(regionId))
    return refused('not-found', {
      fr: 'Aucune région n’a un tel identifiant.',
      en: 'No region has such an identifier.',
    });
  const header = { actor, action: 'race.remove', subject: raceKey({ electionId, regionId }) };
  const referred = {
    fr: `La circonscription de ${regionId} a des candidatures : supprimez-les d’abord.`,
    en: `The race in ${regionId} has candidates: remove them first.`,
  };
  return act(context, { ...header, referred }, async (transaction) => {
    const locked = await lockElection(context, transaction, electionId);
    if (!locked.ok) return locked;
    const refusal =
      changeRefusal(locked.state, 'races') ??
      (await votesCast(transaction, electionRollKey(electionId))) ??
      (await credentialsVoid(transaction, electionRollKey(electionId)));
    if (refusal !== undefined) return refusal;
    const where = { electionId_regionId: { electionId, regionId } };
    const row = await transaction.electionRegion.findUnique({ where });
    if (row === null)
      return refused('not-found', {
        fr: `${electionId} n’a pas de circonscription dans ${regionId}.`,
        en: `${electionId} has no race in ${regionId}.`,
      });
    await transaction.electionRegion.delete({ where });
    return { ok: true, value: undefined, before: toRace(row) };
  });
}
