import { texts } from '@scrutin/web-ui';

export const TEXTS = texts({
  fr: {
    choose: 'Choisissez votre région',
    asLetter: 'C’est celle que votre lettre indique. Un vote dans une autre région n’est pas compté.',
    closed: 'Le vote est clos.',
    results: 'Voir les résultats',
    notOpen: (instant: string) => `Le vote ouvre : ${instant}.`,
  },
  en: {
    choose: 'Choose your region',
    asLetter: 'It is the one that your letter names. A vote in another region is not counted.',
    closed: 'Voting has closed.',
    results: 'See the results',
    notOpen: (instant: string) => `Voting opens: ${instant}.`,
  },
});
