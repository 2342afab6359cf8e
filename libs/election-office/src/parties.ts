import type { PartyRow } from '@scrutin/database';
import type { ActOutcome, LocalizedText, PoliticalParty } from '@scrutin/election';
import {
  isIdentifier,
  isSameValue,
  partyProblems,
  refusalOfFields,
  refused,
  withNormalName,
} from '@scrutin/election';
import type { ActContext } from './act.ts';
import { act } from './act.ts';
import type { Actor } from './acts.ts';
import { outdatedRecord, recordVersion } from './record-version.ts';
import { partyInUse } from './uses.ts';

export async function parties({ database }: ActContext): Promise<PoliticalParty[]> {
  const rows = await database.run('parties', (client) =>
    client.politicalParty.findMany({ orderBy: { code: 'asc' } }),
  );
  return rows.map(toParty);
}

export async function createParty(
  context: ActContext,
  actor: Actor,
  given: PoliticalParty,
): Promise<ActOutcome<PoliticalParty>> {
  const party = withNormalName(given);
  const problem = refusalOfFields(partyProblems(party));
  if (problem !== undefined) return problem;
  const header = { actor, action: 'party.create', subject: `party:${party.code}` };
  const taken = {
    fr: `Il y a déjà un parti ${party.code}.`,
    en: `There is a party ${party.code} already.`,
  };
  return act(context, { ...header, taken }, async (transaction) => {
    const data = { code: party.code, ...partyColumns(party) };
    const after = toParty(await transaction.politicalParty.create({ data }));
    return { ok: true, value: after, after };
  });
}

export async function changeParty(
  context: ActContext,
  actor: Actor,
  given: PoliticalParty,
): Promise<ActOutcome<PoliticalParty>> {
  const party = withNormalName(given);
  const problem = refusalOfFields(partyProblems(party));
  if (problem !== undefined) return problem;
  const { code } = party;
  return act(context, { actor, action: 'party.change', subject: `party:${code}` }, async (transaction) => {
    const used = await partyInUse(transaction, code);
    await transaction.$queryRaw`SELECT code FROM political_parties WHERE code = ${code} FOR UPDATE`;
    const row = await transaction.politicalParty.findUnique({ where: { code } });
    if (row === null) return refused('not-found', noParty(code));
    const before = toParty(row);
    const outdated = outdatedRecord(actor, recordVersion(before), 'party');
    if (outdated !== undefined) return outdated;
    // Sending a record back unchanged is always allowed.
    if (used !== undefined && !isSameValue(before, toParty({ code, ...partyColumns(party) }))) return used;
    const after = toParty(
      await transaction.politicalParty.update({ where: { code }, data: partyColumns(party) }),
    );
    return { ok: true, value: after, before, after };
  });
}

export async function removeParty(
  context: ActContext,
  actor: Actor,
  code: string,
): Promise<ActOutcome<void>> {
  if (!isIdentifier(code))
    return refused('not-found', { fr: 'Aucun parti n’a un tel code.', en: 'No party has such a code.' });
  const header = { actor, action: 'party.remove', subject: `party:${code}` };
  const referred = {
    fr: `Il y a une candidature de ${code}.`,
    en: `A candidate stands for ${code}.`,
  };
  return act(context, { ...header, referred }, async (transaction) => {
    const used = await partyInUse(transaction, code);
    if (used !== undefined) return used;
    await transaction.$queryRaw`SELECT code FROM political_parties WHERE code = ${code} FOR UPDATE`;
    const row = await transaction.politicalParty.findUnique({ where: { code } });
    if (row === null) return refused('not-found', noParty(code));
    const before = toParty(row);
    const outdated = outdatedRecord(actor, recordVersion(before), 'party');
    if (outdated !== undefined) return outdated;
    await transaction.politicalParty.delete({ where: { code } });
    return { ok: true, value: undefined, before };
  });
}

function partyColumns({ name, color }: PoliticalParty): Omit<PartyRow, 'code'> {
  return { nameFr: name.fr, nameEn: name.en, color };
}

export function toParty({ code, nameFr, nameEn, color }: PartyRow): PoliticalParty {
  return { code, name: { fr: nameFr, en: nameEn }, color };
}

export function noParty(code: string): LocalizedText {
  return { fr: `Il n’y a pas de parti ${code}.`, en: `There is no party ${code}.` };
}
