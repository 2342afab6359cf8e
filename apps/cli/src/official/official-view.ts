import type { OfficialBody } from '@scrutin/contracts/admin';
import { instantInWords } from '@scrutin/election';
import type { Official } from '@scrutin/election-office';
import { officialView } from '@scrutin/election-office';
import { textTable } from '../text-table.ts';

/** @param timeZone in which its times are written */
export function officialTable(officials: readonly Official[], nowMs: number, timeZone: string): string {
  return textTable({
    head: ['e-mail', 'name', 'role', 'account', 'second factor', 'since', 'id'],
    rows: officials.map((official) => [
      official.email,
      official.displayName,
      official.role,
      accountState(official, nowMs),
      secondFactorState(official),
      instantInWords(official.createdAtMs, timeZone).en,
      official.id,
    ]),
  });
}

function secondFactorState({ secondFactorAtMs, secondFactorReset }: Official): string {
  if (secondFactorAtMs === undefined) return 'none';
  return secondFactorReset === undefined ? 'enrolled' : `removal asked by ${secondFactorReset.askedBy}`;
}

type AccountState = 'active' | 'disabled' | 'locked';

function accountState({ disabledAtMs, lockedUntilMs }: Official, nowMs: number): AccountState {
  if (disabledAtMs !== undefined) return 'disabled';
  return lockedUntilMs !== undefined && lockedUntilMs > nowMs ? 'locked' : 'active';
}

/** An account as the admin API shows it, and whether it can log in. */
export function officialJson(
  official: Official,
  nowMs: number,
): OfficialBody & { readonly account: AccountState } {
  return { ...officialView(official), account: accountState(official, nowMs) };
}
