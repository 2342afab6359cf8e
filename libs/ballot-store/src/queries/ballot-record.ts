import { setImmediate } from 'node:timers/promises';
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

/** The parts of a file around its ballots, and the text of the ballots of one page, in pieces that may be sent. */
interface RecordFileWriter {
  readonly head: string;
  readonly pieces: (page: readonly SelectionCount[]) => Iterable<string>;
  readonly tail: string;
}

/**
 * The text of a record as CSV or BLT, in pieces of one page.
 *
 * @param ballots how many ballots the count that stands has
 * @throws TransientError before the first piece, if the ballots are still being mixed
 * @throws InvariantViolation before the last piece, if the record has another number of ballots
 */
export function ballotRecordText(
  pages: AsyncIterable<readonly SelectionCount[]>,
  format: BallotRecordFormat,
  contest: RecordedContest,
  ballots: bigint,
): AsyncGenerator<string, void> {
  const { head, line, tail } = recordWriter(format, contest);
  const pieces = (page: readonly SelectionCount[]): string[] => [page.map(line).join('')];
  return ballotRecordFile(pages, { head, pieces, tail }, contest.contest, ballots);
}

/**
 * The text of a record in any form, piece by piece. Other work of the process is done between two pieces.
 *
 * @param contest its key
 * @param ballots how many ballots the count that stands has
 * @throws TransientError before the first piece, if the ballots are still being mixed
 * @throws InvariantViolation before the last piece, if the record has another number of ballots
 */
export async function* ballotRecordFile(
  pages: AsyncIterable<readonly SelectionCount[]>,
  { head, pieces, tail }: RecordFileWriter,
  contest: string,
  ballots: bigint,
): AsyncGenerator<string, void> {
  let written = 0n;
  let before = head;
  for await (const page of pages) {
    written += page.reduce((sum, group) => sum + group.ballots, 0n);
    let isFirst = true;
    for (const piece of pieces(page)) {
      // The next page is waited for anyway.
      if (!isFirst) await setImmediate();
      isFirst = false;
      yield before + piece;
      before = '';
    }
  }
  if (written === 0n && ballots > 0n) {
    throw new TransientError(`The last ballots of ${contest} are not mixed yet.`);
  }
  if (written !== ballots) {
    throw new InvariantViolation(
      'P8',
      `the record of ${contest} has ${written} ballots, and its count ${ballots}`,
    );
  }
  yield before + tail;
}
