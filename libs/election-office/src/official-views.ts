import type { ListedSessionBody, OfficialBody } from '@scrutin/contracts/admin';
import { instantText } from '@scrutin/election';
import type { ListedSession, Official } from './officials.ts';
import { officialVersion } from './record-version.ts';

/** An account as the admin API and the command line show it. */
export function officialView(official: Official): OfficialBody {
  const { secondFactorReset: reset } = official;
  return {
    id: official.id,
    email: official.email,
    display_name: official.displayName,
    role: official.role,
    created_at: instantText(official.createdAtMs),
    disabled_at: textOrNull(official.disabledAtMs),
    locked_until: textOrNull(official.lockedUntilMs),
    must_change_password: official.mustChangePassword,
    second_factor_at: textOrNull(official.secondFactorAtMs),
    second_factor_reset:
      reset === undefined ? null : { asked_by: reset.askedBy, asked_at: instantText(reset.askedAtMs) },
    version: officialVersion(official),
  };
}

/** The sessions of an account. @param current the session of the request; undefined if it belongs to another account */
export function sessionViews(
  sessions: readonly ListedSession[],
  current: string | undefined,
): ListedSessionBody[] {
  return sessions.map(({ id, createdAtMs, lastSeenAtMs, expiresAtMs }) => ({
    id,
    created_at: instantText(createdAtMs),
    last_seen_at: instantText(lastSeenAtMs),
    expires_at: instantText(expiresAtMs),
    current: id === current,
  }));
}

function textOrNull(ms: number | undefined): string | null {
  return ms === undefined ? null : instantText(ms);
}
