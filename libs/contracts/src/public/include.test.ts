import { isListed } from './include.ts';

test('a list has rehearsals only if they are asked for', () => {
  expect(isListed({ purpose: 'real' }, {})).toBe(true);
  expect(isListed({ purpose: 'rehearsal' }, {})).toBe(false);
  expect(isListed({ purpose: 'rehearsal' }, { include: 'rehearsals' })).toBe(true);
});
