import type pg from 'pg';

/**
 * The roles that own the functions which settle votes, mix ballots and throw rehearsals away. Nobody logs in as one of them, and nobody is a
 * member of one except during the transaction of a migration.
 */
export const FUNCTION_OWNERS = ['scrutin_discarder', 'scrutin_mixer', 'scrutin_settler'] as const;

/**
 * Makes the owner of the database a member of these roles, as far as they exist, until {@link leaveFunctionOwners} is
 * called. A migration that replaces one of their functions needs this. Call it inside the transaction of the migration.
 * Memberships belong to the whole cluster. COMMENT ON ROLE locks the role until the end of the transaction, so that
 * migrations of several databases wait for each other here.
 */
export async function joinFunctionOwners(client: pg.ClientBase): Promise<void> {
  for (const role of await present(client)) {
    await client.query(
      `COMMENT ON ROLE ${role} IS 'Owns functions of Scrutin. Nobody logs in as it and nobody is a member of it.'`,
    );
    await client.query(`GRANT ${role} TO CURRENT_USER`);
  }
}

/** Ends the memberships that {@link joinFunctionOwners} or the migration itself began. */
export async function leaveFunctionOwners(client: pg.ClientBase): Promise<void> {
  for (const role of await present(client)) await client.query(`REVOKE ${role} FROM CURRENT_USER`);
}

async function present(client: pg.ClientBase): Promise<string[]> {
  const { rows } = await client.query<{ rolname: string }>(
    'SELECT rolname FROM pg_roles WHERE rolname = ANY ($1::text[]) ORDER BY rolname',
    [FUNCTION_OWNERS],
  );
  return rows.map(({ rolname }) => rolname);
}
