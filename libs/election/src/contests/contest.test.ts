import fc from 'fast-check';
import type { Contest } from './contest.ts';
import {
  contestKey,
  isIdentifier,
  isRollKey,
  lawRollKey,
  parseContestKey,
  parseRollKey,
  regionOf,
  rollKey,
  rollKeyOf,
} from './contest.ts';

const identifier = fc.stringMatching(/^[A-Za-z0-9][A-Za-z0-9._-]{0,49}$/);
const contests: fc.Arbitrary<Contest> = fc.oneof(
  identifier.map((lawId) => ({ kind: 'law' as const, lawId })),
  fc.tuple(identifier, identifier).map(([electionId, regionId]) => ({
    kind: 'election' as const,
    electionId,
    regionId,
  })),
);

describe('contest keys', () => {
  it('can be parsed back into their contest, and name their roll', () => {
    fc.assert(
      fc.property(contests, (contest) => {
        const key = contestKey(contest);
        expect(parseContestKey(key)).toEqual(contest);
        expect(rollKeyOf(key)).toBe(rollKey(contest));
        expect(regionOf(key)).toBe(contest.kind === 'law' ? undefined : contest.regionId);
        const id = contest.kind === 'law' ? contest.lawId : contest.electionId;
        expect(isRollKey(rollKey(contest))).toBe(true);
        expect(parseRollKey(rollKey(contest))).toEqual({ kind: contest.kind, id });
      }),
    );
  });

  it('differ if the contests differ', () => {
    fc.assert(
      fc.property(contests, contests, (a, b) => {
        expect(contestKey(a) === contestKey(b)).toBe(JSON.stringify(a) === JSON.stringify(b));
      }),
    );
  });

  it('share one roll among the regions of an election', () => {
    const sherbrooke = contestKey({ kind: 'election', electionId: 'PROV-2025', regionId: 'SHERBROOKE' });
    expect(sherbrooke).toBe('election:PROV-2025:SHERBROOKE');
    expect(rollKeyOf(sherbrooke)).toBe('election:PROV-2025');
    expect(lawRollKey('L2025-001')).toBe('law:L2025-001');
  });

  it.each([
    '',
    'law',
    'law:',
    'law::',
    'law:a:b',
    'law:a b',
    'election:e',
    'election:e:r:x',
    'party:a',
    'law:é',
  ])('are not read from %j', (text) => {
    expect(parseContestKey(text)).toBeUndefined();
  });
});

describe('roll keys', () => {
  it.each(['', 'law', 'law:', 'law:a:b', 'election:e:r', 'party:a', 'law:é'])(
    'are not read from %j',
    (text) => {
      expect(parseRollKey(text)).toBeUndefined();
      expect(isRollKey(text)).toBe(false);
    },
  );
});

describe('identifiers', () => {
  it.each(['L2025-001', 'a', 'A.b_c-d', 'x'.repeat(50)])('may be %j', (text) => {
    expect(isIdentifier(text)).toBe(true);
  });
  it.each(['', '-a', ' a', 'a:b', 'a>b', 'a,b', 'x'.repeat(51), "a'b", 'a\n'])('may not be %j', (text) => {
    expect(isIdentifier(text)).toBe(false);
  });
});
