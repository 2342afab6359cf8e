import pg from 'pg';
import type { ContestKey } from '@scrutin/election';
import {
  ACCEPTED_AT_MS,
  law,
  newCredential,
  openTestStore,
  putLaws,
  rejection,
  silentLogger,
  vote,
} from '@scrutin/testkit/ballot-store';
import { useDatabase } from '@scrutin/testkit/database';
import type { BallotStore } from './ballot-store.ts';
import type { AuditedSubmission, SubmissionAudit } from './submission-audit.ts';
import { openSubmissionAudit } from './submission-audit.ts';

const { database, owner, closeBefore } = useDatabase();
const HOUR_MS = 3_600_000;
const BEFORE_ALL = '00000000-0000-0000-0000-000000000000';
/** The hour in which the votes of the fixtures are accepted. */
const NOON = Math.floor(ACCEPTED_AT_MS / HOUR_MS) * HOUR_MS;
const CLOSED = 'law:CLOSED' as ContestKey;
const OPEN = 'law:OPEN' as ContestKey;

let store: BallotStore;
let audit: SubmissionAudit;

beforeAll(async () => {
  store = openTestStore(await database.urlFor('scrutin_aggregator'));
  audit = openSubmissionAudit({
    url: await database.urlFor('scrutin_admin'),
    poolMax: 1,
    logger: silentLogger,
    applicationName: 'test',
  });
  closeBefore(() => store.close());
  closeBefore(() => audit.close());
  await putLaws(database.url, law('CLOSED'), law('OPEN'), law('FEW'));
});

/** Settles so many votes of each hour after NOON, one transaction for each vote, and returns their identifiers. */
async function settle(contest: ContestKey, ...counts: readonly number[]): Promise<string[]> {
  const ids: string[] = [];
  for (const [hour, count] of counts.entries()) {
    for (let i = 0; i < count; i++) {
      const one = vote({ contest, acceptedAtMs: NOON + hour * HOUR_MS + i });
      await store.settleVotes([one]);
      ids.push(one.submissionId);
    }
  }
  return ids;
}

const close = (id: string) =>
  owner.query(`UPDATE laws SET closes_at = now() - interval '1 second' WHERE id = $1`, [id]);

/** How many submissions have each span, in hours after NOON. */
function spansOf(found: readonly AuditedSubmission[]): Record<string, number> {
  const spans: Record<string, number> = {};
  for (const { from, until } of found) {
    const span =
      from === undefined || until === undefined
        ? 'not told'
        : `${(from - NOON) / HOUR_MS}-${(until - NOON) / HOUR_MS}`;
    spans[span] = (spans[span] ?? 0) + 1;
  }
  return spans;
}

test('P6: nothing of a contest is listed before it has closed, whatever is asked', async () => {
  const [first] = await settle(OPEN, 30);
  await store.settleRejections([rejection('already-voted', { contest: OPEN })]);
  for (const filter of [
    {},
    { contest: OPEN },
    { submission: first },
    { status: 'counted' as const },
    { sinceMs: 0 },
    { beforeMs: Date.now() },
    { contest: OPEN, sinceMs: 0, submission: first },
  ]) {
    expect(await audit.submissions(filter, 1_000)).toEqual([]);
  }
  expect(await audit.notClosed()).toContain(OPEN);
});

