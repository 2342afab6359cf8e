import { leadersOf, standingsOf } from './standings.ts';

const candidate = (id: string, withdrawnAtMs?: number) => ({ id, withdrawnAtMs });
const NOW = 1_000;
const standings = (
  votes: Readonly<Record<string, number>>,
  withdrawn: Readonly<Record<string, number>> = {},
) =>
  standingsOf(
    Object.keys(votes).map((id) => candidate(id, withdrawn[id])),
    new Map(Object.entries(votes).map(([id, n]) => [id, BigInt(n)])),
    NOW,
  );
const ranks = (...given: Parameters<typeof standings>) =>
  standings(...given).map((s) => `${s.candidate.id}${s.rank ?? '-'}${s.tied ? '=' : ''}`);
const leaders = (votes: Readonly<Record<string, number>>, seats: number, withdrawn = {}) =>
  leadersOf(standings(votes, withdrawn), seats).map((s) => s.candidate.id);

test('candidates with equal votes share a place, and the next places are left out', () => {
  expect(ranks({ a: 1, b: 5, c: 5, d: 0 })).toEqual(['b1=', 'c1=', 'a3', 'd4']);
  expect(ranks({ a: 0, b: 0 })).toEqual(['a1=', 'b1=']);
  expect(ranks({})).toEqual([]);
});

test('a candidate who has withdrawn has no place and no tie; one who will withdraw later still has a place', () => {
  expect(ranks({ a: 9, b: 5, c: 9 }, { a: NOW })).toEqual(['c1', 'b2', 'a-']);
  expect(ranks({ a: 9, b: 5 }, { a: NOW + 1 })).toEqual(['a1', 'b2']);
});

test.each([
  [{ a: 5, b: 4, c: 1 }, 1, ['a']],
  [{ a: 5, b: 4, c: 1 }, 2, ['a', 'b']],
  [{ a: 5, b: 5, c: 1 }, 1, []], // tied for the only seat
  [{ a: 5, b: 4, c: 4 }, 2, ['a']], // tied for the last one
  [{ a: 5, b: 5, c: 4 }, 2, ['a', 'b']], // tied, and there is room for both
  [{ a: 5, b: 0, c: 0 }, 3, ['a']], // nobody leads without a vote
  [{ a: 0 }, 1, []],
])('of %j for %d seats lead %j', (votes, seats, expected) => {
  expect(leaders(votes, seats)).toEqual(expected);
});

test('a candidate who has withdrawn does not lead and does not affect the others', () => {
  expect(leaders({ a: 9, b: 5, c: 4 }, 1, { a: NOW })).toEqual(['b']);
});
