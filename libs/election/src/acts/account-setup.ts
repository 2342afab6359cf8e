import type { OfficialRole } from './official-roles.ts';

/**
 * What the owner of an account must do before the account may be used for anything else.
 *
 * - `change-password`: somebody else chose the password and knows it.
 * - `enrol-second-factor`: the installation requires a second factor of this role, and the account has none.
 */
export const ACCOUNT_SETUP_STEPS = ['change-password', 'enrol-second-factor'] as const;
export type AccountSetupStep = (typeof ACCOUNT_SETUP_STEPS)[number];

/** The next step that an account must take; undefined if it may be used. */
export function accountSetupStep(
  account: {
    readonly role: OfficialRole;
    readonly mustChangePassword: boolean;
    readonly hasSecondFactor: boolean;
  },
  rolesWithSecondFactor: readonly OfficialRole[],
): AccountSetupStep | undefined {
  if (account.mustChangePassword) return 'change-password';
  const needsSecondFactor = rolesWithSecondFactor.includes(account.role) && !account.hasSecondFactor;
  return needsSecondFactor ? 'enrol-second-factor' : undefined;
}
