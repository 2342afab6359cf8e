import { contestKey } from '@scrutin/election';
import type { CountReaders } from './election-counts.ts';
import { readElectionCounts } from './election-counts.ts';

const RACES = ['NORD', 'SUD'].map((regionId) => ({
  regionId,
  contest: contestKey({ kind: 'election', electionId: 'E', regionId }),
}));

const results: CountReaders['results'] = (regionId) =>
  Promise.resolve({ total: regionId === 'NORD' ? 3 : 0, firstPreferences: new Map([['roy', 3]]) });
const selections: CountReaders['selections'] = (contest) =>
  Promise.resolve(
    contest === 'election:E:NORD'
      ? [
          { selection: 'roy', ballots: 1n },
          { selection: 'roy>cote', ballots: 2n },
        ]
      : [],
  );
const withheld: CountReaders['results'] = () => Promise.resolve('not-published');

describe('the counts of an election', () => {
  it('are complete if the results are public and there is a database', async () => {
    const { breakdowns, arePublic } = await readElectionCounts({ results, selections }, RACES);
    expect(arePublic).toBe(true);
    expect(breakdowns.get('votes by region')).toEqual(
      new Map([
        ['NORD', 3],
        ['SUD', 0],
      ]),
    );
    expect(breakdowns.get('first preferences')?.get('NORD roy')).toBe(3);
    expect(breakdowns.get('rankings')).toEqual(
      new Map([
        ['NORD roy', 1],
        ['NORD roy>cote', 2],
      ]),
    );
  });

  it('have no rankings without a database', async () => {
    const { breakdowns } = await readElectionCounts({ results, selections: undefined }, RACES);
    expect([...breakdowns.keys()]).toEqual(['votes by region', 'first preferences']);
  });

  it('come from the rankings while the results are withheld', async () => {
    const { breakdowns, arePublic } = await readElectionCounts({ results: withheld, selections }, RACES);
    expect(arePublic).toBe(false);
    expect(breakdowns.get('votes by region')).toEqual(
      new Map([
        ['NORD', 3],
        ['SUD', 0],
      ]),
    );
    expect(breakdowns.get('first preferences')).toEqual(new Map([['NORD roy', 3]]));
  });

  it('are empty while the results are withheld and there is no database', async () => {
    const { breakdowns } = await readElectionCounts({ results: withheld, selections: undefined }, RACES);
    expect(breakdowns.size).toBe(0);
  });
});
