import type { ListedSessionBody } from '@scrutin/contracts/admin';
import { instantText } from '@scrutin/election';
import type { ListedSession } from '@scrutin/election-office';

/** @param current the session of the request; undefined if it belongs to another account */
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
