import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';
import type { ContestKey } from '@scrutin/election';
import {
  law,
  newCredential,
  openTestStore,
  putLaws,
  RACE,
  rejection,
  vote,
} from '@scrutin/testkit/ballot-store';
import type { TestDatabase } from '@scrutin/testkit/database';
import { createTestDatabase } from '@scrutin/testkit/database';
import type { BallotStore } from './ballot-store.ts';
import * as AUDIT from './sql/audit.sql.ts';
import * as ACTS from './sql/audit-acts.sql.ts';

/** Runs docs/AUDITING.md as it is written: its statements as the auditor, and its commands in a shell. */
const GUIDE = readFileSync(new URL('../../../docs/AUDITING.md', import.meta.url), 'utf8');
const LAW = 'law:L2026-001' as ContestKey;

let database: TestDatabase;
let owner: pg.Client;
let auditor: pg.Client;
let aggregator: BallotStore;
let voters: string[];

beforeEach(async () => {
  database = await createTestDatabase(process.env['DATABASE_URL']);
  owner = await connect(database.url);
  auditor = await connect(await database.urlFor('scrutin_auditor'));
  aggregator = openTestStore(await database.urlFor('scrutin_aggregator'));
  await putLaws(database.url, law('L2026-001'), law('L2026-002'));
  voters = [newCredential(), newCredential(), newCredential()];
  await aggregator.settleVotes([
    ...voters.map((credentialHash) => vote({ contest: LAW, credentialHash })),
    vote({ contest: RACE, selection: 'roy>gagnon', credentialHash: voters[0] }),
    vote({ contest: RACE, selection: 'roy>gagnon' }),
    vote({ contest: RACE, selection: 'gagnon' }),
  ]);
  await aggregator.settleRejections([rejection('closed')]);
  await owner.query(`UPDATE laws SET closes_at = now() - interval '1 second'`);
});

afterEach(async () => {
  await aggregator.close();
  await Promise.all([owner.end(), auditor.end()]);
  await database.drop();
});

async function connect(url: string): Promise<pg.Client> {
  const client = new pg.Client(url);
  await client.connect();
  return client;
}

/** The code blocks in one language, in the section whose heading begins with this text. */
function blocks(section: string, language: 'sql' | 'sh'): string[] {
  const text = GUIDE.split(/^## /m).find((part) => part.startsWith(section));
  return [...text!.matchAll(new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\`$`, 'gms'))].map(
    ([, block]) => block!,
  );
}

/** The rows that each block returns. A block with several statements returns those of its last statement. */
async function answers(section: string): Promise<unknown[][]> {
  const found: unknown[][] = [];
  for (const block of blocks(section, 'sql')) {
    // psql would fill in the variables, and copy the rows into a file.
    const statement = /^\\copy \((.*)\) TO /.exec(block)?.[1] ?? block;
    const answer: unknown = await auditor.query(statement.replaceAll(`:'contest'`, pg.escapeLiteral(RACE)));
    found.push(
      (Array.isArray(answer) ? (answer as pg.QueryResult[]).at(-1)! : (answer as pg.QueryResult)).rows,
    );
  }
  return found;
}

/** Changes a table without its triggers, which only the owner can do. */
async function forge(table: string, statement: string): Promise<void> {
  await owner.query(`ALTER TABLE ${table} DISABLE TRIGGER USER`);
  await owner.query(statement);
}

test.each(Object.entries({ ...AUDIT, ...ACTS }).filter(([name]) => name !== 'AUDITED_CONTESTS'))(
  'the guide shows the statement %s of the audit word for word',
  (_, statement) => {
    expect(GUIDE).toContain(statement.trim().replaceAll('$1', `'law:L2026-001'`));
  },
);

test('sections 1 and 2 find nothing if all tables agree', async () => {
  expect(await answers('1.')).toEqual([[], [], []]);
  expect(await answers('2.')).toEqual([[]]);
});

test('P4: a law whose ballots are all missing is found, and so is one without results', async () => {
  await forge('ballots_arriving', `DELETE FROM ballots_arriving WHERE contest_key = '${LAW}'`);
  await owner.query(`INSERT INTO ballots_arriving (contest_key, selection) VALUES ('law:L2026-002', 'non')`);
  const [laws] = await answers('1.');
  const NO_BALLOTS = { ballots_oui: '0', ballots_non: '0', ballots_blank: '0' };
  expect(laws).toHaveLength(2);
  expect(laws).toEqual(
    expect.arrayContaining([
      { law_id: 'L2026-001', oui: '3', non: '0', blank: '0', ...NO_BALLOTS },
      { law_id: 'L2026-002', oui: null, non: null, blank: null, ...NO_BALLOTS, ballots_non: '1' },
    ]),
  );
});

test('P4: first preferences and rankings that differ from the mixed ballots are found', async () => {
  await owner.query(
    `INSERT INTO elections (id, name_fr, name_en, type, opens_at, closes_at, status)
     VALUES ('PROV-2025', 'Élection', 'Election', 'provincial', 'epoch', now() - interval '1 second', 'scheduled')`,
  );
  await aggregator.mixBallots();
  expect(await answers('1.')).toEqual([[], [], []]);
  await forge(
    'election_results',
    `UPDATE election_results SET votes = votes + 5 WHERE candidate_id = 'gagnon'`,
  );
  await forge(
    'ranking_counts',
    `UPDATE ranking_counts SET ballots = ballots + 7 WHERE ranking = 'roy>gagnon'`,
  );
  const of = { election_id: 'PROV-2025', region_id: 'SHERBROOKE' };
  expect(await answers('1.')).toEqual([
    [],
    [{ ...of, candidate_id: 'gagnon', votes: '6', ballots: '1' }],
    [{ ...of, ranking: 'roy>gagnon', counted: '9', ballots: '2' }],
  ]);
});

