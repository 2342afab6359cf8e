import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import type { TestDatabase } from '@scrutin/testkit/database';
import { createTestDatabase } from '@scrutin/testkit/database';

/**
 * prisma/schema is written by hand beside the migrations, so this test compares the two. Every model must have exactly
 * the columns of its table, with the same types and nullability.
 */
const FOLDER = fileURLToPath(new URL('../../../prisma/schema', import.meta.url));
const SCHEMA = readdirSync(FOLDER)
  .map((name) => readFileSync(path.join(FOLDER, name), 'utf8'))
  .join('\n');

const TYPES: Record<string, string> = {
  Boolean: 'boolean',
  String: 'text',
  BigInt: 'bigint',
  Int: 'integer',
  Bytes: 'bytea',
  Json: 'jsonb',
  DateTime: 'timestamp with time zone',
};

interface Column {
  readonly name: string;
  readonly type: string;
  readonly nullable: boolean;
}

function modelsOf(schema: string): Map<string, Column[]> {
  const models = new Map<string, Column[]>();
  for (const [, body] of schema.matchAll(/^model \w+ \{\n([\s\S]*?)^\}/gm)) {
    const table = /@@map\("(\w+)"\)/.exec(body!)?.[1];
    const columns: Column[] = [];
    for (const line of body!.split('\n')) {
      const field = /^\s+(\w+)\s+(\w+)(\?|\[\])?(?:\s|$)/.exec(line);
      const type = TYPES[field?.[2] ?? ''];
      if (!field || type === undefined) continue;
      columns.push({
        name: /@map\("(\w+)"\)/.exec(line)?.[1] ?? field[1]!,
        type: field[3] === '[]' ? 'ARRAY' : line.includes('@db.Uuid') ? 'uuid' : type,
        nullable: field[3] === '?',
      });
    }
    models.set(table!, columns);
  }
  return models;
}

let database: TestDatabase;
let client: pg.Client;

beforeAll(async () => {
  database = await createTestDatabase(process.env['DATABASE_URL']);
  client = new pg.Client(database.url);
  await client.connect();
});

afterAll(async () => {
  await client.end();
  await database.drop();
});

test('every table has a model and every model a table, with the same columns', async () => {
  const { rows } = await client.query<{ table: string; name: string; type: string; nullable: boolean }>(
    `SELECT c.table_name AS table, c.column_name AS name, c.data_type AS type, c.is_nullable = 'YES' AS nullable
       FROM information_schema.columns AS c
       JOIN information_schema.tables AS t USING (table_schema, table_name)
      WHERE c.table_schema = 'public' AND t.table_type = 'BASE TABLE'
      ORDER BY c.ordinal_position`,
  );
  const tables: Record<string, Column[]> = {};
  for (const { table, ...column } of rows) (tables[table] ??= []).push(column);
  expect(Object.fromEntries(modelsOf(SCHEMA))).toEqual(tables);
});

test('a contest needs two officials by default', async () => {
  const { rows } = await client.query<{ standard: string }>(
    `SELECT column_default AS standard FROM information_schema.columns
      WHERE table_schema = 'public' AND column_name = 'approval' AND table_name IN ('laws', 'elections')`,
  );
  expect(rows).toEqual([{ standard: "'two-officials'::text" }, { standard: "'two-officials'::text" }]);
});

test('results are withheld until the closing by default', async () => {
  const { rows } = await client.query<{ standard: string }>(
    `SELECT column_default AS standard FROM information_schema.columns
      WHERE table_schema = 'public' AND column_name = 'results_visibility'
        AND table_name IN ('laws', 'elections')`,
  );
  expect(rows).toEqual([{ standard: "'after-closing'::text" }, { standard: "'after-closing'::text" }]);
});
