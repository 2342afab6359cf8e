import type { Prisma } from '@scrutin/database';
import type { Refusal, RollKey } from '@scrutin/election';
import { parseRollKey, refused } from '@scrutin/election';
import type { ActContext } from './act.ts';
import { CONTEST_VERSION } from './sql/contest-version.sql.ts';

/**
 * The version of a law or an election, with its races and candidates: another one after every change. Undefined if
 * there is no such contest.
 */
export async function contestVersion(
  { database }: Pick<ActContext, 'database'>,
  subject: RollKey,
): Promise<string | undefined> {
  const [row] = await database.query<{ version: string }>('elections', CONTEST_VERSION, subject);
  return row?.version;
}

/**
 * The refusal if a change was made from another version of its contest than the present one. The row of the contest is
 * locked first, so that the version stays the present one until the end of the act.
 *
 * @param subject what the act changes: the contest itself, or something that belongs to it
 * @param madeFrom the versions that the person who acts has seen; any of them will do
 */
export async function outdatedRefusal(
  transaction: Prisma.TransactionClient,
  subject: string,
  madeFrom: readonly string[],
): Promise<Refusal | undefined> {
  const [kind, id] = subject.split(':');
  const contest = parseRollKey(`${kind ?? ''}:${id ?? ''}`);
  if (contest === undefined) return undefined;
  if (contest.kind === 'law')
    await transaction.$queryRaw`SELECT id FROM laws WHERE id = ${contest.id} FOR NO KEY UPDATE`;
  else await transaction.$queryRaw`SELECT id FROM elections WHERE id = ${contest.id} FOR NO KEY UPDATE`;
  const version = await versionOfLocked(transaction, `${contest.kind}:${contest.id}`);
  return version !== undefined && madeFrom.includes(version)
    ? undefined
    : refused('outdated', {
        fr: 'Le scrutin a changé depuis que vous l’avez lu : lisez-le de nouveau, et refaites votre modification si elle convient encore.',
        en: 'The contest has changed since you read it: read it again, and make your change again if it still fits.',
      });
}

/** The version of a contest whose row this transaction has locked, so that it stays this one until the end of the act. */
export async function versionOfLocked(
  transaction: Prisma.TransactionClient,
  subject: string,
): Promise<string | undefined> {
  const rows = await transaction.$queryRawUnsafe<{ version: string }[]>(CONTEST_VERSION, subject);
  return rows[0]?.version;
}
