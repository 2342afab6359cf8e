import { toldApart } from './look-alike-names.ts';

const named = (...names: string[]) => names.map((name, index) => ({ id: `c${index + 1}`, name }));
const namesOf = (...names: string[]) => toldApart(named(...names)).map(({ name }) => name);

describe('candidates in results', () => {
  test('keep their names where no other looks the same', () => {
    expect(namesOf('Ana Bell', 'Bo Roy')).toEqual(['Ana Bell', 'Bo Roy']);
  });

  test('get their number on the ballot where names are the same, or only look the same', () => {
    expect(namesOf('Ana Bell', 'Bo Roy', 'Ana Bell')).toEqual(['Ana Bell [1]', 'Bo Roy', 'Ana Bell [3]']);
    // The second begins with a Cyrillic letter.
    expect(namesOf('Ana', '\u0410na')).toEqual(['Ana [1]', '\u0410na [2]']);
  });
});
