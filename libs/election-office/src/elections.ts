import type { Prisma } from '@scrutin/database';
import { electionColumns, toCandidate, toElection, toRace } from '@scrutin/database';
import type { ActOutcome, Election, ElectionChanges, ElectionDetail } from '@scrutin/election';
import {
  changed,
  changeRefusal,
  ELECTION_CHANGES,
  electionProblems,
  electionRollKey,
  isIdentifier,
  noticesOfChanges,
  refusalOfFields,
  withNormalName,
} from '@scrutin/election';
import type { ActContext } from './act.ts';
import { act } from './act.ts';
import type { Actor } from './acts.ts';
import { sayDiscarded } from './discarded-name.ts';
import { lockElection } from './locked-contests.ts';
import { writeNotice } from './notices.ts';
import { toRegion } from './regions.ts';
import { credentialsVoid, published, votesCast } from './uses.ts';

export async function elections({ database }: ActContext): Promise<Election[]> {
  const rows = await database.run('elections', (client) =>
    client.election.findMany({ orderBy: { id: 'asc' } }),
  );
  return rows.map(toElection);
}

export async function election({ database }: ActContext, id: string): Promise<ElectionDetail | undefined> {
  return database.run('elections', (client) => findElection(client, id));
}

export async function findElection(
  client: Prisma.TransactionClient,
  id: string,
): Promise<ElectionDetail | undefined> {
  if (!isIdentifier(id)) return undefined;
  const row = await client.election.findUnique({
    where: { id },
    include: {
      races: {
        orderBy: { regionId: 'asc' },
        include: { region: true, candidates: { orderBy: [{ position: 'asc' }, { id: 'asc' }] } },
      },
    },
  });
  if (row === null) return undefined;
  return {
    ...toElection(row),
    races: row.races.map((race) => ({
      ...toRace(race),
      region: toRegion(race.region),
      candidates: race.candidates.map(toCandidate),
    })),
  };
}

export async function createElection(
  context: ActContext,
  actor: Actor,
  given: Election,
): Promise<ActOutcome<Election>> {
  const draft: Election = { ...withNormalName(given), status: 'draft' };
  const problem = refusalOfFields(electionProblems(draft));
  if (problem !== undefined) return problem;
  const header = { actor, action: 'election.create', subject: electionRollKey(draft.id) };
  const taken = {
    fr: `Il y a déjà une élection ${draft.id}.`,
    en: `There is an election ${draft.id} already.`,
  };
  const created = await act<Election>(context, { ...header, taken }, async (transaction) => {
    const data = { id: draft.id, ...electionColumns(draft) };
    const after = toElection(await transaction.election.create({ data }));
    return { ok: true, value: after, after };
  });
  return sayDiscarded(context, header.subject, created);
}

export async function changeElection(
  context: ActContext,
  actor: Actor,
  id: string,
  changes: ElectionChanges,
): Promise<ActOutcome<Election>> {
  const header = { actor, action: 'election.change', subject: electionRollKey(id) };
  return act(context, header, async (transaction) => {
    const locked = await lockElection(context, transaction, id);
    if (!locked.ok) return locked;
    const { merged, kinds } = changed(locked.contest, withNormalName(changes), ELECTION_CHANGES);
    const refusal = refusalOfFields(electionProblems(merged)) ?? changeRefusal(locked.state, ...kinds);
    if (refusal !== undefined) return refusal;
    const data = electionColumns(merged);
    const after = toElection(await transaction.election.update({ where: { id }, data }));
    if (locked.state !== 'draft') {
      for (const notice of noticesOfChanges(kinds, after.resultsVisibility))
        await writeNotice(transaction, electionRollKey(id), notice);
    }
    return { ok: true, value: after, before: locked.contest, after };
  });
}

export async function removeElection(
  context: ActContext,
  actor: Actor,
  id: string,
): Promise<ActOutcome<void>> {
  const header = { actor, action: 'election.remove', subject: electionRollKey(id) };
  const referred = {
    fr: `L’élection ${id} a des circonscriptions : supprimez-les d’abord.`,
    en: `The election ${id} has races: remove them first.`,
  };
  return act(context, { ...header, referred }, async (transaction) => {
    const locked = await lockElection(context, transaction, id);
    if (!locked.ok) return locked;
    const refusal =
      changeRefusal(locked.state, 'rules') ??
      (await published(transaction, electionRollKey(id))) ??
      (await votesCast(transaction, electionRollKey(id))) ??
      (await credentialsVoid(transaction, electionRollKey(id)));
    if (refusal !== undefined) return refusal;
    await transaction.election.delete({ where: { id } });
    // An election that is created again under this name needs a new roll.
    await transaction.roll.deleteMany({ where: { rollKey: electionRollKey(id) } });
    return { ok: true, value: undefined, before: locked.contest };
  });
}
