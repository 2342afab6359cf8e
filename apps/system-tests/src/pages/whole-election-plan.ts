import { voters } from '@scrutin/testkit';
import type { PageLanguage } from './ballot-page.ts';
import type { NewElection, NewRace } from './office-contest-pages.ts';
import type { RegisteredVoter } from './office-letters.ts';

export const ELECTION = 'CONSEIL-2030';

export const NEW_ELECTION: NewElection = {
  id: ELECTION,
  name: { fr: 'Conseil municipal 2030', en: 'Town council 2030' },
  opens: '2030-10-07T09:00',
  closes: '2030-10-07T20:00',
  // The results are public during the voting.
  choices: ['Pendant le vote'],
};

/** The races: one choice, an instant runoff, and three seats by the single transferable vote. */
export const RACES: readonly NewRace[] = [
  {
    region: 'EST',
    name: { fr: 'Est', en: 'East' },
    seats: 1,
    rules: undefined,
    candidates: [
      {
        ...{ id: 'cote', firstName: 'Ève', lastName: 'Côté', party: 'EAU' },
        bio: { fr: 'Née à Val-des-Érables.', en: 'Born in Val-des-Érables.' },
        promises: { fr: 'Des trottoirs déneigés.', en: 'Pavements without snow.' },
      },
      { id: 'morin', firstName: 'Luc', lastName: 'Morin', party: 'PONT' },
    ],
  },
  {
    region: 'SUD',
    name: { fr: 'Sud', en: 'South' },
    seats: 1,
    rules: /Vote alternatif/,
    candidates: [
      { id: 'beaulieu', firstName: 'Ann', lastName: 'Beaulieu', party: 'EAU' },
      { id: 'gagnon', firstName: 'Claire', lastName: 'Gagnon', party: 'PONT' },
      { id: 'ly', firstName: 'Minh', lastName: 'Ly' },
    ],
  },
  {
    region: 'NORD',
    name: { fr: 'Nord', en: 'North' },
    seats: 3,
    rules: /écossaises/,
    candidates: [
      { id: 'roy', firstName: 'Jeanne', lastName: 'Roy', party: 'EAU' },
      { id: 'fortin', firstName: 'Lise', lastName: 'Fortin', party: 'PONT' },
      { id: 'hardy', firstName: 'Simon', lastName: 'Hardy', party: 'EAU' },
      { id: 'lavoie', firstName: 'Éva', lastName: 'Lavoie', party: 'PONT' },
    ],
  },
];

/** Who votes, in which language, and for whom, in order. The two votes of EST are a tie. */
export const VOTES: readonly (readonly [
  reference: string,
  language: PageLanguage,
  ...candidates: string[],
])[] = [
  ['E-1', 'fr', 'Ève Côté'],
  ['E-2', 'en', 'Luc Morin'],
  ['S-1', 'fr', 'Ann Beaulieu', 'Claire Gagnon'],
  ['S-2', 'en', 'Claire Gagnon'],
  ['N-1', 'fr', 'Jeanne Roy', 'Simon Hardy', 'Éva Lavoie'],
  ['N-2', 'en', 'Jeanne Roy', 'Lise Fortin'],
  ['N-3', 'fr', 'Lise Fortin'],
  ['N-4', 'en', 'Simon Hardy', 'Jeanne Roy'],
];
/** S-3 loses the letter and votes with another one; N-5 is struck off; E-3 does not vote. */
export const REGISTER: readonly RegisteredVoter[] = [
  'E-1',
  'E-2',
  'E-3',
  'S-1',
  'S-2',
  'S-3',
  'N-1',
  'N-2',
  'N-3',
]
  .concat('N-4', 'N-5')
  .map((reference) => ({
    reference,
    nas: voters(1)[0]?.nas ?? '',
    region: regionOf(reference),
  }));
export const REGIONS = RACES.map(({ region }) => region);

/** The region of the voter with a reference. */
export function regionOf(reference: string): string {
  return RACES.find(({ region }) => region.startsWith(reference.charAt(0)))?.region ?? '';
}

export function isRanked(region: string): boolean {
  return RACES.some((race) => race.region === region && race.rules !== undefined);
}

/** The lot for the tie of EST. */
export const LOT = {
  drawn: ['Luc Morin', 'Ève Côté'],
  how: 'Deux papiers dans un chapeau',
  key: `election:${ELECTION}:EST`,
} as const;
