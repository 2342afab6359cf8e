import { readdirSync } from 'node:fs';
import path from 'node:path';
import pg from 'pg';
import { migrateTo } from '../migrate-to.ts';
import type { TestDatabase } from '../postgres.ts';
import { createTestDatabase } from '../postgres.ts';
import { projectRoot } from '../project.ts';
import { ALLOWED_BREAKS } from './allowed-breaks.ts';
import { versionBefore } from './record.ts';
import { schemaBreaks } from './schema-breaks.ts';
import type { SchemaObject } from './schema-objects.ts';
import { schemaObjects } from './schema-objects.ts';

describe('a change that breaks the release before', () => {
  let database: TestDatabase;
  let client: pg.Client;
  let before: readonly SchemaObject[];
  beforeAll(async () => {
    database = await createTestDatabase(process.env['DATABASE_URL']);
    client = new pg.Client(database.url);
    await client.connect();
    before = await schemaObjects(client);
  });
  afterAll(async () => {
    await client.end();
    await database.drop();
  });
  const breaksBy = async (statement: string): Promise<readonly string[]> => {
    await client.query('BEGIN');
    try {
      await client.query(`COMMENT ON ROLE scrutin_settler IS 'Owns functions of Scrutin.'`);
      await client.query('GRANT scrutin_settler TO CURRENT_USER');
      await client.query(statement);
      return schemaBreaks(before, await schemaObjects(client));
    } finally {
      await client.query('ROLLBACK');
    }
  };

  test.each([
    ['DROP TABLE notices', 'notices is gone'],
    ['ALTER TABLE laws DROP COLUMN title_fr', 'column laws.title_fr is gone'],
    ['ALTER TABLE laws RENAME COLUMN title_fr TO text', 'column laws.title_fr is gone'],
    ['ALTER TABLE laws RENAME TO bills', 'laws is gone'],
    [
      'ALTER TABLE tabulations ADD COLUMN seed text NOT NULL',
      'column tabulations.seed is new, refuses NULL and has no default',
    ],
    [
      'ALTER TABLE laws ALTER COLUMN quorum_numerator SET NOT NULL',
      'column laws.quorum_numerator refuses NULL',
    ],
    ['ALTER TABLE laws ALTER COLUMN purpose DROP DEFAULT', 'column laws.purpose has no default any more'],
    [
      'ALTER TABLE laws ALTER COLUMN quorum_numerator TYPE bigint',
      'column laws.quorum_numerator has another type: integer was, bigint is',
    ],
    [
      `ALTER TABLE admin_audit ADD CHECK (reason <> '')`,
      `constraint CHECK ((reason <> ''::text)) of admin_audit is new`,
    ],
    ['ALTER TABLE officials ADD UNIQUE (created_at)', 'constraint UNIQUE (created_at) of officials is new'],
    ['CREATE UNIQUE INDEX one_notice ON notices (at)', 'UNIQUE ON public.notices USING btree (at) is new'],
    [
      'DROP INDEX vote_audit_decided',
      `UNIQUE ON public.vote_audit USING btree (roll_key, credential_hash) WHERE (status = ANY (ARRAY['counted'::text, 'void'::text])) is gone, which ON CONFLICT may need`,
    ],
    ['DROP FUNCTION law_counts()', 'function law_counts() is gone'],
    [
      'CREATE FUNCTION law_counts(only_open boolean) RETURNS int LANGUAGE sql AS $$ SELECT 1 $$',
      'function law_counts(boolean) is a second one of its name',
    ],
    [
      'CREATE TRIGGER slow BEFORE INSERT ON laws FOR EACH ROW EXECUTE FUNCTION suppress_redundant_updates_trigger()',
      'trigger slow of laws is new',
    ],
    ['REVOKE SELECT ON laws FROM scrutin_worker', 'right SELECT ON laws TO scrutin_worker is gone'],
    [
      'REVOKE EXECUTE ON FUNCTION law_counts FROM scrutin_aggregator',
      'right EXECUTE ON law_counts() TO scrutin_aggregator is gone',
    ],
    ['ALTER TABLE notices ENABLE ROW LEVEL SECURITY', 'notices has row security now'],
  ])('%s', async (statement, named) => {
    expect(await breaksBy(statement)).toContain(named);
  });

  test.each([
    'CREATE TABLE observers (id uuid PRIMARY KEY, name text NOT NULL UNIQUE)',
    'ALTER TABLE laws ADD COLUMN note text',
    `ALTER TABLE laws ADD COLUMN tone text NOT NULL DEFAULT 'calm' CHECK (tone IN ('calm', 'loud'))`,
    'ALTER TABLE laws ALTER COLUMN title_fr DROP NOT NULL',
    'CREATE INDEX notices_by_time ON notices (at)',
    'ALTER TABLE laws DROP CONSTRAINT laws_quorum_check',
    'CREATE FUNCTION newest() RETURNS int LANGUAGE sql AS $$ SELECT 1 $$',
    'GRANT SELECT ON notices TO scrutin_worker',
  ])('is not this one: %s', async (statement) => {
    expect(await breaksBy(statement)).toEqual([]);
  });
});

test('the migrations since the release before only expand the schema, but for what is allowed', async () => {
  const names = readdirSync(path.join(projectRoot(), 'prisma', 'migrations'), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
  const { migrations } = versionBefore();
  expect(migrations.filter((name) => !names.includes(name))).toEqual([]); // A released migration stays.
  const database = await createTestDatabase(process.env['DATABASE_URL'], { migrations });
  const client = new pg.Client(database.url);
  await client.connect();
  const breaks: { migration: string; what: string }[] = [];
  try {
    const before = await schemaObjects(client);
    const applied = [...migrations];
    for (const migration of names.filter((name) => !migrations.includes(name))) {
      applied.push(migration);
      await migrateTo(database.url, applied);
      for (const what of schemaBreaks(before, await schemaObjects(client))) {
        if (!breaks.some((one) => one.what === what)) breaks.push({ migration, what });
      }
    }
  } finally {
    await client.end();
    await database.drop();
  }
  expect(breaks).toEqual(ALLOWED_BREAKS.map(({ migration, what }) => ({ migration, what })));
});
