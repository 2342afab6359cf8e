import pg from 'pg';
import { FUNCTION_OWNERS, joinFunctionOwners, leaveFunctionOwners } from '../function-owners.ts';
import { withOwner } from '../owner-connection.ts';
import { ROLES } from './roles.ts';

/** What {@link prepareDatabase} did. */
export interface Preparation {
  /** Roles that it made; the others were there. */
  readonly made: readonly string[];
}

/**
 * Makes what no dump of a database holds: the roles, which belong to the cluster, and that nobody but the owner makes
 * temporary tables. To be called before a dump is restored, and again after it; any number of times.
 *
 * Who restores must hand functions over to the roles that own them. A superuser may; the owner may between a call with
 * `forRestore` and the next one without.
 *
 * @param ownerUrl of the database's owner: a role that may CREATE ROLE
 */
export function prepareDatabase(
  ownerUrl: string,
  { forRestore = false }: { readonly forRestore?: boolean } = {},
): Promise<Preparation> {
  return withOwner(ownerUrl, 'prepare the database', async (client) => {
    await client.query('BEGIN');
    const made = await makeRoles(client);
    await client.query(KEEP_TEMPORARY_FROM_EVERYBODY);
    await client.query('REVOKE CREATE ON SCHEMA public FROM PUBLIC');
    const owners = FUNCTION_OWNERS.join(', ');
    await joinFunctionOwners(client);
    if (forRestore) {
      await client.query(`GRANT USAGE, CREATE ON SCHEMA public TO ${owners}`);
    } else {
      await client.query(`REVOKE CREATE ON SCHEMA public FROM ${owners}`);
      await leaveFunctionOwners(client);
    }
    await client.query('COMMIT');
    return { made };
  });
}

const KEEP_TEMPORARY_FROM_EVERYBODY = `
DO $$ BEGIN
  EXECUTE format('REVOKE TEMPORARY ON DATABASE %I FROM PUBLIC', current_database());
  EXECUTE format('GRANT TEMPORARY ON DATABASE %I TO %I', current_database(), current_user);
END $$`;

async function makeRoles(client: pg.ClientBase): Promise<string[]> {
  const made: string[] = [];
  for (const role of ROLES) {
    const { rowCount } = await client.query('SELECT FROM pg_roles WHERE rolname = $1', [role]);
    if (rowCount !== 0) continue;
    await client.query(`CREATE ROLE ${pg.escapeIdentifier(role)} NOLOGIN`);
    made.push(role);
  }
  return made;
}
