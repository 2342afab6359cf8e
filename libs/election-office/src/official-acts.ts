import type { ActOutcome, ApprovableOutcome, LocalizedText, OfficialRole } from '@scrutin/election';
import {
  nameProblem,
  normalName,
  OFFICIAL_ROLES,
  refusalOfProblems,
  refused,
  wordProblem,
} from '@scrutin/election';
import type { ActContext, Transaction } from './act.ts';
import { act } from './act.ts';
import type { Actor } from './acts.ts';
import {
  accountChange,
  changeAccount,
  endOtherSessions,
  endSessionsOf,
  findOfficial,
  noOfficial,
  PASSWORD_CHANGED,
} from './change-account.ts';
import { hasPasswordOf, verifiedHash } from './login.ts';
import { OFFICIAL_COLUMNS, officialSubject, toOfficial } from './official-rows.ts';
import type { Official, OwnPasswordChange } from './officials.ts';
import { hashPassword, isPassword, passwordProblem } from './password.ts';

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
): Promise<ApprovableOutcome<Official>> {
  const email = given.email.trim().toLowerCase();
  const displayName = normalName(given.displayName);
  const { role } = given;
  const problem =
    refusalOfProblems(
      emailProblem(email),
      nameProblem('name', displayName),
      wordProblem('role', OFFICIAL_ROLES, role),
    ) ?? (await passwordProblem(given.password, { email, displayName }));
  if (problem !== undefined) return problem;
  return createHashedOfficial(
    context,
    actor,
    { email, displayName, role },
    await hashPassword(given.password),
  );
}

/** Creates an account for which everything was checked. */
export function createHashedOfficial(
  context: ActContext,
  actor: Actor,
  { email, displayName, role }: Omit<NewOfficial, 'password'>,
  passwordHash: string,
): Promise<ApprovableOutcome<Official>> {
  const request = { kind: 'account', email, displayName, role } as const;
  const subject = officialSubject(email);
  const header = { actor, action: 'official.create', subject, request, secret: passwordHash };
  const taken = { fr: `Il y a déjà un compte de ${email}.`, en: `There is an account of ${email} already.` };
  return act(context, { ...header, taken }, async (transaction) => {
    const data = {
      email,
      displayName,
      role,
      passwordHash,
      mustChangePassword: true,
      createdAt: new Date(context.clock()),
    };
    const after = toOfficial(await transaction.official.create({ data, select: OFFICIAL_COLUMNS }));
    return { ok: true, value: after, after };
  });
}

export async function setPassword(
  context: ActContext,
  actor: Actor,
  officialId: string,
  password: string,
): Promise<ApprovableOutcome<Official>> {
  const official = await findOfficial(context, officialId);
  if (official === undefined) return noOfficial();
  const problem = await passwordProblem(password, official);
  if (problem !== undefined) return problem;
  return setHashedPassword(context, actor, officialId, await hashPassword(password));
}

/** Sets a password that was checked. */
export async function setHashedPassword(
  context: ActContext,
  actor: Actor,
  officialId: string,
  passwordHash: string,
): Promise<ApprovableOutcome<Official>> {
  const official = await findOfficial(context, officialId);
  if (official === undefined) return noOfficial();
  const request = { kind: 'password', officialId } as const;
  const subject = officialSubject(official.email);
  const header = { actor, action: 'official.set-password', subject, request, secret: passwordHash };
  return act(
    context,
    header,
    accountChange(actor, official, async (transaction, { id }) => {
      await endSessionsOf(transaction, id);
      return {
        ok: true,
        value: { passwordHash, mustChangePassword: true, failedLogins: 0, lockedUntil: null },
      };
    }),
  );
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
  const problem = await passwordProblem(password, official);
  if (problem !== undefined) return problem;
  if (await isPassword(verifiedHash(proof), password)) return refused('invalid', PASSWORD_AS_BEFORE);
  const passwordHash = await hashPassword(password);
  return changeAccount(context, actor, official, 'official.password', async (transaction, { id }) => {
    const sessions = await transaction.session.count({
      where: { officialId: id, tokenHash: Uint8Array.from(tokenHash) },
    });
    if (sessions === 0 || !(await hasPasswordOf(transaction, id, proof))) {
      return refused('state-forbids', PASSWORD_CHANGED);
    }
    await endOtherSessions(transaction, id, tokenHash);
    return { ok: true, value: { passwordHash, mustChangePassword: false } };
  });
}

const PASSWORD_AS_BEFORE = {
  fr: 'Le nouveau mot de passe est celui d’avant : choisissez-en un autre.',
  en: 'The new password is the present one: choose another.',
};

export async function disableOfficial(
  context: ActContext,
  actor: Actor,
  officialId: string,
): Promise<ActOutcome<Official>> {
  const official = await findOfficial(context, officialId);
  if (official === undefined) return noOfficial();
  return changeAccount(context, actor, official, 'official.disable', async (transaction, before) => {
    if (before.disabledAtMs !== undefined)
      return refused('state-forbids', {
        fr: 'Le compte est déjà désactivé.',
        en: 'The account is disabled already.',
      });
    if (before.role === 'operator' && (await otherOperators(transaction, before.id)) === 0) {
      return refused('state-forbids', {
        fr: 'C’est le dernier compte qui a le rôle « exploitation » : sans lui, personne ne peut gérer les comptes.',
        en: 'This is the last operator: without one nobody can manage accounts.',
      });
    }
    await endSessionsOf(transaction, before.id);
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
  return changeAccount(context, actor, official, 'official.enable', (_, before) =>
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

/** The number of operators other than this one who can log in. */
function otherOperators(transaction: Transaction, id: string): Promise<number> {
  return transaction.official.count({ where: { role: 'operator', disabledAt: null, id: { not: id } } });
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
