import type { OfficialBody } from '@scrutin/contracts/admin';
import type { Official } from '@scrutin/election-office';
import { instantOf, instantOrNull } from '../http/instants.ts';

export function officialView(official: Official): OfficialBody {
  return {
    id: official.id,
    email: official.email,
    display_name: official.displayName,
    role: official.role,
    created_at: instantOf(official.createdAtMs),
    disabled_at: instantOrNull(official.disabledAtMs),
    locked_until: instantOrNull(official.lockedUntilMs),
  };
}
