import { countsByRace, countsOf } from './counts.ts';

test('the counts of the candidates are grouped by race, and blank votes are no candidate’s', () => {
  const nord = { electionId: 'E', regionId: 'NORD' };
  const sud = { electionId: 'E', regionId: 'SUD' };
  const races = countsByRace([
    { ...nord, candidateId: 'ann', votes: 2n },
    { ...nord, candidateId: '#blank', votes: 1n },
    { ...sud, candidateId: undefined, votes: 4n },
  ]);
  const counts = { races, asOfMs: 0 };
  const votes = new Map([['ann', 2n]]);
  expect(countsOf(counts, nord)).toEqual({ votes, blank: 1n, ballots: 3n, withheld: false });
  expect(countsOf(counts, sud)).toEqual({ votes: new Map(), blank: 0n, ballots: 4n, withheld: true });
  expect(countsOf(counts, { electionId: 'E', regionId: 'EST' })).toMatchObject({
    ballots: 0n,
    withheld: false,
  });
});
