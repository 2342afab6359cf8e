import { withDistinctNames } from './look-alike-names.ts';

const named = (...names: string[]) => names.map((name, index) => ({ id: `c${index + 1}`, name }));
const namesOf = (...names: string[]) => withDistinctNames(named(...names)).map(({ name }) => name);

describe('candidates in results', () => {
  test('keep their names if no other name looks the same', () => {
    expect(namesOf('Ana Bell', 'Bo Roy')).toEqual(['Ana Bell', 'Bo Roy']);
  });

  test('are shown with their number on the ballot if names are the same or look the same', () => {
    expect(namesOf('Ana Bell', 'Bo Roy', 'Ana Bell')).toEqual(['Ana Bell [1]', 'Bo Roy', 'Ana Bell [3]']);
    expect(namesOf('Ana-Bell', 'Ana Bell', "An'a-Bell")).toEqual([
      'Ana-Bell [1]',
      'Ana Bell [2]',
      "An'a-Bell [3]",
    ]);
    expect(namesOf('List 1-2-3', 'List 12-3', 'List-12-3-')).toEqual([
      'List 1-2-3',
      'List 12-3 [2]',
      'List-12-3- [3]',
    ]);
    // The second begins with a Cyrillic letter.
    expect(namesOf('Ana', '\u0410na')).toEqual(['Ana [1]', '\u0410na [2]']);
  });
});
