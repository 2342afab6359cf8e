import { isolated } from './isolated.ts';

test.each([
  ['Arabic', 'محمد'],
  ['Hebrew', 'דוד לוי'],
  ['mixed scripts', 'Roy דוד'],
  ['a mark of direction', 'Roy\u200f'],
  ['N’Ko', 'ߒߞߏ'],
  ['Adlam, beyond the basic plane', '𞤀𞤁𞤂'],
])('a name with %s is put between isolates, once', (_what, name) => {
  expect(isolated(name)).toBe(`\u2068${name}\u2069`);
  expect(isolated(isolated(name))).toBe(isolated(name));
});

test.each(['Ève Tremblay', '李小龍', '👩‍🌾 Roy', 'Νίκος', 'नरेन्द्र', '', '1,234'])(
  '%s stays as it is',
  (name) => {
    expect(isolated(name)).toBe(name);
  },
);

test('a name that changes the direction itself is not hidden between isolates', () => {
  expect(isolated('דוד\u202e')).toBe('דוד\u202e');
});
