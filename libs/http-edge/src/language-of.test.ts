import { languageOf } from './language-of.ts';

describe('the language of an answer', () => {
  it.each([
    [undefined, 'fr'],
    ['', 'fr'],
    ['*', 'fr'],
    ['de', 'fr'],
    ['de, *;q=0.1', 'fr'],
    ['en', 'en'],
    ['EN-us', 'en'],
    ['fr-CA,fr;q=0.9,en-US;q=0.8,en;q=0.7', 'fr'],
    ['en-CA,en;q=0.9,fr-CA;q=0.8', 'en'],
    ['en;q=0.3, fr;q=0.7', 'fr'],
    ['fr;q=0.3, en;q=0.7', 'en'],
    ['fr;q=0', 'fr'],
    ['fr;q=0, en;q=0.1', 'en'],
    ['en;q=0, *', 'fr'],
    [';;q=,,', 'fr'],
  ])('%j is answered in %s', (header, language) => {
    expect(languageOf(header)).toBe(language);
  });
});
