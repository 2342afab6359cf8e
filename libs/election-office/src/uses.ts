import type { LocalizedText, Refusal, RollKey } from '@scrutin/election';
import { refused } from '@scrutin/election';
import type { Transaction } from './act.ts';

/**
 * The refusal if an election that is not a draft has candidates of the party: what a published ballot says must not
 * change. The elections that use the party are locked, so that none is published in the meantime. Elections are locked
 * before parties and regions, in the same order as when a candidate or a race is created.
 */
export async function partyInUse(transaction: Transaction, code: string): Promise<Refusal | undefined> {
  const elections = await transaction.$queryRaw<Using[]>`
    SELECT id, status FROM elections
     WHERE id IN (SELECT election_id FROM candidates WHERE party_code = ${code})
     ORDER BY id FOR NO KEY UPDATE`;
  return inUse(elections, { fr: `des candidatures du parti ${code}`, en: `candidates of the party ${code}` });
}

/** The refusal if an election that is not a draft has a race in the region; see {@link partyInUse}. */
export async function regionInUse(transaction: Transaction, id: string): Promise<Refusal | undefined> {
  const elections = await transaction.$queryRaw<Using[]>`
    SELECT id, status FROM elections
     WHERE id IN (SELECT election_id FROM election_regions WHERE region_id = ${id})
     ORDER BY id FOR NO KEY UPDATE`;
  return inUse(elections, { fr: `une circonscription dans ${id}`, en: `a race in ${id}` });
}

interface Using {
  readonly id: string;
  readonly status: string;
}

function inUse(elections: readonly Using[], what: LocalizedText): Refusal | undefined {
  const published = elections.find(({ status }) => status !== 'draft');
  return published === undefined
    ? undefined
    : refused('in-use', {
        fr: `L’élection ${published.id}, qui n’est plus un brouillon, a ${what.fr}.`,
        en: `The election ${published.id}, which is no longer a draft, has ${what.en}.`,
      });
}

/** The refusal if votes were cast: then the races, candidates and roll must stay, whatever the status says. */
export async function votesCast(transaction: Transaction, subject: string): Promise<Refusal | undefined> {
  const rows = await transaction.$queryRaw<{ received: bigint }[]>`
    SELECT received FROM contest_ledger
     WHERE (contest_key = ${subject} OR starts_with(contest_key, ${`${subject}:`})) AND received + counted + rejected > 0
     LIMIT 1`;
  return rows.length === 0
    ? undefined
    : refused('in-use', {
        fr: `Des votes ont été exprimés dans ${subject} : ce dont ils dépendent ne peut plus changer.`,
        en: `Votes were cast in ${subject}: what they depend on cannot be changed.`,
      });
}

/**
 * The refusal if credentials of the roll were replaced or revoked: these records stay, and so does what they are about.
 */
export async function credentialsVoid(
  transaction: Transaction,
  rollKey: RollKey,
): Promise<Refusal | undefined> {
  const total = await transaction.voidTotal.findFirst({ where: { rollKey }, select: { rollKey: true } });
  return total === null
    ? undefined
    : refused('in-use', {
        fr: `Des lettres de ${rollKey} ont été remplacées ou révoquées : le scrutin et ses circonscriptions restent.`,
        en: `Letters of ${rollKey} were replaced or revoked: the contest and its races stay.`,
      });
}

/**
 * A contest that was published once stays, although it is a draft again: voters were told about it, and under its name a
 * new roll would begin without the late registrations that were counted.
 */
export async function published(transaction: Transaction, subject: RollKey): Promise<Refusal | undefined> {
  const roll = await transaction.publishedRoll.findUnique({ where: { rollKey: subject } });
  if (roll === null) return undefined;
  return refused('state-forbids', {
    fr: 'Ce scrutin a déjà été publié : il ne peut plus être supprimé, seulement modifié et publié de nouveau (une répétition se jette tout entière).',
    en: 'This contest was published before: it cannot be removed any more, only changed and published again (a rehearsal is discarded whole).',
  });
}
