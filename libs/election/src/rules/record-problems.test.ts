import type { Share } from '@scrutin/tabulation';
import type { Candidate } from '../contests/candidate.ts';
import type { Election } from '../contests/election.ts';
import type { Law } from '../contests/law.ts';
import {
  candidateProblems,
  electionProblems,
  lawProblems,
  partyProblems,
  regionProblems,
} from './record-problems.ts';

const NAME = { fr: 'Nom', en: 'Name' };
const LAW: Law = {
  kind: 'law',
  id: 'L1',
  title: NAME,
  summary: { fr: '', en: '' },
  window: { opensAtMs: 1, closesAtMs: 2 },
  status: 'draft',
  timeZone: 'UTC',
  resultsVisibility: 'after-closing',
  blankVotes: 'not-allowed',
  approval: 'single-official',
  purpose: 'real',
  ballotRecord: 'published',
  quorumVotes: 2n ** 63n - 1n,
  quorumShare: '1/3' as Share,
  threshold: '100%' as Share,
  thresholdBase: 'cast',
};
const ELECTION: Election = {
  kind: 'election',
  id: 'E1',
  name: NAME,
  type: 'municipal',
  window: LAW.window,
  status: 'draft',
  timeZone: 'UTC',
  resultsVisibility: 'live',
  blankVotes: 'not-allowed',
  approval: 'single-official',
  purpose: 'real',
  ballotRecord: 'published',
};
const CANDIDATE: Candidate = {
  electionId: 'E1',
  regionId: 'R1',
  id: 'roy',
  firstName: 'Claire',
  lastName: 'Roy',
  partyCode: 'PQ',
  bio: { fr: '', en: '' },
  promises: { fr: '', en: '' },
  photoUrl: undefined,
  withdrawnAtMs: undefined,
  position: 0,
};
const paths = (problems: readonly { readonly path: readonly (string | number)[] }[]) =>
  problems.map(({ path }) => path.join('.'));

test('no candidate and no party has a name that reads as a blank vote', () => {
  const named = (firstName: string | undefined, lastName: string) =>
    paths(candidateProblems({ ...CANDIDATE, firstName, lastName }));
  expect(named('Vote', 'blanc')).toEqual(['lastName']);
  expect(named(undefined, 'Blank')).toEqual(['lastName']);
  expect(named('Laurent', 'Blanc')).toEqual([]);
  const party = { code: 'VB', name: { fr: 'Vote blanc', en: 'Blank vote' }, color: '#000000' };
  expect(paths(partyProblems(party))).toEqual(['name.fr', 'name.en']);
});

test('usual records have no problem', () => {
  expect([...lawProblems(LAW), ...electionProblems(ELECTION), ...candidateProblems(CANDIDATE)]).toEqual([]);
  expect(regionProblems({ id: 'R1', name: NAME })).toEqual([]);
  expect(partyProblems({ code: 'PQ', name: NAME, color: '#004b8D' })).toEqual([]);
});

test.each<[Partial<Law>, string[]]>([
  [{ id: 'a b' }, ['id']],
  [{ title: { fr: ' ', en: 'x'.repeat(301) } }, ['title.fr', 'title.en']],
  [{ summary: { fr: '\0', en: '\uFFFD' } }, ['summary.fr', 'summary.en']],
  [{ window: { opensAtMs: 2, closesAtMs: 2 } }, ['window.closesAtMs']],
  [{ window: { opensAtMs: -1, closesAtMs: 0.5 } }, ['window.opensAtMs', 'window.closesAtMs']],
  [{ timeZone: 'Toronto' }, ['timeZone']],
  [{ resultsVisibility: 'never' as 'live' }, ['resultsVisibility']],
  [{ purpose: 'test' as 'real' }, ['purpose']],
  [{ ballotRecord: 'secret' as 'published' }, ['ballotRecord']],
  [{ quorumVotes: -1n, threshold: '4/3' as Share }, ['quorumVotes', 'threshold']],
  [{ quorumShare: '0%' as Share, threshold: '4/6' as Share }, ['quorumShare', 'threshold']],
  [{ thresholdBase: 'all' as 'cast', blankVotes: 'yes' as 'allowed' }, ['blankVotes', 'thresholdBase']],
  [{ quorumVotes: 2n ** 63n, threshold: undefined }, ['quorumVotes']],
  [{ quorumVotes: undefined }, []],
])('of a law with %j wrong is %j', (change, wrong) => {
  expect(paths(lawProblems({ ...LAW, ...change }))).toEqual(wrong);
});

test('an election cannot have the identifier of an address, or an unknown type', () => {
  expect(paths(electionProblems({ ...ELECTION, id: 'vote', type: 'club' as 'federal' }))).toEqual([
    'id',
    'type',
  ]);
});

test('the colour of a party and the place and photo of a candidate are checked', () => {
  expect(paths(partyProblems({ code: 'P/Q', name: NAME, color: 'blue' }))).toEqual(['code', 'color']);
  expect(
    paths(candidateProblems({ ...CANDIDATE, lastName: '', photoUrl: 'javascript:alert(1)', position: -1 })),
  ).toEqual(['lastName', 'photoUrl', 'position']);
});

test.each(['blank', 'blanc', 'BLANC'])(
  'a candidate cannot be called %s, which is the word for a blank vote',
  (id) => {
    expect(candidateProblems({ ...CANDIDATE, id })).toMatchObject([
      { path: ['id'], detail: expect.stringContaining('take blank votes') as string },
    ]);
  },
);
