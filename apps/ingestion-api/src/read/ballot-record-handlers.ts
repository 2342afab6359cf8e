import { ballotRecordFile, ballotRecordText } from '@scrutin/ballot-store';
import type { Language } from '@scrutin/contracts/problems';
import type { ContestKey, Election, Law, PublishedCountEntry } from '@scrutin/election';
import { ballotRecordRefusal, instantText, raceKey, recordedLaw, recordedRace } from '@scrutin/election';
import type { RecordedBallots } from '@scrutin/exports';
import { castVoteRecordWriter, recordedBallotsOfLaw, recordedBallotsOfRace } from '@scrutin/exports';
import type { FileAnswer, ProblemAnswer } from '@scrutin/http-edge';
import { problemAnswer } from '@scrutin/http-edge';
import type { BallotRecordFormat, RecordedContest } from '@scrutin/tabulation';
import { findLaw, findRace } from './contest-lookup.ts';
import type { PublicQueries } from './public-queries.ts';
import type { ContestHandlersOptions, ReadHandlers } from './read-handlers.ts';

type RecordRoute =
  'lawBallots' | 'raceBallots' | 'raceBallotsBlt' | 'lawCastVoteRecords' | 'raceCastVoteRecords';

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
    return (
      refusal(found.election) ?? (await recordFile(queries, recordedRace(found.election, found.race), format))
    );
  };
  return {
    lawBallots: async ({ params }) => {
      const found = await findLaw(queries, params.id);
      if (found === undefined) return problemAnswer('unknown-contest');
      return refusal(found.law) ?? (await recordFile(queries, recordedLaw(found.law), 'csv'));
    },
    raceBallots: ({ params }) => ofRace(params, 'csv'),
    raceBallotsBlt: ({ params }) => ofRace(params, 'blt'),
    lawCastVoteRecords: async ({ params, language }) => {
      const found = await findLaw(queries, params.id);
      if (found === undefined) return problemAnswer('unknown-contest');
      const { law } = found;
      const key = recordedLaw(law).contest as ContestKey;
      return (
        refusal(law) ??
        (await castVoteRecords(queries, key, (count) => recordedBallotsOfLaw(law, count), language))
      );
    },
    raceCastVoteRecords: async ({ params, language }) => {
      const found = await findRace(queries, params);
      if (found === undefined) return problemAnswer('unknown-contest');
      const { election, race } = found;
      return (
        refusal(election) ??
        (await castVoteRecords(
          queries,
          raceKey(race),
          (count) => recordedBallotsOfRace(election, race, count),
          language,
        ))
      );
    },
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
  const count = await standingCount(queries, contest);
  if (count === undefined) return problemAnswer('not-tabulated');
  return {
    kind: 'file',
    mediaType: MEDIA_TYPES[format],
    name: `${fileName(contest, recorded.isRehearsal)}.${format}`,
    headers: validators(count, recorded.isRehearsal ? `rehearsal-${format}` : format),
    chunks: ballotRecordText(queries.ballotRecord(contest), format, recorded, count.ballots),
  };
}

/** The ballots as cast vote records (NIST SP 1500-103). They come from the same pages of mixed ballots (P6). */
async function castVoteRecords(
  queries: PublicQueries,
  contest: ContestKey,
  recorded: (count: PublishedCountEntry) => RecordedBallots,
  language: Language,
): Promise<FileAnswer | ProblemAnswer> {
  const count = await standingCount(queries, contest);
  if (count === undefined) return problemAnswer('not-tabulated');
  const ballots = recorded(count);
  const writer = castVoteRecordWriter(ballots, language);
  return {
    kind: 'file',
    mediaType: 'application/json',
    name: `${fileName(contest, ballots.isRehearsal)}-cast-vote-records.json`,
    headers: {
      ...validators(count, `${ballots.isRehearsal ? 'rehearsal-' : ''}nist-${language}`),
      'Content-Language': language,
      Vary: 'Accept-Language',
    },
    chunks: ballotRecordFile(queries.ballotRecord(contest), writer, contest, count.ballots),
  };
}

async function standingCount(
  queries: PublicQueries,
  contest: ContestKey,
): Promise<PublishedCountEntry | undefined> {
  return (await queries.publications.get()).find((one) => one.contest === contest && one.stands);
}

/** A rehearsal says in the names of its files that it is one, whatever its identifier is. */
function fileName(contest: ContestKey, isRehearsal: boolean): string {
  return `${contest.replaceAll(':', '_')}${isRehearsal ? '-rehearsal' : ''}`;
}

function validators({ ballotsDigest, publishedAtMs }: PublishedCountEntry, form: string) {
  return {
    ETag: `"${ballotsDigest}-${form}-${WRITTEN_AS}"`,
    'Last-Modified': new Date(publishedAtMs).toUTCString(),
  };
}
