import pg from 'pg';
import { FUNCTION_OWNERS, joinFunctionOwners, leaveFunctionOwners } from '../function-owners.ts';
import { withOwner } from '../owner-connection.ts';
import { ROLES } from './roles.ts';

/** What {@link prepareDatabase} did. */
export interface Preparation {
  /** The roles that it created. The others existed already. */
  readonly created: readonly string[];
}

/**
 * Sets up what a dump of a database does not contain: the roles, which belong to the cluster, and the rule that only
 * the owner may create temporary tables. Call it before a dump is restored, and again after it. It may be called any
 * number of times.
 *
 * The login that restores a dump must give functions to the roles that own them. A superuser may do so. The owner of
 * the database may do so between a call with `forRestore` and the next call without it.
 *
 * @param ownerUrl with the login of the database's owner, a role that may CREATE ROLE
 */
export function prepareDatabase(
  ownerUrl: string,
  { forRestore = false }: { readonly forRestore?: boolean } = {},
): Promise<Preparation> {
  return withOwner(ownerUrl, 'prepare the database', async (client) => {
    await client.query('BEGIN');
    const created = await createRoles(client);
    await client.query(TEMPORARY_TABLES_FOR_OWNER_ONLY);
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
    return { created };
  });
}

const TEMPORARY_TABLES_FOR_OWNER_ONLY = `
DO $$ BEGIN
  EXECUTE format('REVOKE TEMPORARY ON DATABASE %I FROM PUBLIC', current_database());
  EXECUTE format('GRANT TEMPORARY ON DATABASE %I TO %I', current_database(), current_user);
END $$`;

async function createRoles(client: pg.ClientBase): Promise<string[]> {
  const created: string[] = [];
  for (const role of ROLES) {
    const { rowCount } = await client.query('SELECT FROM pg_roles WHERE rolname = $1', [role]);
    if (rowCount !== 0) continue;
    await client.query(`CREATE ROLE ${pg.escapeIdentifier(role)} NOLOGIN`);
    created.push(role);
  }
  return created;
}
