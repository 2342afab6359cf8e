import { lotOfTie, lotsOfTies } from './published-lots.ts';

const lot = { purpose: 'elect', tied: ['a', 'b'], drawn: ['b', 'a'] } as const;
const tie = { purpose: 'elect', chosen: 'b', method: { kind: 'lot', among: ['b', 'a'] } } as const;

test('a tie that a lot decided has that lot, whatever the order of the tied', () => {
  expect(lotOfTie(tie, [{ ...lot, tied: ['a', 'c'] }, lot])).toBe(lot);
});

test.each([
  ['for another purpose', { ...tie, purpose: 'eliminate' as const }],
  ['that fell on somebody else', { ...tie, chosen: 'a' }],
  ['between others', { ...tie, method: { kind: 'lot' as const, among: ['b', 'c'] } }],
  ['between more', { ...tie, method: { kind: 'lot' as const, among: ['a', 'b', 'c'] } }],
  ['by the order of the rules', { ...tie, method: { kind: 'order' as const, among: ['a', 'b'] } }],
])('a tie decided %s does not have it', (_, other) => {
  expect(lotOfTie(other, [lot])).toBeUndefined();
});

test('each lot is listed once', () => {
  expect(lotsOfTies([tie, tie, { ...tie, chosen: 'a' }], [lot])).toEqual([lot]);
});
