import type { OfficialBody } from '@scrutin/contracts/admin';
import { instantText } from '@scrutin/election';
import type { Official } from '@scrutin/election-office';
import { instantTextOrNull } from '../http/instants.ts';

export function officialView(official: Official): OfficialBody {
  const { secondFactorReset: reset } = official;
  return {
    id: official.id,
    email: official.email,
    display_name: official.displayName,
    role: official.role,
    created_at: instantText(official.createdAtMs),
    disabled_at: instantTextOrNull(official.disabledAtMs),
    locked_until: instantTextOrNull(official.lockedUntilMs),
    must_change_password: official.mustChangePassword,
    second_factor_at: instantTextOrNull(official.secondFactorAtMs),
    second_factor_reset:
      reset === undefined ? null : { asked_by: reset.askedBy, asked_at: instantText(reset.askedAtMs) },
  };
}
