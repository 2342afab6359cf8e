import Table from 'cli-table3';
import type { Official } from '@scrutin/election-office';

export function officialTable(officials: readonly Official[], nowMs: number): string {
  const table = new Table({
    head: ['e-mail', 'name', 'role', 'account', 'second factor', 'since', 'id'],
    style: { head: [], border: [] },
  });
  for (const official of officials) {
    table.push([
      official.email,
      official.displayName,
      official.role,
      accountState(official, nowMs),
      secondFactorState(official),
      new Date(official.createdAtMs).toISOString().slice(0, 10),
      official.id,
    ]);
  }
  return table.toString();
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

export interface OfficialJson {
  readonly id: string;
  readonly email: string;
  readonly display_name: string;
  readonly role: string;
  readonly account: AccountState;
  readonly created_at: string;
  readonly disabled_at: string | null;
  readonly locked_until: string | null;
  readonly must_change_password: boolean;
  readonly second_factor_at: string | null;
  readonly second_factor_reset: { readonly asked_by: string; readonly asked_at: string } | null;
}

export function officialJson(official: Official, nowMs: number): OfficialJson {
  const { secondFactorReset: reset } = official;
  const iso = (ms: number | undefined): string | null =>
    ms === undefined ? null : new Date(ms).toISOString();
  return {
    id: official.id,
    email: official.email,
    display_name: official.displayName,
    role: official.role,
    account: accountState(official, nowMs),
    created_at: new Date(official.createdAtMs).toISOString(),
    disabled_at: iso(official.disabledAtMs),
    locked_until: iso(official.lockedUntilMs),
    must_change_password: official.mustChangePassword,
    second_factor_at: iso(official.secondFactorAtMs),
    second_factor_reset:
      reset === undefined
        ? null
        : { asked_by: reset.askedBy, asked_at: new Date(reset.askedAtMs).toISOString() },
  };
}
