import type { ActOutcome, LocalizedText, OfficialRole, Refusal } from '@scrutin/election';
import {
  firstProblem,
  nameProblem,
  normalName,
  OFFICIAL_ROLES,
  refused,
  wordProblem,
} from '@scrutin/election';
import type { ActContext, Transaction } from './act.ts';
import { act } from './act.ts';
import type { Actor } from './acts.ts';
import { verifiedHash } from './login.ts';
import { OFFICIAL_COLUMNS, officialSubject, toOfficial } from './official-rows.ts';
import type { Official, OwnPasswordChange } from './officials.ts';
import { hashPassword, passwordProblem } from './password.ts';
import { isUuid } from './uuid.ts';

export interface NewOfficial {
  readonly email: string;
  readonly displayName: string;
  readonly role: OfficialRole;
  readonly password: string;
}

export async function officials({ database }: ActContext): Promise<Official[]> {
  const rows = await database.run('officials', (client) =>
    client.official.findMany({ select: OFFICIAL_COLUMNS, orderBy: { email: 'asc' } }),
  );
  return rows.map(toOfficial);
}

export async function createOfficial(
  context: ActContext,
  actor: Actor,
  given: NewOfficial,
): Promise<ActOutcome<Official>> {
  const email = given.email.trim().toLowerCase();
  const displayName = normalName(given.displayName);
  const problem =
    firstProblem(
      emailProblem(email),
      nameProblem('name', displayName),
      wordProblem('role', OFFICIAL_ROLES, given.role),
    ) ?? passwordProblem(given.password, email);
  if (problem !== undefined) return problem;
  const passwordHash = await hashPassword(given.password);
  const header = { actor, action: 'official.create', subject: officialSubject(email) };
  const taken = { fr: `Il y a déjà un compte de ${email}.`, en: `There is an account of ${email} already.` };
  return act(context, { ...header, taken }, async (transaction) => {
    const { role } = given;
    const data = { email, displayName, role, passwordHash, createdAt: new Date(context.clock()) };
    const after = toOfficial(await transaction.official.create({ data, select: OFFICIAL_COLUMNS }));
    return { ok: true, value: after, after };
  });
}

export async function setPassword(
  context: ActContext,
  actor: Actor,
  officialId: string,
  password: string,
): Promise<ActOutcome<Official>> {
  const official = await findOfficial(context, officialId);
  if (official === undefined) return noOfficial();
  const problem = passwordProblem(password, official.email);
  if (problem !== undefined) return problem;
  const passwordHash = await hashPassword(password);
  return change(context, actor, official, 'official.set-password', async (transaction, { id }) => {
    await endSessions(transaction, id);
    return { ok: true, value: { passwordHash, failedLogins: 0, lockedUntil: null } };
  });
}

/**
 * Changes the password of an official who has shown by `login` to know the present one, and who is logged in with this
 * token. This session goes on, and the other sessions of the account end. Refused if the password was changed or the
 * session ended since the login.
 */
export async function changeOwnPassword(
  context: ActContext,
  actor: Actor,
  { official, proof, password, tokenHash }: OwnPasswordChange,
): Promise<ActOutcome<Official>> {
  const problem = passwordProblem(password, official.email);
  if (problem !== undefined) return problem;
  const passwordHash = await hashPassword(password);
  return change(context, actor, official, 'official.password', async (transaction, { id }) => {
    const own = Uint8Array.from(tokenHash);
    const present = await transaction.official.findUnique({ where: { id }, select: { passwordHash: true } });
    const sessions = await transaction.session.count({ where: { officialId: id, tokenHash: own } });
    if (present?.passwordHash !== verifiedHash(proof) || sessions === 0) {
      return refused('state-forbids', {
        fr: 'Le mot de passe a été changé, ou la session a pris fin, au même moment.',
        en: 'The password was changed, or the session ended, at the same time.',
      });
    }
    await transaction.session.deleteMany({ where: { officialId: id, tokenHash: { not: own } } });
    return { ok: true, value: { passwordHash } };
  });
}

