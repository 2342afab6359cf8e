import { texts } from '@scrutin/web-ui';

export const TEXTS = texts({
  fr: {
    title: 'Suivi d’un vote',
    number: 'Numéro de suivi',
    says: 'Cette page ne dit ni qui a voté, ni quel est le choix.',
    another: 'Suivre un autre vote',
    front: 'Voir la liste des scrutins',
  },
  en: {
    title: 'Track a vote',
    number: 'Tracking number',
    says: 'This page says neither how the vote was cast nor who cast it.',
    another: 'Track another vote',
    front: 'See the list of votes',
  },
});

/** For a tracking number that nobody was given. */
export const MISSING = texts({
  fr: 'Aucun vote n’a été reçu sous ce numéro de suivi. Vérifiez-le : il compte 36 caractères, tirets compris. Si vous venez de voter, ouvrez plutôt le lien de la page où vous avez voté.',
  en: 'No vote was received under this tracking number. Check it: it has 36 characters with its dashes. If you have just voted, open the link of the page on which you voted instead.',
});