describe('of a contest that has closed', () => {
  let counted: string[];
  let first: string;
  let again: string;

  beforeAll(async () => {
    // 25 votes in the first hour, then 3, 4, 19 and, after an hour without votes, 2.
    counted = await settle(CLOSED, 25, 3, 4, 19, 0, 2);
    const credentialHash = newCredential();
    const rejections = [0, 1].map(() => rejection('already-voted', { contest: CLOSED, credentialHash }));
    for (const one of rejections) await store.settleRejections([one]);
    [first = '', again = ''] = rejections.map(({ submissionId }) => submissionId);
    await close('CLOSED');
  });

  test('each submission is listed once, in the order of its random identifier', async () => {
    const found = await audit.submissions({ contest: CLOSED }, 1_000);
    expect(found.map(({ submissionId }) => submissionId)).toEqual([...counted, first, again].sort());
    expect(Object.keys(found[0] ?? {}).sort()).toEqual([
      'contest',
      'from',
      'reason',
      'status',
      'submissionId',
      'until',
    ]);
    const pages: AuditedSubmission[] = [];
    for (let after: string | undefined; ;) {
      const page = await audit.submissions({ contest: CLOSED }, 7, after);
      pages.push(...page);
      if (page.length < 7) break;
      after = page.at(-1)?.submissionId;
    }
    expect(pages).toEqual(found);
  });

  test('P6: hours with fewer than twenty counted votes are told together', async () => {
    const found = await audit.submissions({ contest: CLOSED, status: 'counted' }, 1_000);
    // 3 + 4 + 19 are enough. The last two votes are not, so they join them.
    expect(spansOf(found)).toEqual({ '0-1': 25, '1-6': 28 });
  });

  test('P6: a search by hours does not tell more than the hours', async () => {
    for (const hour of [1, 2, 3, 5]) {
      const filter = { sinceMs: NOON + hour * HOUR_MS, beforeMs: NOON + (hour + 1) * HOUR_MS };
      const found = await audit.submissions({ ...filter, status: 'counted' }, 1_000);
      expect(spansOf(found)).toEqual({ '1-6': 28 });
    }
    const early = await audit.submissions({ beforeMs: NOON + HOUR_MS, contest: CLOSED }, 1_000);
    expect(spansOf(early)).toEqual({ '0-1': 26 });
    expect(await audit.submissions({ sinceMs: NOON + 6 * HOUR_MS }, 1_000)).toEqual([]);
  });

  test('P6: the times that are kept for a session are worked out again when a vote comes late, and nobody reads them', async () => {
    const late = 'law:LATE' as ContestKey;
    await putLaws(database.url, law('LATE'));
    await settle(late, 30, 25);
    await close('LATE');
    const search = () => audit.submissions({ contest: late }, 1_000);
    expect(spansOf(await search())).toEqual({ '0-1': 30, '1-2': 25 });
    expect(spansOf(await search())).toEqual({ '0-1': 30, '1-2': 25 });
    // Accepted before the closing, and settled after the first look.
    await settle(late, 0, 0, 7);
    expect(spansOf(await search())).toEqual({ '0-1': 30, '1-3': 32 });
    expect(spansOf(await search())).toEqual({ '0-1': 30, '1-3': 32 });

    const auditor = new pg.Client(await database.urlFor('scrutin_auditor'));
    await auditor.connect();
    try {
      const list = `SELECT * FROM audited_submissions('law:LATE', NULL, NULL, NULL, NULL, '${BEFORE_ALL}', 100)`;
      expect((await auditor.query(list)).rowCount).toBe(62);
      for (const statement of [
        'SELECT * FROM pg_temp.audited_times_kept',
        'DELETE FROM pg_temp.audited_times_kept',
        'DROP TABLE pg_temp.audited_times_kept',
        'CREATE TEMPORARY TABLE audited_times_kept (roll_key text)',
      ])
        await expect(auditor.query(statement)).rejects.toMatchObject({ code: '42501' });
      // A session that may not write has the same list.
      await auditor.query('DISCARD ALL');
      await auditor.query('SET default_transaction_read_only = on');
      expect((await auditor.query(list)).rowCount).toBe(62);
    } finally {
      await auditor.end();
    }
  });

  test('the hour of a rejection is told where it is stored', async () => {
    expect(await audit.submissions({ submission: first }, 2)).toEqual([
      {
        submissionId: first,
        contest: CLOSED,
        status: 'rejected',
        reason: 'already-voted',
        from: NOON,
        until: NOON + HOUR_MS,
      },
    ]);
    expect(await audit.submissions({ submission: again }, 2)).toMatchObject([{ from: undefined }]);
    expect(await audit.submissions({ submission: counted[0] }, 2)).toMatchObject([
      { submissionId: counted[0], status: 'counted', reason: undefined },
    ]);
  });

  test('a contest with fewer than twenty votes has one time for all of them', async () => {
    await settle('law:FEW' as ContestKey, 1, 0, 2);
    await close('FEW');
    expect(spansOf(await audit.submissions({ contest: 'law:FEW' as ContestKey }, 10))).toEqual({ '0-3': 3 });
  });
});

test('repeated attempts are counted without naming a credential', async () => {
  const credentialHash = newCredential();
  for (let i = 0; i < 5; i++)
    await store.settleRejections([rejection('wrong-region', { contest: CLOSED, credentialHash })]);
  for (let i = 0; i < 3; i++)
    await store.settleRejections([rejection('unknown-credential', { contest: CLOSED })]);
  const hours = { firstHour: NOON, lastHour: NOON };
  const attempts = await audit.attempts();
  expect(attempts).toContainEqual({
    rollKey: CLOSED,
    reason: 'wrong-region',
    attempts: 5,
    credentials: 1,
    ...hours,
  });
  expect(attempts).toContainEqual({
    rollKey: CLOSED,
    reason: 'unknown-credential',
    attempts: 3,
    credentials: undefined,
    ...hours,
  });
  expect(JSON.stringify(attempts)).not.toContain(credentialHash);
  expect(await audit.rejections()).toContainEqual({
    contest: CLOSED,
    reason: 'wrong-region',
    submissions: 5,
  });
});