export async function disableOfficial(
  context: ActContext,
  actor: Actor,
  officialId: string,
): Promise<ActOutcome<Official>> {
  const official = await findOfficial(context, officialId);
  if (official === undefined) return noOfficial();
  return change(context, actor, official, 'official.disable', async (transaction, before) => {
    if (before.disabledAtMs !== undefined)
      return refused('state-forbids', {
        fr: 'Le compte est déjà désactivé.',
        en: 'The account is disabled already.',
      });
    if (before.role === 'operator' && (await otherOperators(transaction, before.id)) === 0) {
      return refused('state-forbids', {
        fr: 'C’est le dernier compte d’opérateur : sans lui, personne ne peut gérer les comptes.',
        en: 'This is the last operator: without one nobody can manage accounts.',
      });
    }
    await endSessions(transaction, before.id);
    return { ok: true, value: { disabledAt: new Date(context.clock()) } };
  });
}

export async function enableOfficial(
  context: ActContext,
  actor: Actor,
  officialId: string,
): Promise<ActOutcome<Official>> {
  const official = await findOfficial(context, officialId);
  if (official === undefined) return noOfficial();
  return change(context, actor, official, 'official.enable', (_, before) =>
    Promise.resolve(
      before.disabledAtMs === undefined
        ? refused('state-forbids', {
            fr: 'Le compte n’est pas désactivé.',
            en: 'The account is not disabled.',
          })
        : { ok: true, value: { disabledAt: null, failedLogins: 0, lockedUntil: null } },
    ),
  );
}

interface Columns {
  readonly passwordHash?: string;
  readonly failedLogins?: number;
  readonly lockedUntil?: null;
  readonly disabledAt?: Date | null;
}

/**
 * Changes an account. `decide` and the write happen while the rows of this official and of all operators are locked, so
 * that two operators cannot disable each other at the same time.
 */
function change(
  context: ActContext,
  actor: Actor,
  { id, email }: Official,
  action: string,
  decide: (transaction: Transaction, before: Official) => Promise<ActOutcome<Columns>>,
): Promise<ActOutcome<Official>> {
  return act(context, { actor, action, subject: officialSubject(email) }, async (transaction) => {
    await transaction.$queryRaw`
      SELECT id FROM officials WHERE role = 'operator' OR id = ${id}::uuid ORDER BY id FOR UPDATE`;
    const where = { id };
    const row = await transaction.official.findUnique({ where, select: OFFICIAL_COLUMNS });
    if (row === null) return noOfficial();
    const before = toOfficial(row);
    const decided = await decide(transaction, before);
    if (!decided.ok) return decided;
    const after = toOfficial(
      await transaction.official.update({ where, data: decided.value, select: OFFICIAL_COLUMNS }),
    );
    return { ok: true, value: after, before, after };
  });
}

async function findOfficial({ database }: ActContext, id: string): Promise<Official | undefined> {
  if (!isUuid(id)) return undefined;
  const row = await database.run('officials', (client) =>
    client.official.findUnique({ where: { id }, select: OFFICIAL_COLUMNS }),
  );
  return row === null ? undefined : toOfficial(row);
}

function noOfficial(): Refusal {
  return refused('not-found', { fr: 'Ce compte n’existe pas.', en: 'There is no such account.' });
}

/** The number of operators other than this one who can log in. */
function otherOperators(transaction: Transaction, id: string): Promise<number> {
  return transaction.official.count({ where: { role: 'operator', disabledAt: null, id: { not: id } } });
}

async function endSessions(transaction: Transaction, officialId: string): Promise<void> {
  await transaction.session.deleteMany({ where: { officialId } });
}

/**
 * An address may contain printable ASCII only, so that no two addresses look alike on record. It may not contain a
 * colon, which separates the parts of a subject there.
 */
function emailProblem(email: string): LocalizedText | undefined {
  return email.length <= 254 && /^[!-9;-?A-~]+@[!-9;-?A-~]+$/.test(email)
    ? undefined
    : { fr: 'Ce n’est pas une adresse courriel.', en: 'This is not an e-mail address.' };
}
