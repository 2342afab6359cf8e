import { readTrackingNumber } from './tracking-number.ts';

const ID = '5b1e0c9a-7d3f-8a21-9c4e-d2f06b7a1188';

test.each([
  ID,
  ` ${ID.toUpperCase()}\u200b `,
  ID.replaceAll('-', '\u2011'),
  ID.replaceAll('-', ' '),
  ID.replaceAll('-', ''),
  ID.replaceAll('0', 'O').replaceAll('1', 'l'),
  `https://vote.example/fr/suivi/${ID}?a=b#c`,
  `/en/status/${ID}/`,
])('%j is a tracking number', (text) => {
  expect(readTrackingNumber(text)).toEqual({ kind: 'number', id: ID });
});

test.each([
  ['', { kind: 'empty' }],
  [' \u00a0- ', { kind: 'empty' }],
  [ID.slice(0, -1), { kind: 'wrong', count: 31 }],
  [`${ID}0`, { kind: 'wrong', count: 33 }],
  [ID.replace('b', 'g'), { kind: 'wrong', count: 32 }],
  ['KTRW 3HXP', { kind: 'wrong', count: 8 }],
])('%j is none', (text, expected) => {
  expect(readTrackingNumber(text)).toEqual(expected);
});
