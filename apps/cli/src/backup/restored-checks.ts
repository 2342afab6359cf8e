import path from 'node:path';
import { z } from 'zod';
import type { ContestLedger } from '@scrutin/ballot-store';
import { databaseCondition } from '@scrutin/database';
import { withBallotStore } from '../stack.ts';
import type { Repository } from './pgbackrest.ts';
import { runProgram } from './pgbackrest.ts';
import type { TemporaryServer } from './temporary-server.ts';

/** A check of a restored database. `problems` is empty if it holds. */
export interface RestoredCheck {
  readonly name: string;
  readonly problems: readonly string[];
  /** What was found, in a few words. */
  readonly found: string;
}

/** Runs every check on a restored database. */
export async function checkRestored(
  server: TemporaryServer,
  database: string,
  repository: Repository,
): Promise<RestoredCheck[]> {
  const url = server.addressOf(database);
  const { problems } = await databaseCondition(url);
  const { findings, ledger } = await withBallotStore({ DATABASE_URL: url }, async (store) => ({
    findings: await store.deepCheck(),
    ledger: await store.ledger(),
  }));
  return [
    await checkFiles(server, database, repository),
    { name: 'rights, triggers and settings', problems, found: 'as the migrations made them' },
    {
      name: 'results, ballots, voters and turnout',
      problems: findings.map(({ promise, subject, finding }) => `${promise} ${subject}: ${finding}`),
      found: `${ledger.counted} counted votes agree`,
    },
    checkLedger(ledger.contests),
    await checkAudit(url, repository),
  ];
}

/**
 * A restore to the end of the archive ends, without an error, at a segment that is missing or damaged. Everything that
 * was archived after it is then lost.
 *
 * @param archived the last segment in the archive, before the restore
 * @param restored the last one that was restored
 */
export function checkArchive(archived: string | undefined, restored: string | undefined): RestoredCheck {
  const isWhole = archived === undefined || (restored !== undefined && restored >= archived);
  return {
    name: 'archive of the write-ahead log',
    problems: isWhole
      ? []
      : [
          `it goes to ${archived}, but a restore ends at ${restored ?? 'the backup'}: a segment is missing or damaged. ` +
            'What follows it is lost in a restore. Run `scrutin backup create` now, then look for the cause',
        ],
    found: `restored to its end, ${restored ?? 'the backup'}`,
  };
}

/** Reads every table and index. The checks of indexes are those of PostgreSQL's amcheck. */
async function checkFiles(
  { programs, socketFolder }: TemporaryServer,
  database: string,
  repository: Repository,
): Promise<RestoredCheck> {
  const name = 'tables and indexes (pg_amcheck)';
  const { code, stdout, stderr } = await runProgram(
    path.join(programs, 'pg_amcheck'),
    ['--install-missing', '--no-password', '-U', 'postgres', '-h', socketFolder, '-d', database],
    repository,
  );
  return {
    name,
    problems: code === 0 ? [] : `${stdout}${stderr}`.trim().split('\n').slice(0, 20),
    found: 'no damage',
  };
}

/** A backup shows one moment, in which votes may have been on their way. More settled than received is never right. */
function checkLedger(contests: readonly ContestLedger[]): RestoredCheck {
  const differences = contests.map((one) => ({
    contest: one.contest ?? 'no contest',
    votes: one.received - one.counted - one.rejected,
  }));
  const onTheirWay = differences.reduce((sum, { votes }) => sum + Math.max(0, votes), 0);
  return {
    name: 'ledger',
    problems: differences
      .filter(({ contest, votes }) => votes < 0 && contest !== 'no contest')
      .map(({ contest, votes }) => `${contest}: ${-votes} settled and not received`),
    found: `${onTheirWay} votes were on their way`,
  };
}

const AUDIT = z.object({
  verdict: z.string(),
  checks: z.array(z.object({ section: z.string(), name: z.string(), state: z.string() })),
});

/** `scrutin audit`. A check that has to wait for the closing, or for votes on their way, is no fault of a backup. */
async function checkAudit(url: string, { environment }: Repository): Promise<RestoredCheck> {
  const name = 'scrutin audit';
  const own = process.argv[1] ?? '';
  const { stdout, stderr } = await runProgram(
    process.execPath,
    [own, 'audit', '--json', '--wait', '0'],
    { user: {}, environment },
    { DATABASE_URL: url },
  );
  const read = AUDIT.safeParse(jsonOf(stdout));
  if (!read.success) return { name, problems: [`it did not end: ${(stderr || stdout).trim()}`], found: '' };
  const { checks } = read.data;
  const count = (wanted: string): number => checks.filter(({ state }) => state === wanted).length;
  return {
    name,
    problems: checks
      .filter(({ state }) => state === 'differs')
      .map((one) => `${one.section}, ${one.name}: differs`),
    found: `${count('holds')} checks hold, ${count('waits')} have to wait`,
  };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
