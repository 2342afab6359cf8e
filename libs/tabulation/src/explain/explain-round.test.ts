import type { Candidate } from '../contest.ts';
import type { BrokenTie, Round, TieMethod, UnresolvedTie } from '../result.ts';
import { explainRound } from './explain-round.ts';

const CANDIDATES: readonly Candidate[] = [
  { id: 'a', name: 'Anne' },
  { id: 'b', name: 'Bo' },
  { id: 'c', name: 'Cy' },
];
const NOTHING = {
  undervotes: '0',
  exhaustedChoices: '0.0',
  overvotes: '0',
  skippedRankings: '0',
  repeatedRankings: '0',
  finalRoundSurplus: '0',
  residualSurplus: '0',
};
const ROUND: Round = {
  pass: 1,
  number: 2,
  tally: { a: '7.50', b: '2.00', c: '2.00' },
  threshold: '6.00',
  inactive: { ...NOTHING, undervotes: '1.00', residualSurplus: '0.01' },
  elected: [{ candidate: 'a', reason: 'reached-threshold' }],
  eliminated: [],
  transfers: [
    { from: 'a', kind: 'surplus', to: { b: '1.00', '#exhausted': '0.49', '#residual surplus': '0.01' } },
  ],
  ties: [],
};

describe('a round in sentences', () => {
  test('in English', () => {
    expect(explainRound(ROUND, CANDIDATES, 'en')).toEqual([
      'Round 2.',
      '6 votes are needed to be elected.',
      'Anne reaches the threshold with 7.50 votes and is elected.',
      'The surplus of Anne is transferred: 1 to Bo, 0.49 to nobody and 0.01 lost to rounding.',
      'Inactive votes: 1 blank ballot and 0.01 lost to rounding.',
    ]);
  });

  test('in French', () => {
    expect(explainRound(ROUND, CANDIDATES, 'fr', { passes: 2 })).toEqual([
      'Siège 1, tour 2.',
      'Il faut 6 voix pour obtenir un siège.',
      'Anne atteint le seuil avec 7,50 voix et obtient un siège.',
      'L’excédent d’Anne est transféré\u00a0: 1 à Bo, 0,49 à personne et 0,01 perdue par l’arrondi.',
      'Voix inactives\u00a0: 1 bulletin blanc et 0,01 perdue par l’arrondi.',
    ]);
  });

  test('eliminations for the same reason share a sentence', () => {
    const round: Round = {
      ...ROUND,
      elected: [],
      eliminated: [
        { candidate: 'b', reason: 'cannot-win' },
        { candidate: 'c', reason: 'cannot-win' },
      ],
      transfers: [
        { from: 'b', kind: 'elimination', to: { a: '2.00' } },
        { from: 'c', kind: 'elimination', to: {} },
      ],
    };
    const elided: Round = {
      ...round,
      transfers: [{ from: 'a', kind: 'elimination', to: { b: '1.00' } }],
    };
    expect(explainRound(elided, CANDIDATES, 'fr')).toContain(
      'Les voix d’Anne sont transférées\u00a0: 1 à Bo.',
    );
    expect(explainRound(round, CANDIDATES, 'en').slice(2, 5)).toEqual([
      'Eliminated together, since none of them can overtake the next candidate: Bo and Cy (2 and 2).',
      'The votes of Bo are transferred: 2 to Anne.',
      'Cy has no votes to transfer.',
    ]);
  });

  test('a round in which nothing happens says so', () => {
    const quiet: Round = { ...ROUND, elected: [], transfers: [], inactive: NOTHING };
    expect(explainRound(quiet, CANDIDATES, 'fr')).toEqual([
      'Tour 2.',
      'Il faut 6 voix pour obtenir un siège.',
      'Ce tour ne donne aucun siège et n’élimine personne.',
    ]);
  });

  const methods: readonly [TieMethod, string, string][] = [
    [
      { kind: 'earlier-round', round: 1 },
      'Round 1 decides: Cy had the fewest votes there.',
      'Le tour 1 départage\u00a0: Cy y avait le moins de voix.',
    ],
    [
      { kind: 'order', among: ['b', 'c'] },
      'The predetermined order names Cy.',
      'L’ordre fixé d’avance désigne Cy.',
    ],
    [
      { kind: 'ballot-order', among: ['b', 'c'] },
      'The order of the ballot, which nobody drew and everybody knew beforehand, names Cy.',
      'L’ordre du bulletin, que personne n’a tiré au sort et que tout le monde connaissait, désigne Cy.',
    ],
    [{ kind: 'lot', among: ['b', 'c'] }, 'The lot falls on Cy.', 'Le sort désigne Cy.'],
    [
      { kind: 'decision', among: ['b', 'c'] },
      'The official in charge names Cy.',
      'La décision du bureau responsable du scrutin désigne Cy.',
    ],
    [
      { kind: 'seeded-draw', seed: '7', among: ['b', 'c'] },
      'The draw from seed 7 names Cy.',
      'Le tirage de graine 7 désigne Cy.',
    ],
    [
      { kind: 'seeded-order', seed: '7', among: ['b', 'c'] },
      'The order drawn from seed 7 names Cy.',
      'L’ordre tiré de la graine 7 désigne Cy.',
    ],
  ];
  test('a tie at which the count stopped names those between whom the lot is drawn', () => {
    const tie: UnresolvedTie = { purpose: 'eliminate', candidates: ['a', 'b', 'c'], among: ['b', 'c'] };
    const told = (locale: 'en' | 'fr') => explainRound(ROUND, CANDIDATES, locale, { awaited: tie }).join(' ');
    expect(told('en')).toContain('The count waits for a lot, to be drawn between Bo and Cy for elimination.');
    expect(told('fr')).toContain(
      'Le dépouillement attend un tirage au sort entre Bo et Cy pour l’élimination.',
    );
  });

  test('a lot is told as it is on record', () => {
    const tie: BrokenTie = {
      purpose: 'eliminate',
      candidates: ['a', 'b', 'c'],
      chosen: 'c',
      method: { kind: 'lot', among: ['b', 'c'] },
    };
    const lot = {
      tied: ['b', 'c'],
      method: 'Two papers from a box.',
      drawnBy: 'Eve',
      witnesses: 'Max and Zoe',
      recordedAt: 'day',
    };
    const told = (locale: 'en' | 'fr') =>
      explainRound({ ...ROUND, ties: [tie] }, CANDIDATES, locale, { lotOf: () => lot }).slice(3, 6);
    expect(told('en')).toEqual([
      'The lot falls on Cy.',
      'Lot between Bo and Cy, drawn by: Eve; witnesses: Max and Zoe; put on record on day.',
      'How it was drawn: Two papers from a box.',
    ]);
    expect(told('fr')).toEqual([
      'Le sort désigne Cy.',
      'Tirage entre Bo et Cy, par\u00a0: Eve\u00a0; témoins\u00a0: Max and Zoe\u00a0; inscrit au registre le day.',
      'Mode du tirage\u00a0: Two papers from a box.',
    ]);
  });

  test.each(methods)('a tie names how it was broken: $kind', (method, english, french) => {
    const tie: BrokenTie = { purpose: 'eliminate', candidates: ['b', 'c'], chosen: 'c', method };
    const round = { ...ROUND, ties: [tie] };
    expect(explainRound(round, CANDIDATES, 'en').slice(2, 4)).toEqual([
      'Tie between Bo and Cy for elimination.',
      english,
    ]);
    expect(explainRound(round, CANDIDATES, 'fr').slice(2, 4)).toEqual([
      'Égalité entre Bo et Cy pour l’élimination.',
      french,
    ]);
  });
});
