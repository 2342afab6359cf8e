import { texts } from '@scrutin/web-ui';

export const TEXTS = texts({
  fr: {
    title: 'Scrutins',
    open: 'Ouverts maintenant',
    toCome: 'À venir',
    over: 'Terminés',
    noneOpen: 'Aucun scrutin n’est ouvert en ce moment.',
    voted: 'Vous avez voté ?',
    track: 'Vérifiez que votre vote est compté',
    closesIn: (duration: string, instant: string) => `Clôture dans ${duration} : ${instant}`,
    opensIn: (duration: string, instant: string) => `Ouverture dans ${duration} : ${instant}`,
    closed: (instant: string) => `Vote clos : ${instant}`,
    certified: 'Résultat certifié',
    vote: 'Voter',
    results: 'Voir les résultats',
    turnout: 'Participation et résultats',
    /** Which contest a link belongs to, after its words. */
    of: (name: string) => ` : ${name}`,
  },
  en: {
    title: 'Votes',
    open: 'Open now',
    toCome: 'Upcoming',
    over: 'Over',
    noneOpen: 'No vote is open at the moment.',
    voted: 'Have you voted?',
    track: 'Check that your vote is counted',
    closesIn: (duration: string, instant: string) => `Closes in ${duration}: ${instant}`,
    opensIn: (duration: string, instant: string) => `Opens in ${duration}: ${instant}`,
    closed: (instant: string) => `Closed: ${instant}`,
    certified: 'Certified result',
    vote: 'Vote',
    results: 'See the results',
    turnout: 'Turnout and results',
    of: (name: string) => `: ${name}`,
  },
});
