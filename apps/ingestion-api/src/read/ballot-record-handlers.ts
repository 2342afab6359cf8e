import { ballotRecordText } from '@scrutin/ballot-store';
import type { ContestKey, Election, Law } from '@scrutin/election';
import { ballotRecordRefusal, instantText, recordedLaw, recordedRace } from '@scrutin/election';
import type { FileAnswer, ProblemAnswer } from '@scrutin/http-edge';
import { problemAnswer } from '@scrutin/http-edge';
import type { BallotRecordFormat, RecordedContest } from '@scrutin/tabulation';
import { findLaw, findRace } from './contest-lookup.ts';
import type { PublicQueries } from './public-queries.ts';
import type { ContestHandlersOptions, ReadHandlers } from './read-handlers.ts';

type RecordRoute = 'lawBallots' | 'raceBallots' | 'raceBallotsBlt';

/** The handlers for the ballots of certified contests, from which anybody can count again (P8). */
export function ballotRecordHandlers({
  queries,
}: Pick<ContestHandlersOptions, 'queries'>): ReadHandlers<RecordRoute> {
  const ofRace = async (
    params: Parameters<typeof findRace>[1],
    format: BallotRecordFormat,
  ): Promise<FileAnswer | ProblemAnswer> => {
    const found = await findRace(queries, params);
    if (found === undefined) return problemAnswer('unknown-contest');
    return refusal(found.election) ?? (await recordFile(queries, recordedRace(found.race), format));
  };
  return {
    lawBallots: async ({ params }) => {
      const found = await findLaw(queries, params.id);
      if (found === undefined) return problemAnswer('unknown-contest');
      return refusal(found.law) ?? (await recordFile(queries, recordedLaw(found.law), 'csv'));
    },
    raceBallots: ({ params }) => ofRace(params, 'csv'),
    raceBallotsBlt: ({ params }) => ofRace(params, 'blt'),
  };
}

/** The answer while the ballots of a contest are not public; undefined if they are. */
function refusal(contest: Law | Election): ProblemAnswer | undefined {
  switch (ballotRecordRefusal(contest)) {
    case undefined:
      return undefined;
    case 'never-published':
      return problemAnswer('ballots-never-published');
    case 'not-certified':
      return problemAnswer('ballots-not-yet-published', {
        closes_at: instantText(contest.window.closesAtMs),
        time_zone: contest.timeZone,
      });
  }
}

/** Changes whenever a version of Scrutin writes the same ballots in another way. */
const WRITTEN_AS = '1';
const MEDIA_TYPES = { csv: 'text/csv', blt: 'text/plain' } as const;

/**
 * The record as a file. Its tag is made from the digest of the ballots, which the count that stands has: a certified
 * contest never changes, so nothing has to be read to answer that a copy is still good.
 */
async function recordFile(
  queries: PublicQueries,
  recorded: RecordedContest,
  format: BallotRecordFormat,
): Promise<FileAnswer | ProblemAnswer> {
  const contest = recorded.contest as ContestKey;
  const count = (await queries.publications.get()).find((one) => one.contest === contest && one.stands);
  if (count === undefined) return problemAnswer('not-tabulated');
  return {
    kind: 'file',
    mediaType: MEDIA_TYPES[format],
    name: `${contest.replaceAll(':', '_')}.${format}`,
    headers: {
      ETag: `"${count.ballotsDigest}-${format}-${WRITTEN_AS}"`,
      'Last-Modified': new Date(count.publishedAtMs).toUTCString(),
    },
    chunks: ballotRecordText(queries.ballotRecord(contest), format, recorded, count.ballots),
  };
}
