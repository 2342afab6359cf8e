import type { OFFICIAL_ROLES } from '@scrutin/election';

/** What an account may be allowed. */
export const RIGHTS = ['read', 'configure', 'step', 'rolls', 'tabulate', 'publish', 'accounts'] as const;
export type Right = (typeof RIGHTS)[number];

type OfficeRole = (typeof OFFICIAL_ROLES)[number];

/**
 * Who may do what: this table alone decides. Rolls may be loaded by operators too, as either may hold the files.
 * That operators do not configure keeps them from doing so by mistake alone, as they can make an account that does:
 * what guards is the record of acts, where that account's making stands, and which auditors read.
 */
export const RIGHTS_OF: Readonly<Record<OfficeRole, readonly Right[]>> = {
  official: ['read', 'configure', 'step', 'rolls', 'tabulate', 'publish'],
  operator: ['read', 'rolls', 'accounts'],
  auditor: ['read'],
};

export function may(role: OfficeRole, right: Right): boolean {
  return RIGHTS_OF[role].includes(right);
}
