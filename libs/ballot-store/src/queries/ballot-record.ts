import type { Database } from '@scrutin/database';
import type { ContestKey } from '@scrutin/election';
import { InvariantViolation, TransientError } from '@scrutin/service-runtime';
import type { BallotRecordFormat, RecordedContest, SelectionCount } from '@scrutin/tabulation';
import { recordWriter } from '@scrutin/tabulation';
import { BALLOT_RECORD } from '../sql/ballot-record.sql.ts';

/**
 * How many selections are read at once. The database gives no more than 10,000. A page of a record with a million took it
 * 9 ms.
 */
const PAGE = 5_000;

interface Row extends Record<string, unknown> {
  readonly selection: string;
  readonly ballots: string;
}

/**
 * The public record of a contest, page by page in code point order of the selections. No connection is held between two
 * pages, so a slow reader costs the database nothing. The record of a contest that has none is empty.
 */
export async function* ballotRecord(
  database: Database,
  contest: ContestKey,
  pageSize = PAGE,
): AsyncGenerator<readonly SelectionCount[], void> {
  for (let last = ''; ;) {
    const rows = await database.send<Row>('selections', BALLOT_RECORD, contest, last, pageSize);
    if (rows.length > 0) {
      yield rows.map(({ selection, ballots }) => ({ selection, ballots: BigInt(ballots) }));
    }
    const end = rows.at(-1);
    if (end === undefined || rows.length < pageSize) return;
    last = end.selection;
  }
}

/**
 * The text of a record, in pieces of one page.
 *
 * @param ballots how many ballots the count that stands has
 * @throws TransientError before the first piece, if the ballots are still being mixed
 * @throws InvariantViolation before the last piece, if the record has another number of ballots
 */
export async function* ballotRecordText(
  pages: AsyncIterable<readonly SelectionCount[]>,
  format: BallotRecordFormat,
  contest: RecordedContest,
  ballots: bigint,
): AsyncGenerator<string, void> {
  const { head, line, tail } = recordWriter(format, contest);
  let written = 0n;
  let before = head;
  for await (const page of pages) {
    written += page.reduce((sum, group) => sum + group.ballots, 0n);
    yield before + page.map(line).join('');
    before = '';
  }
  if (written === 0n && ballots > 0n) {
    throw new TransientError(`The last ballots of ${contest.contest} are not mixed yet.`);
  }
  if (written !== ballots) {
    throw new InvariantViolation(
      'P8',
      `the record of ${contest.contest} has ${written} ballots, and its count ${ballots}`,
    );
  }
  yield before + tail;
}
