import type { OfficialRole } from '@scrutin/ballot-store';

/** What an account may be allowed. */
export const RIGHTS = ['read', 'configure', 'step', 'rolls', 'tabulate', 'publish', 'accounts'] as const;
export type Right = (typeof RIGHTS)[number];

/**
 * Who may do what: this table alone decides. Whoever makes accounts configures no contest, and whoever
 * configures makes no accounts; rolls both may load, as either may hold the files.
 */
export const RIGHTS_OF: Readonly<Record<OfficialRole, readonly Right[]>> = {
  official: ['read', 'configure', 'step', 'rolls', 'tabulate', 'publish'],
  operator: ['read', 'rolls', 'accounts'],
  auditor: ['read'],
};

export function may(role: OfficialRole, right: Right): boolean {
  return RIGHTS_OF[role].includes(right);
}
