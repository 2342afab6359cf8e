import { differencesOf, leavesOf } from './flatten.ts';

it('names every value of a record by its place', () => {
  expect(leavesOf({ id: 'L1', name: { fr: 'Eau', en: 'Water' }, races: [{ seats: 1 }], none: null })).toEqual(
    [
      { path: 'id', text: 'L1' },
      { path: 'name.fr', text: 'Eau' },
      { path: 'name.en', text: 'Water' },
      { path: 'races.0.seats', text: '1' },
      { path: 'none', text: '' },
    ],
  );
  expect(leavesOf(null)).toEqual([]);
  expect(leavesOf({ regions: {} })).toEqual([{ path: 'regions', text: '' }]);
});

it('finds what an act has changed, added and removed', () => {
  expect(
    differencesOf({ status: 'draft', kept: 1, gone: true }, { status: 'scheduled', kept: 1, at: 2 }),
  ).toEqual([
    { path: 'status', before: 'draft', after: 'scheduled' },
    { path: 'at', before: undefined, after: '2' },
    { path: 'gone', before: 'true', after: undefined },
  ]);
  expect(differencesOf(null, { id: 'L1' })).toEqual([{ path: 'id', before: undefined, after: 'L1' }]);
});
