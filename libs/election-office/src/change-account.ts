import type { ActOutcome, Refusal } from '@scrutin/election';
import { refused } from '@scrutin/election';
import type { ActContext, Done, Transaction } from './act.ts';
import { act } from './act.ts';
import type { Actor } from './acts.ts';
import { OFFICIAL_COLUMNS, officialSubject, toOfficial } from './official-rows.ts';
import type { Official } from './officials.ts';
import { officialVersion, outdatedRecord } from './record-version.ts';
import { isUuid } from './uuid.ts';

/** The columns of an account that acts change. */
interface AccountColumns {
  readonly passwordHash?: string;
  readonly mustChangePassword?: boolean;
  readonly failedLogins?: number;
  readonly lockedUntil?: null;
  readonly disabledAt?: Date | null;
  readonly secondFactor?: Uint8Array<ArrayBuffer> | null;
  readonly secondFactorAt?: Date | null;
  readonly secondFactorStep?: bigint | null;
  readonly resetAskedBy?: string | null;
  readonly resetAskedAt?: Date | null;
}

/**
 * Changes an account. `decide` and the write happen while the rows of this official and of all operators are locked, so
 * that two operators cannot disable each other at the same time.
 */
export function changeAccount(
  context: ActContext,
  actor: Actor,
  official: Official,
  action: string,
  decide: DecideAccount,
  reason?: string,
): Promise<ActOutcome<Official>> {
  const header = { actor, action, subject: officialSubject(official.email), reason };
  return act(context, header, accountChange(actor, official, decide));
}

type DecideAccount = (transaction: Transaction, before: Official) => Promise<ActOutcome<AccountColumns>>;

/** The work of an act that changes an account; see {@link changeAccount}. */
export function accountChange(actor: Actor, { id }: Pick<Official, 'id'>, decide: DecideAccount) {
  return async (transaction: Transaction): Promise<Done<Official> | Refusal> => {
    await transaction.$queryRaw`
      SELECT id FROM officials WHERE role = 'operator' OR id = ${id}::uuid ORDER BY id FOR UPDATE`;
    const where = { id };
    const row = await transaction.official.findUnique({ where, select: OFFICIAL_COLUMNS });
    if (row === null) return noOfficial();
    const before = toOfficial(row);
    const outdated = outdatedRecord(actor, officialVersion(before), 'account');
    if (outdated !== undefined) return outdated;
    const decided = await decide(transaction, before);
    if (!decided.ok) return decided;
    const after = toOfficial(
      await transaction.official.update({ where, data: decided.value, select: OFFICIAL_COLUMNS }),
    );
    // Failed logins lock an account for a while. They must not make the approval of a new password void.
    const basis = { ...before, lockedUntilMs: undefined };
    return { ok: true, value: after, before, after, basis };
  };
}

export async function findOfficial({ database }: ActContext, id: string): Promise<Official | undefined> {
  if (!isUuid(id)) return undefined;
  const row = await database.run('officials', (client) =>
    client.official.findUnique({ where: { id }, select: OFFICIAL_COLUMNS }),
  );
  return row === null ? undefined : toOfficial(row);
}

export function noOfficial(): Refusal {
  return refused('not-found', { fr: 'Ce compte n’existe pas.', en: 'There is no such account.' });
}

/** The text of a refusal if a login proof is no longer worth anything. */
export const PASSWORD_CHANGED = {
  fr: 'Le mot de passe a été changé, ou la session a pris fin, au même moment.',
  en: 'The password was changed, or the session ended, at the same time.',
};

export async function endSessionsOf(transaction: Transaction, officialId: string): Promise<void> {
  await transaction.session.deleteMany({ where: { officialId } });
}

/** Ends every session of the account except the one with this token. */
export async function endOtherSessions(
  transaction: Transaction,
  officialId: string,
  tokenHash: Uint8Array,
): Promise<void> {
  await transaction.session.deleteMany({
    where: { officialId, tokenHash: { not: Uint8Array.from(tokenHash) } },
  });
}
