import { execFile } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { TestDatabase } from '@scrutin/testkit/database';
import { createTestDatabase } from '@scrutin/testkit/database';

/**
 * prisma/schema-dump.sql is the schema after all migrations. Its diff shows the reviewer of a migration what the
 * migration changes. `npm run schema:dump` writes it again.
 */
const FILE = fileURLToPath(new URL('../../../prisma/schema-dump.sql', import.meta.url));
const HEADER = `-- The schema after all migrations, as pg_dump of PostgreSQL 15 writes it. Not applied anywhere: the migrations are.
-- A test compares it with them. \`npm run schema:dump\` writes it anew.
`;
/** The next major version writes views differently, without the name of their only table. */
const MAJOR_OF_FILE = 15;

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase(process.env['DATABASE_URL']);
});

afterAll(async () => {
  await database.drop();
});

async function dump(): Promise<{ major: number; text: string }> {
  const { stdout } = await promisify(execFile)(
    'pg_dump',
    ['--schema-only', '--no-owner', '--dbname', database.url],
    { maxBuffer: 1 << 26 },
  );
  const major = /^-- Dumped from database version (\d+)/m.exec(stdout)?.[1];
  // The owner has another name in each installation.
  const owner = new URL(database.url).username;
  const text = normalised(stdout).replaceAll(` TO ${owner};`, ' TO owner;');
  return { major: Number(major), text: HEADER + text };
}

/**
 * The dump without the lines that differ between minor versions or do not belong to the schema: settings, titles, and
 * the random key.
 */
function normalised(text: string): string {
  const kept = text
    .split('\n')
    .filter((line) => !/^(--|\\restrict |\\unrestrict |SET |SELECT pg_catalog\.set_config\()/.test(line))
    .join('\n');
  return `\n${rolesSorted(kept)
    .replace(/\n{3,}/g, '\n\n')
    .trim()}\n`;
}

/** pg_dump lists the roles of a policy in the order in which the cluster stores them. Clusters differ in that. */
function rolesSorted(text: string): string {
  return text.replace(
    /^(CREATE POLICY .*? TO )(\w+(?:, \w+)+)/gm,
    (_, start: string, roles: string) => start + roles.split(', ').sort().join(', '),
  );
}

/** The objects of the schema, which are the same for each version: `TABLE ballots`, `FUNCTION settle_votes`, … */
function objectsOf(text: string): string[] {
  const created =
    /^CREATE (?:OR REPLACE )?(?:UNIQUE )?(TABLE|VIEW|FUNCTION|TRIGGER|INDEX|TYPE|SEQUENCE) ([\w.]+)/gm;
  return [...text.matchAll(created)].map(([, kind, name]) => `${kind} ${name}`).sort();
}

test('prisma/schema-dump.sql is the schema after all migrations', async () => {
  const { major, text } = await dump();
  if (process.env['SCRUTIN_RENEW_SCHEMA_DUMP'] === '1') await writeFile(FILE, text);
  const written = await readFile(FILE, 'utf8');
  expect(objectsOf(written)).toEqual(objectsOf(text));
  if (major !== MAJOR_OF_FILE) return;
  if (written !== text) {
    throw new Error(
      'prisma/schema-dump.sql is not what the migrations make. `npm run schema:dump` writes it anew; ' +
        `commit it with the migration. The first line that differs:\n${firstDifference(written, text)}`,
    );
  }
});

function firstDifference(written: string, made: string): string {
  const [before, after] = [written.split('\n'), made.split('\n')];
  const line = after.findIndex((text, i) => text !== before[i]);
  const at = line === -1 ? after.length : line;
  return `line ${at + 1}\n- ${before[at] ?? '(the file ends)'}\n+ ${after[at] ?? '(the schema ends)'}`;
}
