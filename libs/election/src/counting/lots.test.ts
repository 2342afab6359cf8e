import type { NewLot } from './lots.ts';
import { drawnAmong, lotProblem, lotRefusal } from './lots.ts';

const LOT: NewLot = {
  tabulation: 't-1',
  purpose: 'eliminate',
  tied: ['b', 'c'],
  drawn: ['c', 'b'],
  method: 'two slips in a hat',
  drawnBy: 'Marie Roy',
  witnesses: 'Luc Gagnon',
};
const AWAITS = {
  status: 'awaits-lot',
  tie: { purpose: 'eliminate', candidates: ['a', 'b', 'c'], among: ['b', 'c'] },
};

test('the lot is drawn between those whom earlier rounds did not separate', () => {
  expect(drawnAmong({ candidates: ['a', 'b'], among: ['b'] })).toEqual(['b']);
  expect(drawnAmong({ candidates: ['a', 'b'] })).toEqual(['a', 'b']);
});

test.each([
  [{}, undefined],
  [{ method: ' ' }, /How the lot was drawn must be given/],
  [{ drawnBy: '' }, /who drew the lot must be given/],
  [{ witnesses: '' }, /witnessed the lot must be given/],
  [{ method: 'x'.repeat(2_001) }, /How the lot was drawn/],
] as const)('a lot with %j has the problem %s', (change, problem) => {
  const found = lotProblem({ ...LOT, ...change });
  if (problem === undefined) expect(found).toBeUndefined();
  else expect(found?.detail).toMatch(problem);
});

test.each([
  [{}, AWAITS, undefined],
  [{ tied: ['c', 'b'] }, AWAITS, undefined],
  [{}, { status: 'complete' }, /waits for no lot/],
  [{ purpose: 'elect' }, AWAITS, /not the tie of this count/],
  [{ tied: ['a', 'b', 'c'] }, AWAITS, /not the tie of this count/],
  [{ tied: ['b', 'b'] }, AWAITS, /not the tie of this count/],
  [{ drawn: ['a', 'b'] }, AWAITS, /a is not tied/],
  [{ drawn: ['b'] }, AWAITS, /each of these candidates once/],
  [{ drawn: ['b', 'b', 'c'] }, AWAITS, /each of these candidates once/],
] as const)('a lot with %j for %j is refused: %s', (change, result, refusal) => {
  const found = lotRefusal({ ...LOT, ...change }, result);
  if (refusal === undefined) expect(found).toBeUndefined();
  else expect(found?.detail).toMatch(refusal);
});
