import { electionResultView, raceResultView } from '@scrutin/contracts/public';
import { countsOf, hasWithdrawn, resultsArePublic } from '@scrutin/election';
import { ok, problemAnswer } from '@scrutin/http-edge';
import { findElection, findRace } from './contest-lookup.ts';
import { notPublished } from './disclosure.ts';
import { LastAnswers } from './last-answers.ts';
import type { ContestHandlersOptions, ReadHandlers } from './read-handlers.ts';

/** The handlers for the results of an election in all its regions, and for the result of one race. */
export function electionResultHandlers({
  queries,
  clock,
}: ContestHandlersOptions): ReadHandlers<'electionResult' | 'raceResult'> {
  const answers = new LastAnswers();
  return {
    electionResult: async ({ params }) => {
      const election = await findElection(queries, params);
      if (election === undefined) return problemAnswer('unknown-contest');
      const [counts, tabulations] = await Promise.all([queries.counts.get(), queries.standing.get()]);
      const nowMs = clock();
      // The database decides by its own clock, which may differ a little, and a cached answer may be from before.
      const withheld = election.races.some((race) => countsOf(counts, race).withheld);
      if (!resultsArePublic(election, nowMs) || withheld) return notPublished(election);
      // Apart from the listed parts, only withdrawals change the answer, because they take effect at a certain time.
      const withdrawn = election.races.flatMap(({ candidates }) =>
        candidates.filter((candidate) => hasWithdrawn(candidate, nowMs)),
      ).length;
      const json = answers.json(election.id, [election, counts, tabulations, withdrawn], () =>
        electionResultView(election, counts, tabulations, nowMs),
      );
      return { kind: 'written', status: 200, json };
    },
    raceResult: async ({ params }) => {
      const found = await findRace(queries, params);
      if (found === undefined) return problemAnswer('unknown-contest');
      const counts = await queries.counts.get();
      const nowMs = clock();
      const { withheld } = countsOf(counts, found.race);
      if (!resultsArePublic(found.election, nowMs) || withheld) return notPublished(found.election);
      return ok(raceResultView(found.election, found.race, counts, nowMs));
    },
  };
}
