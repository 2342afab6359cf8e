import { contestKey } from '@scrutin/election';
import type { Election, Race, VoteRecord } from '@scrutin/testkit';
import {
  closeElection,
  expectElectionNothingLostNothingTwice,
  oneBallotEach,
  runOrThrow,
  useSystem,
} from '@scrutin/testkit';
import { irvOracle, scottishOracle } from '@scrutin/testkit/tabulation-oracle';
import type { ElectionVote } from '@scrutin/voting-load';

const VOTERS_PER_REGION = 105;

/** The part of a count that is compared. Votes are in the smallest unit of the rules. */
interface ComparedCount {
  readonly winners: readonly string[];
  readonly rounds: readonly {
    readonly votes: Readonly<Record<string, bigint>>;
    readonly elected: readonly string[];
    /** The candidate whose votes are transferred after the round. */
    readonly from: string | undefined;
  }[];
}

/** The part of the output of `scrutin tabulate count --json` that is compared. */
interface TabulationJson {
  readonly status: string;
  readonly ballots: string;
  readonly winners: readonly string[];
  readonly rounds: readonly {
    readonly tally: Readonly<Record<string, string>>;
    readonly elected: readonly { readonly candidate: string }[];
    readonly eliminated: readonly { readonly candidate: string }[];
    readonly transfers: readonly { readonly from: string }[];
  }[];
}

describe('an election in six regions, two of which rank candidates', () => {
  const { stack, openElection, castAll } = useSystem({
    suite: 'election',
    processes: { 'ingestion-api': 2, 'validation-worker': 2, aggregator: 2 },
  });
  let election: Election;
  let record: VoteRecord<ElectionVote>;

  beforeAll(async () => {
    const order = 'c1/c2/c3/c4/c5/c6';
    election = await openElection({
      regions: [
        { candidates: 3 },
        { candidates: 4 },
        { candidates: 5 },
        { candidates: 6 },
        { method: 'ranked_choice', candidates: 6, ruleSet: `irv:order=${order}` },
        {
          method: 'ranked_choice',
          candidates: 6,
          seats: 3,
          maxRanks: 4,
          ruleSet: `scottish-stv-2011:order=${order}`,
        },
      ],
      votersPerRegion: VOTERS_PER_REGION,
    });
    record = await castAll(oneBallotEach(election), { connections: 64 });
  });

  test('everybody votes at once: every ballot is counted in its race, unchanged (P1, P3, P4, P5)', async () => {
    expect(record.accepted).toHaveLength(6 * VOTERS_PER_REGION);
    const outcome = await expectElectionNothingLostNothingTwice(stack, election, record);
    expect(outcome).toEqual({ counted: 6 * VOTERS_PER_REGION, rejected: {} });
  });

  test('a recount of the ballots by another program has the same result in every round (P8)', async () => {
    await closeElection(stack, election, Date.now()); // an auditor sees the ballots only after the closing (P6)
    const auditor = await stack.database.urlFor('scrutin_auditor');
    for (const race of election.races) {
      const contest = contestKey({ kind: 'election', ...race });
      const ballots = await stack.sql<{ selection: string }>(
        'SELECT selection FROM ballots WHERE contest_key = $1',
        [contest],
        auditor,
      );
      expect(ballots).toHaveLength(VOTERS_PER_REGION);
      const counted = await tabulate(contest);
      expect(counted).toEqual(
        recount(
          race,
          ballots.map(({ selection }) => selection.split('>')),
        ),
      );
      expect(counted.winners).toHaveLength(race.seats);
    }
  });

  const tabulate = async (contest: string): Promise<ComparedCount> => {
    const text = await runOrThrow(stack, ['tabulate', 'count', '--contest', contest, '--json']);
    const result = JSON.parse(text) as TabulationJson;
    expect([result.status, result.ballots]).toEqual(['complete', String(VOTERS_PER_REGION)]);
    return {
      winners: [...result.winners].sort(),
      rounds: result.rounds.map(({ tally, elected, eliminated, transfers }) => ({
        votes: Object.fromEntries(Object.entries(tally).map(([id, votes]) => [id, unitsOf(votes)])),
        elected: elected.map(({ candidate }) => candidate).sort(),
        from: transfers[0]?.from ?? eliminated[0]?.candidate,
      })),
    };
  };
});

/** Converts a number of votes to whole units: `744.00000` is 74,400,000 units of 1/100,000. */
function unitsOf(votes: string): bigint {
  return BigInt(votes.replace('.', ''));
}

/** Counts the ballots with the slow and simple programs of the testkit. */
function recount(race: Race, ballots: readonly string[][]): ComparedCount {
  const { candidates, seats } = race;
  const rounds = ((): ComparedCount['rounds'] => {
    if (race.ruleSet.startsWith('irv')) {
      return irvOracle(candidates, ballots, candidates).map(({ votes, elected, eliminated }) => {
        return { votes, elected, from: eliminated[0] };
      });
    }
    if (race.ruleSet.startsWith('scottish')) {
      return scottishOracle(candidates, ballots, seats, candidates).map(({ votes, elected, source }) => {
        return { votes, elected: [...elected].sort(), from: source };
      });
    }
    return [pluralityRound(candidates, ballots)];
  })();
  return { winners: rounds.flatMap(({ elected }) => elected).sort(), rounds };
}

/** Counts a single choice. A tie is decided by the order on the ballot, as in the rules of these races. */
function pluralityRound(
  candidates: readonly string[],
  ballots: readonly string[][],
): ComparedCount['rounds'][number] {
  const votesOf = (id: string): number => ballots.filter(([choice]) => choice === id).length;
  const most = Math.max(...candidates.map(votesOf));
  const winner = candidates.find((id) => votesOf(id) === most);
  return {
    votes: Object.fromEntries(candidates.map((id) => [id, BigInt(votesOf(id))])),
    elected: winner === undefined ? [] : [winner],
    from: undefined,
  };
}
