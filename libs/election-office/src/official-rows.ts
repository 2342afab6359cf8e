import type { OfficialRow } from '@scrutin/database';
import { storedWord } from '@scrutin/database';
import { OFFICIAL_ROLES } from '@scrutin/election';
import type { Official } from './officials.ts';

/** Every column except the hash of the password, which only a login reads. */
export const OFFICIAL_COLUMNS = {
  id: true,
  email: true,
  displayName: true,
  role: true,
  createdAt: true,
  disabledAt: true,
  failedLogins: true,
  lockedUntil: true,
} as const;

export function toOfficial(row: Omit<OfficialRow, 'passwordHash'>): Official {
  return {
    id: row.id,
    email: row.email,
    displayName: row.displayName,
    role: storedWord(OFFICIAL_ROLES, row.role),
    createdAtMs: row.createdAt.getTime(),
    disabledAtMs: row.disabledAt?.getTime(),
    lockedUntilMs: row.lockedUntil?.getTime(),
  };
}

/** The subject of an official in the record of acts. */
export function officialSubject(email: string): string {
  return `official:${email}`;
}
