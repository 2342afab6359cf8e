import { TransientError } from '@scrutin/service-runtime';
import type { Database } from './database.ts';
import { wrongZone } from './database-session.ts';
import { EXPECTED_INSTANTS } from './sql/known-instants.sql.ts';
import { DATABASE_CLOCK, READINESS } from './sql/readiness.sql.ts';

/** What the work of a service needs from the database, besides an answer and times in UTC. */
export interface WorkNeeds {
  readonly writes: boolean;
  /** The names of the functions that it calls. */
  readonly functions?: readonly string[];
  /** Rights on tables, each in the form `table:PRIVILEGE`. */
  readonly rights?: readonly string[];
}

interface Row {
  readonly instants: string;
  readonly zone: string;
  readonly standby: boolean;
  readonly read_only: boolean;
  readonly functions_missing: string | null;
  readonly rights_missing: string | null;
}

/** Checks that the database allows this work. @throws TransientError that says what is missing */
export async function checkWork(database: Database, needs: WorkNeeds): Promise<void> {
  const { functions = [], rights = [] } = needs;
  const [row] = await database.query<Row>('ping', READINESS, functions.join(','), rights.join(','));
  if (row === undefined) throw new TransientError('The database gave no answer.');
  if (row.instants !== EXPECTED_INSTANTS) throw wrongZone(row.zone);
  if (needs.writes && (row.standby || row.read_only)) {
    throw new TransientError(
      `The database takes no writes: it is ${row.standby ? 'a standby' : 'read-only'}.`,
    );
  }
  const missing = [row.functions_missing, row.rights_missing].filter((list) => list !== null);
  if (missing.length > 0) throw new TransientError(`This login may not use ${missing.join(', ')}.`);
}

/** The clock of the database, in milliseconds since the epoch. */
export async function databaseClock(database: Database): Promise<number> {
  const [row] = await database.query<{ ms: number }>('ping', DATABASE_CLOCK);
  if (row === undefined) throw new TransientError('The database gave no answer.');
  return row.ms;
}
