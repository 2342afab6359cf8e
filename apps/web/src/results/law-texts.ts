import { texts } from '@scrutin/web-ui';

/** What is said about the result of a law on more than one page. */
export const LAW_TEXTS = texts({
  fr: {
    oui: 'Oui',
    non: 'Non',
    blank: 'Blanc',
    moreThanHalf: 'plus de 50\u00a0%',
    atLeast: (percentage: string) => `au moins ${percentage}`,
    adopted: (share: string, threshold: string) =>
      `Le oui l’emporte avec ${share} : il fallait ${threshold}.`,
    rejectedByNon: (share: string) => `Le non l’emporte avec ${share}.`,
    rejected: (share: string, threshold: string) =>
      `La loi est rejetée : le oui a ${share}, il fallait ${threshold}.`,
    tied: 'Égalité : autant de oui que de non. La loi n’est pas adoptée.',
    tiedOfCast:
      'Le oui a exactement la moitié des votes, votes blancs compris : il en fallait plus de la moitié. La loi n’est pas adoptée.',
    noQuorum: (votes: string, required: string) =>
      `Le quorum n’est pas atteint : il y a ${votes}, il en fallait ${required}. La loi n’est donc ni adoptée ni rejetée.`,
    provisional: (sentence: string) => `Résultat provisoire. ${sentence}`,
    turnout: (share: string) => `Compte provisoire : ${share} des personnes inscrites ont voté.`,
    turnoutCount: (votes: string) => `Compte provisoire : ${votes}.`,
    leading: {
      oui: (oui: string) => `Le oui est en tête avec ${oui}.`,
      non: (_oui: string, non: string) => `Le non est en tête avec ${non}.`,
      tied: () => 'Le oui et le non sont à égalité.',
    },
    noVotes: 'Aucun vote n’est encore compté.',
    notOpen: 'Le vote n’a pas encore commencé.',
    withheld: (instant: string) => `Les résultats sont publiés à la clôture du vote : ${instant}.`,
    withheldTurnout: (share: string) => `Jusqu’ici, ${share} des personnes inscrites ont voté.`,
    unavailable: 'Les chiffres ne peuvent pas être lus en ce moment. Rechargez la page dans une minute.',
  },
  en: {
    oui: 'Yes',
    non: 'No',
    blank: 'Blank',
    moreThanHalf: 'more than 50%',
    atLeast: (percentage: string) => `at least ${percentage}`,
    adopted: (share: string, threshold: string) => `Yes wins with ${share}: ${threshold} was needed.`,
    rejectedByNon: (share: string) => `No wins with ${share}.`,
    rejected: (share: string, threshold: string) =>
      `The law is rejected: yes has ${share}, ${threshold} was needed.`,
    tied: 'A tie: as many yes as no. The law is not adopted.',
    tiedOfCast:
      'Yes has exactly half of the votes, blank ones included: more than half was needed. The law is not adopted.',
    noQuorum: (votes: string, required: string) =>
      `The quorum is not met: ${votes}, ${required} were needed. So the law is neither adopted nor rejected.`,
    provisional: (sentence: string) => `Provisional result. ${sentence}`,
    turnout: (share: string) => `Provisional count: ${share} of the registered voters have voted.`,
    turnoutCount: (votes: string) => `Provisional count: ${votes}.`,
    leading: {
      oui: (oui: string) => `Yes is ahead with ${oui}.`,
      non: (_oui: string, non: string) => `No is ahead with ${non}.`,
      tied: () => 'Yes and no are tied.',
    },
    noVotes: 'No vote is counted yet.',
    notOpen: 'Voting has not begun.',
    withheld: (instant: string) => `The results are published when voting closes: ${instant}.`,
    withheldTurnout: (share: string) => `So far, ${share} of the registered voters have voted.`,
    unavailable: 'The figures cannot be read at the moment. Load the page again in a minute.',
  },
});