test('P3: an election ballot that disappeared before mixing is found by the number of voters', async () => {
  await forge('ballots_arriving', `DELETE FROM ballots_arriving WHERE selection = 'gagnon'`);
  expect(await answers('1.')).toEqual([[], [], []]);
  expect(await answers('2.')).toEqual([[{ contest_key: RACE, voters: '3', different: '3', ballots: '2' }]]);
});

describe('the statements and commands of section 3', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'auditing-guide-'));
    await mkdir(path.join(folder, 'set/roll'), { recursive: true });
  });
  afterEach(() => rm(folder, { recursive: true }));

  /** Does what psql's \copy does with the single line of this section. */
  async function whoVoted(rollKey: string): Promise<string[]> {
    const [, query] = /^\\copy \((.*)\) TO 'voted\.txt'\n$/.exec(blocks('3.', 'sql')[0]!)!;
    const { rows } = await auditor.query<string[]>({
      text: query!.replace('law:L2026-001', rollKey),
      rowMode: 'array',
    });
    return rows.map(([line]) => line!);
  }

  async function compared(rollKey: string, roll: readonly string[]): Promise<string[]> {
    await writeFile(
      path.join(folder, 'voted.txt'),
      (await whoVoted(rollKey)).map((line) => `${line}\n`).join(''),
    );
    const shards = [roll.slice(0, 2), roll.slice(2)].map((lines) =>
      lines.map((line) => `${line}\n`).join(''),
    );
    for (const [n, text] of shards.entries()) {
      await writeFile(path.join(folder, `set/roll/roll-0000${n + 1}.txt`), text);
    }
    const manifest = '{"format":"a manifest"}\n';
    await writeFile(path.join(folder, 'set/roll/manifest.json'), manifest);
    const { stdout } = await promisify(execFile)('bash', ['-euc', blocks('3.', 'sh')[0]!], { cwd: folder });
    const sums = [...shards, manifest].map((text, n) => {
      const name = n < shards.length ? `roll-0000${n + 1}.txt` : 'manifest.json';
      return `${createHash('sha256').update(text).digest('hex')}  set/roll/${name}`;
    });
    const lines = stdout.trimEnd().split('\n');
    expect(lines.slice(-3)).toEqual(sums);
    expect(await readFile(path.join(folder, 'on-roll.txt'), 'utf8')).toBe([...roll].sort().join('\n') + '\n');
    return lines.slice(0, -3);
  }

  test('name a voter of a law who is not on the roll', async () => {
    const others = [newCredential(), newCredential()];
    expect(await compared('law:L2026-001', [...voters, ...others].sort())).toEqual([]);
    expect(await compared('law:L2026-001', [...voters.slice(1), ...others].sort())).toEqual([voters[0]]);
  });

  test('name a voter of an election who is on the roll of another region', async () => {
    const lines = await whoVoted('election:PROV-2025');
    expect(lines).toContain(`${voters[0]!},SHERBROOKE`);
    expect(await compared('election:PROV-2025', lines)).toEqual([]);
    const moved = lines.map((line) => line.replace(`${voters[0]!},SHERBROOKE`, `${voters[0]!},LAVAL`));
    expect(await compared('election:PROV-2025', moved)).toEqual([`${voters[0]!},SHERBROOKE`]);
  });
});

test('the ledger, the attempts, the triggers, the acts and the digest are as the guide describes them', async () => {
  const ledger = await auditor.query(blocks('4.', 'sql')[0]!);
  expect((ledger as unknown as pg.QueryResult[]).map(({ rows }) => rows as unknown[])).toEqual([
    expect.arrayContaining([
      expect.objectContaining({ contest_key: 'law:L2025-001', received: '0', rejected: '1' }),
    ]),
    [{ reason: 'closed', sum: '1' }],
    [],
  ]);
  expect(await answers('5.')).toEqual([[{ roll_key: 'law:L2025-001', reason: 'closed', sum: '1' }]]);
  const [stamps, triggers] = await answers('6.');
  expect(stamps).toEqual([{ stamps: expect.stringMatching(/^[0-9a-f]{64}$/) as string }]);
  expect(triggers).toEqual(
    expect.arrayContaining(
      [
        'vote_audit',
        'settled_submissions',
        'rejected_submissions',
        'admin_audit',
        'ballots_arriving',
        'ballots_mixed',
        'turnout_arriving',
        'election_results',
        'ranking_counts',
      ].map((tgrelid) => ({ tgrelid, tgname: 'append_only', tgenabled: 'A' })),
    ),
  );
  expect(new Set((triggers as { tgenabled: string }[]).map(({ tgenabled }) => tgenabled))).toEqual(
    new Set(['A']),
  );
  // The owner of the database created these laws, without the election office.
  const [, unrecorded] = await answers('7.');
  expect(unrecorded).toContainEqual({
    subject: 'law:L2026-001',
    what: 'status',
    stored: '"scheduled"',
    on_record: 'null',
  });
  expect(new Set((unrecorded as { subject: string }[]).map(({ subject }) => subject))).toEqual(
    new Set(['law:L2026-001', 'law:L2026-002']),
  );
  expect(await answers('Recount')).toEqual([
    [{ encode: createHash('sha256').update(`${RACE}\ngagnon,1\nroy>gagnon,2\n`).digest('hex') }],
    [
      { contest_key: RACE, selection: 'gagnon', count: '1' },
      { contest_key: RACE, selection: 'roy>gagnon', count: '2' },
    ],
  ]);
});
