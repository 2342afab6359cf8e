import type { ActBody } from '@scrutin/contracts/admin';
import type { Cell } from '@scrutin/exports';

/** An act as it is shown, without the time zone of its contest. */
export type ShownAct = Omit<ActBody, 'time_zone'>;

const HEADS = {
  id: 'Number',
  at: 'At',
  official_id: 'Account',
  actor: 'Actor',
  action: 'Action',
  subject: 'Subject',
  reason: 'Reason',
  approved_by: 'Approved by',
  proposal_id: 'Proposal',
  before: 'Before',
  after: 'After',
} as const satisfies Readonly<Record<keyof ShownAct, string>>;

const KEYS = Object.keys(HEADS) as (keyof typeof HEADS)[];

/** The record of acts as a table: the same columns in every format, and records as JSON. */
export const ACTS_TABLE = {
  key: 'acts',
  name: 'Record of acts',
  columns: KEYS.map((key) => ({ key, head: HEADS[key] })),
} as const;

/** An act as a row of the table. */
export function actRow(act: ShownAct): Cell[] {
  return KEYS.map((key) => cellOf(act[key]));
}

function cellOf(value: unknown): Cell {
  if (value === null || value === undefined) return undefined;
  return typeof value === 'string' ? value : JSON.stringify(value);
}
