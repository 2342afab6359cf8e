import { fieldWords } from './field-words.ts';

test('a field is named as its form names it', () => {
  expect(fieldWords('opens_at', 'en')).toBe('Opening of the voting');
  expect(fieldWords('name.fr', 'fr')).toBe('Nom (en français)');
});

test('a field that no form has keeps its path', () => {
  expect(fieldWords('races.0.seats', 'fr')).toBe('races.0.seats');
});
