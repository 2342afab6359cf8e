import { createHash, randomBytes } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { migrateTo } from './migrate-to.ts';

/** A database of one test suite, with the migrations applied. */
export interface TestDatabase {
  /** The address with the login of the owner. */
  readonly url: string;
  /** The address with a login that is a member of this role (e.g. `scrutin_aggregator`) and of no other. */
  urlFor(role: string): Promise<string>;
  /** Removes the database and its logins. @throws Error if the suite left connections open */
  drop(): Promise<void>;
}

export interface TestDatabaseOptions {
  /** False for an empty database, which the tests of the migrations need. */
  readonly migrated?: boolean;
  /** The names of the migrations that are applied, by `migrate`. If absent: all, from a template. */
  readonly migrations?: readonly string[] | undefined;
}

const MIGRATIONS = new URL('../../../prisma/migrations/', import.meta.url);
/** The advisory lock that a process takes in the owner's database while it creates a template. */
const TEMPLATE_LOCK = 7_314_159;
const LEAK_DEADLINE_MS = 2_000;

/**
 * Creates a database for one suite on the server of `ownerUrl`, whose role must be able to create databases and roles.
 * The migrations run only if they have changed. They run into a template database, and each suite gets a copy of it.
 */
export async function createTestDatabase(
  ownerUrl: string | undefined,
  options: TestDatabaseOptions = {},
): Promise<TestDatabase> {
  if (ownerUrl === undefined || ownerUrl === '') {
    throw new Error('DATABASE_URL is not set: these tests need PostgreSQL (npm test brings it up).');
  }
  const name = `scrutin_test_${randomBytes(6).toString('hex')}`;
  const url = databaseUrl(ownerUrl, name);
  await withClient(ownerUrl, async (client) => {
    if (options.migrated === false || options.migrations !== undefined) {
      await client.query(`CREATE DATABASE ${name}`);
    } else {
      await client.query('SELECT pg_advisory_lock($1)', [TEMPLATE_LOCK]);
      await client.query(`CREATE DATABASE ${name} TEMPLATE ${await template(client, ownerUrl)}`);
      // A copy has the tables of the template, but not its privileges as a database. A migration revokes this one.
      await client.query(`REVOKE TEMPORARY ON DATABASE ${name} FROM PUBLIC`);
    }
  });
  if (options.migrations !== undefined) await migrateTo(url, options.migrations);
  const logins = new Map<string, Promise<string>>();

  const makeLogin = async (role: string): Promise<string> => {
    const login = `${name}_${role}`;
    const password = randomBytes(16).toString('hex');
    await withClient(ownerUrl, (client) =>
      // The owner becomes a member of the login's role, so that it may end the connections of a failed suite.
      client.query(
        `CREATE ROLE ${login} LOGIN PASSWORD '${password}'
                IN ROLE ${pg.escapeIdentifier(role)} ROLE CURRENT_USER`,
      ),
    );
    const address = new URL(url);
    address.username = login;
    address.password = password;
    return address.href;
  };

  return {
    url,
    urlFor(role) {
      const known = logins.get(role) ?? makeLogin(role);
      logins.set(role, known);
      return known;
    },
    async drop() {
      await withClient(ownerUrl, async (client) => {
        const left = await connectionsLeft(client, name);
        // FORCE would also try to end a running vacuum, which the owner may not do. Without FORCE, PostgreSQL ends it.
        await client.query(`DROP DATABASE ${name}${left.length > 0 ? ' WITH (FORCE)' : ''}`);
        for (const role of logins.keys()) await client.query(`DROP ROLE ${name}_${role}`);
        if (left.length > 0) throw new Error(`Connections were left open: ${left.join(', ')}`);
      });
    },
  };
}

/** The connections that a suite did not close. It waits for a moment, as a connection takes time to close. */
async function connectionsLeft(client: pg.Client, database: string): Promise<string[]> {
  const deadline = performance.now() + LEAK_DEADLINE_MS;
  for (;;) {
    const { rows } = await client.query<{ who: string }>(
      `SELECT usename || ' (' || application_name || ')' AS who FROM pg_stat_activity
        WHERE datname = $1 AND backend_type = 'client backend'`,
      [database],
    );
    if (rows.length === 0 || performance.now() > deadline) return rows.map(({ who }) => who);
    await delay(20);
  }
}

/** The operator of a test creates accounts alone. What two people do together has tests of its own. */
const ONE_OPERATOR_ALONE = `
  UPDATE approval_policy SET acts = array_remove(array_remove(acts, 'accounts'), 'policy')`;

/** The name of a database with the present migrations, created if absent. The caller must have the lock. */
async function template(client: pg.Client, ownerUrl: string): Promise<string> {
  const scripts = readdirSync(MIGRATIONS, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort()
    .map((folder) => readFileSync(new URL(`${folder}/migration.sql`, MIGRATIONS), 'utf8'));
  const hash = createHash('sha256')
    .update([...scripts, ONE_OPERATOR_ALONE].join('\0'))
    .digest('hex')
    .slice(0, 16);
  const name = `scrutin_template_${hash}`;
  const { rows } = await client.query<{ datname: string }>(
    `SELECT datname FROM pg_database WHERE starts_with(datname, 'scrutin_template_')`,
  );
  if (rows.some(({ datname }) => datname === name)) return name;
  // These are templates of older migrations, or of a run that was interrupted. Nobody uses them.
  for (const { datname } of rows) await client.query(`DROP DATABASE ${datname} WITH (FORCE)`);
  const unfinished = `${name}_unfinished`;
  await client.query(`CREATE DATABASE ${unfinished}`);
  await withClient(databaseUrl(ownerUrl, unfinished), async (inside) => {
    // One transaction, so that no other database of the cluster sees the memberships that the migrations need. The
    // comment locks the role, so that another process that migrates must wait.
    await inside.query('BEGIN');
    const { rows: owners } = await inside.query<{ rolname: string }>(
      `SELECT rolname FROM pg_roles WHERE rolname IN ('scrutin_discarder', 'scrutin_mixer', 'scrutin_settler') ORDER BY rolname`,
    );
    for (const { rolname } of owners) {
      await inside.query(`COMMENT ON ROLE ${rolname} IS 'Owns functions of Scrutin.'`);
      await inside.query(`GRANT ${rolname} TO CURRENT_USER`);
    }
    for (const script of scripts) await inside.query(script);
    await inside.query(ONE_OPERATOR_ALONE);
    await inside.query('REVOKE scrutin_discarder, scrutin_mixer, scrutin_settler FROM CURRENT_USER');
    await inside.query('COMMIT');
  });
  await connectionsLeft(client, unfinished);
  await client.query(`ALTER DATABASE ${unfinished} RENAME TO ${name}`);
  return name;
}

function databaseUrl(ownerUrl: string, name: string): string {
  const url = new URL(ownerUrl);
  url.pathname = `/${name}`;
  return url.href;
}

async function withClient<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url, application_name: 'testkit' });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
