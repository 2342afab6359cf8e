import { frenchTypography } from './french-typography.ts';

test.each([
  ['Clôture : demain ; ouverture ?', 'Clôture~: demain~; ouverture~?'],
  ['La valeur doit être « oui » !', 'La valeur doit être «~oui~»~!'],
  ['de 0 à 100 %, ou 66.67%', 'de 0 à 100~%, ou 66.67%'],
  ['à 10:00:00, Content-Type: text/plain', 'à 10:00:00, Content-Type: text/plain'],
])('%s', (text, expected) => {
  const set = frenchTypography(text);
  expect(set.replaceAll('\u00a0', '~')).toBe(expected);
  expect(frenchTypography(set)).toBe(set);
});
