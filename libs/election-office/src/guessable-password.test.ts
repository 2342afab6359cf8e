import { guessableText } from './guessable-password.ts';

const OWNED = ['marie.tremblay@elections.example', 'Marie Tremblay'];

test.each([
  'motdepasse1234',
  'password1234',
  'azertyuiop123',
  'qwertyqwerty12',
  '123456789012',
  'abcdefghijkl',
  'aaaaaaaaaaaaaaaaaaaa',
  'bonjourbonjour',
  'iloveyouforever',
  'scrutinscrutin',
])('%s is easy to guess', async (password) => {
  expect(await guessableText(password, OWNED)).toMatchObject({
    fr: expect.stringContaining('facile à deviner') as string,
    en: expect.stringContaining('easy to guess') as string,
  });
});

test.each([
  'marie.tremblay@elections.example',
  'Marie Tremblay 2026',
  'MarieTremblay!',
  'tremblay-marie-1',
  'TRÉMBLAY marié 99',
])('%s is made of the name or the address of its owner', async (password) => {
  expect(await guessableText(password, OWNED)).toMatchObject({
    fr: expect.stringContaining('nom ou de l’adresse') as string,
    en: expect.stringContaining('name or the e-mail address') as string,
  });
});

test.each([
  'correct horse battery staple',
  'une phrase assez longue pour ça',
  'k3m9v-p2x7q-hn4rt-z8w5c-y6bdf',
  'Marie aime les canards violets',
  'x'.repeat(20) + 'zebra moulin 47 quartz',
])('%s is hard to guess', async (password) => {
  expect(await guessableText(password, OWNED)).toBeUndefined();
});
