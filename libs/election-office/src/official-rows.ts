import type { OfficialRow } from '@scrutin/database';
import { storedWord } from '@scrutin/database';
import { OFFICIAL_ROLES } from '@scrutin/election';
import type { Official } from './officials.ts';

/** Every column except the hash of the password and the second factor, which only a login reads. */
export const OFFICIAL_COLUMNS = {
  id: true,
  email: true,
  displayName: true,
  role: true,
  createdAt: true,
  disabledAt: true,
  failedLogins: true,
  lockedUntil: true,
  mustChangePassword: true,
  secondFactorAt: true,
  resetAskedBy: true,
  resetAskedAt: true,
} as const;

export function toOfficial(row: Pick<OfficialRow, keyof typeof OFFICIAL_COLUMNS>): Official {
  const { resetAskedBy: askedBy, resetAskedAt: askedAt } = row;
  return {
    id: row.id,
    email: row.email,
    displayName: row.displayName,
    role: storedWord(OFFICIAL_ROLES, row.role),
    createdAtMs: row.createdAt.getTime(),
    disabledAtMs: row.disabledAt?.getTime(),
    lockedUntilMs: row.lockedUntil?.getTime(),
    mustChangePassword: row.mustChangePassword,
    secondFactorAtMs: row.secondFactorAt?.getTime(),
    secondFactorReset:
      askedBy === null || askedAt === null ? undefined : { askedBy, askedAtMs: askedAt.getTime() },
  };
}

/** The subject of an official in the record of acts. */
export function officialSubject(email: string): string {
  return `official:${email}`;
}
