import type { ActOutcome } from '@scrutin/election';
import { refused } from '@scrutin/election';
import type { ActContext } from './act.ts';
import type { Actor } from './acts.ts';
import { changeAccount, endOtherSessions, PASSWORD_CHANGED } from './change-account.ts';
import { hasPasswordOf } from './login.ts';
import type { Official, OwnAct } from './officials.ts';
import { newTotpSecret, totpSecretText, totpStep, totpUri } from './totp.ts';

/** A secret that was just made. It is shown this once. */
export interface EnrolledSecret {
  /** In base32, as people type it. */
  readonly secret: string;
  /** The `otpauth://` address for a QR code. */
  readonly uri: string;
}

const NO_KEYS = {
  fr: 'Le second facteur ne peut pas être activé ici : le service n’a pas de clé pour protéger les secrets. Demandez à l’équipe technique de définir SECOND_FACTOR_KEYS.',
  en: 'No second factor can be enrolled here: the service has no key that protects the secrets. Ask the person who runs it to set SECOND_FACTOR_KEYS.',
};
const ENROLLED_ALREADY = {
  fr: 'Le compte a déjà un second facteur : retirez-le d’abord, avec un de ses codes.',
  en: 'The account has a second factor already: remove it first, with one of its codes.',
};
const NOT_BEGUN = {
  fr: 'Aucun second facteur n’attend de confirmation : demandez d’abord un secret.',
  en: 'No second factor is waiting for its confirmation: ask for a secret first.',
};
const WRONG_CODE = {
  fr: 'Le code ne correspond pas. Vérifiez l’heure de votre appareil et envoyez le code affiché maintenant, 6 chiffres.',
  en: 'The code does not match. Check the clock of your device and send the code that it shows now, 6 digits.',
};
const NONE = { fr: 'Le compte n’a pas de second facteur.', en: 'The account has no second factor.' };

/**
 * Makes a secret for the official who is logged in. It replaces a secret that was never confirmed. A login needs a code
 * only once {@link confirmSecondFactor} has seen one.
 */
export async function beginSecondFactor(
  context: ActContext,
  actor: Actor,
  { official, proof }: OwnAct,
): Promise<ActOutcome<EnrolledSecret>> {
  const secret = newTotpSecret();
  const sealed = context.secondFactors.seal(official.id, secret);
  if (sealed === undefined) return refused('incomplete', NO_KEYS);
  const begun = await changeAccount(
    context,
    actor,
    official,
    'official.begin-second-factor',
    async (row, before) => {
      if (before.secondFactorAtMs !== undefined) return refused('state-forbids', ENROLLED_ALREADY);
      if (!(await hasPasswordOf(row, before.id, proof))) return refused('state-forbids', PASSWORD_CHANGED);
      return { ok: true, value: { secondFactor: sealed, secondFactorStep: null } };
    },
  );
  return begun.ok
    ? { ok: true, value: { secret: totpSecretText(secret), uri: totpUri(secret, official.email) } }
    : begun;
}

/**
 * Confirms the secret by one of its codes, and ends the other sessions of the account. From then on a login needs a
 * code. The code that was shown here cannot be used again.
 */
export function confirmSecondFactor(
  context: ActContext,
  actor: Actor,
  {
    official,
    code,
    tokenHash,
  }: { readonly official: Official; readonly code: string; readonly tokenHash: Uint8Array },
): Promise<ActOutcome<Official>> {
  const { secondFactors, clock } = context;
  return changeAccount(context, actor, official, 'official.enrol-second-factor', async (row, before) => {
    if (before.secondFactorAtMs !== undefined) return refused('state-forbids', ENROLLED_ALREADY);
    const stored = await row.official.findUnique({
      where: { id: before.id },
      select: { secondFactor: true },
    });
    const sealed = stored?.secondFactor ?? undefined;
    if (sealed === undefined) return refused('state-forbids', NOT_BEGUN);
    const secret = secondFactors.open(before.id, sealed);
    if (secret === undefined) return refused('incomplete', NO_KEYS);
    const nowMs = clock();
    const step = totpStep(secret, code, nowMs);
    if (step === undefined) return refused('invalid', WRONG_CODE);
    await endOtherSessions(row, before.id, tokenHash);
    return { ok: true, value: { secondFactorAt: new Date(nowMs), secondFactorStep: step } };
  });
}

/** Removes the second factor of the official who has just shown one of its codes by `login`. */
export function removeSecondFactor(
  context: ActContext,
  actor: Actor,
  { official, proof }: OwnAct,
): Promise<ActOutcome<Official>> {
  return changeAccount(context, actor, official, 'official.remove-second-factor', async (row, before) => {
    if (before.secondFactorAtMs === undefined) return refused('state-forbids', NONE);
    if (!(await hasPasswordOf(row, before.id, proof))) return refused('state-forbids', PASSWORD_CHANGED);
    return { ok: true, value: WITHOUT_SECOND_FACTOR };
  });
}

/** The columns of an account without a second factor. */
export const WITHOUT_SECOND_FACTOR = {
  secondFactor: null,
  secondFactorAt: null,
  secondFactorStep: null,
  resetAskedBy: null,
  resetAskedAt: null,
} as const;
