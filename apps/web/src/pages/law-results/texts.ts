import { texts } from '@scrutin/web-ui';

export const TEXTS = texts({
  fr: {
    all: 'Tous les résultats',
    votes: 'Votes',
    choice: 'Choix',
    count: 'Votes',
    share: 'Part',
    total: 'Total des votes',
    ofValid: 'Les parts sont des pourcentages des votes valides, oui et non.',
    ofCast: 'Les parts sont des pourcentages de tous les votes, blancs compris.',
    mark: (threshold: string) => `Le trait marque ce qu’il faut au oui : ${threshold}.`,
    quorum: 'Quorum',
    quorumMet: (votes: string, required: string) => `Atteint : ${votes}, il en faut ${required}.`,
    quorumNotMet: (votes: string, required: string) => `Pas atteint : ${votes}, il en faut ${required}.`,
    updated: (day: string, time: string) => `Le dernier vote a été compté le ${day} à ${time}.`,
  },
  en: {
    all: 'All results',
    votes: 'Votes',
    choice: 'Choice',
    count: 'Votes',
    share: 'Share',
    total: 'All votes',
    ofValid: 'The shares are percentages of the valid votes, yes and no.',
    ofCast: 'The shares are percentages of all votes, blank ones included.',
    mark: (threshold: string) => `The line marks what yes needs: ${threshold}.`,
    quorum: 'Quorum',
    quorumMet: (votes: string, required: string) => `Met: ${votes}, ${required} are needed.`,
    quorumNotMet: (votes: string, required: string) => `Not met: ${votes}, ${required} are needed.`,
    updated: (day: string, time: string) => `The last vote was counted on ${day} at ${time}.`,
  },
});
