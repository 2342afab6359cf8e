import { drawnOrderProblem, withOrderAmong } from './drawn-order.ts';

const CANDIDATES = [
  { id: 'ann', withdrawn: false },
  { id: 'bob', withdrawn: false },
  { id: 'cy', withdrawn: true },
];

test.each([
  'plurality:order=bob/ann',
  'irv:order=ann/cy/bob',
  'scottish-stv-2011:order=ann/bob',
  'wigm-prf:order=ann/bob',
  'meek-prf:order=bob/ann',
  'rctab:order=bob/ann',
  'wigm-prf',
  'referendum',
  'borda:order=x',
])('%s is fine for ann and bob', (rules) => {
  expect(drawnOrderProblem(rules, CANDIDATES)).toBeUndefined();
});

test.each(['plurality', 'irv', 'scottish-stv-2011', 'wigm-prf', 'meek-prf', 'rctab'])(
  'the order of %s must name everybody who stands and nobody else',
  (rule) => {
    expect(drawnOrderProblem(`${rule}:order=ann/zoe/bob/max`, CANDIDATES)).toMatchObject({
      fr: expect.stringContaining('nomme zoe, max : aucune candidature') as string,
      en: expect.stringContaining('names zoe, max: no candidate') as string,
    });
    expect(drawnOrderProblem(`${rule}:order=ann`, CANDIDATES)).toMatchObject({
      fr: expect.stringContaining('ne nomme pas bob') as string,
      en: expect.stringContaining('does not name bob') as string,
    });
  },
);

test.each([
  ['irv:order=ann/cy/bob', 'irv:order=ann/bob'],
  ['plurality:order=cy/bob/ann', 'plurality:order=bob/ann'],
  ['scottish-stv-2011:order=ann/bob', 'scottish-stv-2011:order=ann/bob'],
  ['meek-prf:order=cy', 'meek-prf'],
  ['wigm-prf', 'wigm-prf'],
  ['referendum', 'referendum'],
  ['borda:order=cy', 'borda:order=cy'],
])('%s among ann and bob is %s', (rules, among) => {
  expect(withOrderAmong(rules, new Set(['ann', 'bob']))).toBe(among);
});
