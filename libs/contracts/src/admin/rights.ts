import type { OFFICIAL_ROLES } from '@scrutin/election';

/** The rights that an account can have. */
export const RIGHTS = [
  'read',
  'configure',
  'step',
  'rolls',
  'tabulate',
  'publish',
  'accounts',
  'approve',
  'audit',
] as const;
export type Right = (typeof RIGHTS)[number];

type OfficeRole = (typeof OFFICIAL_ROLES)[number];

/**
 * The rights of each role. Only this table decides who may do what. Officials and operators may both load rolls, as
 * either may have the files. Operators may not configure contests, but this only prevents mistakes: an operator can
 * create an account that may. The protection against abuse is the record of acts, which shows the creation of that
 * account and which auditors read.
 */
export const RIGHTS_OF: Readonly<Record<OfficeRole, readonly Right[]>> = {
  official: ['read', 'configure', 'step', 'rolls', 'tabulate', 'publish', 'approve'],
  operator: ['read', 'rolls', 'accounts', 'approve'],
  auditor: ['read', 'audit'],
};

/** Whether accounts of this role have the right. */
export function may(role: OfficeRole, right: Right): boolean {
  return RIGHTS_OF[role].includes(right);
}
