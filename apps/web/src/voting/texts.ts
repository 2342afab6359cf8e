import { texts } from '@scrutin/web-ui';

/** What all steps of voting say. */
export const TEXTS = texts({
  fr: {
    step: (number: number) => `Étape ${number} sur 3`,
    next: 'Continuer',
    back: 'Retour',
    toCorrect: 'Il reste quelque chose à corriger',
    closes: (duration: string, instant: string) => `Clôture du vote dans ${duration} : ${instant}.`,
    closesNow: 'La clôture du vote a lieu en ce moment. Un vote envoyé maintenant peut arriver trop tard.',
    ballotsPublished:
      'Les bulletins de ce scrutin seront publiés, sans nom, après la certification du résultat.',
    ballotsNotPublished: 'Les bulletins de ce scrutin ne seront pas publiés.',
    blank: 'Vote blanc',
    blankExplained: {
      race: 'Vous votez, sans choisir. Un vote blanc compte dans la participation.',
      valid:
        'Vous votez, sans choisir. Un vote blanc compte dans la participation, mais ni pour le oui ni pour le non.',
      cast: 'Vous votez, sans choisir. Un vote blanc compte dans la participation. Pour cette loi, il a le même effet qu’un non : le oui doit obtenir sa part de tous les votes, votes blancs compris.',
    },
    blankForQuorum:
      'Il compte aussi dans le quorum, le nombre de votes sans lequel la loi n’est ni adoptée ni rejetée.',
    options: { oui: 'Oui', non: 'Non' },
    withdrawn: 'A retiré sa candidature : vous ne pouvez plus la choisir.',
    noScriptTitle: 'Pour voter ici, il faut JavaScript',
    noScript:
      'Votre navigateur ne l’exécute pas. Activez JavaScript dans ses réglages et rechargez la page, ou ouvrez cette adresse avec un autre navigateur ou un autre appareil. Sinon, communiquez avec le bureau responsable du scrutin. Rien n’a été envoyé.',
    lateTitle: 'Le bulletin reste gris ?',
    late: 'Une partie de la page n’est pas arrivée, ou votre navigateur ne peut pas l’exécuter. Rechargez la page. Si cela ne change rien, essayez un autre navigateur ou un autre appareil, ou communiquez avec le bureau responsable du scrutin. Rien n’a été envoyé.',
    notOpen: (instant: string) => `Le vote n’est pas encore ouvert. Ouverture : ${instant}.`,
    notOpenDo: 'Revenez à ce moment avec votre lettre.',
    closed: (instant: string) => `Le vote est clos depuis le ${instant}.`,
    results: 'Voir les résultats',
    front: 'Voir la liste des scrutins',
    acclaimed: 'Il n’y a pas de vote dans cette région',
    acclaimedWho: (names: string) =>
      `Il n’y a pas plus de candidatures que de sièges : ces personnes obtiennent leur siège sans vote. ${names}`,
  },
  en: {
    step: (number: number) => `Step ${number} of 3`,
    next: 'Continue',
    back: 'Back',
    toCorrect: 'There is something to correct',
    closes: (duration: string, instant: string) => `Voting closes in ${duration}: ${instant}.`,
    closesNow: 'Voting is closing now. A vote sent now may arrive too late.',
    ballotsPublished:
      'The ballots of this vote will be published, without names, once the result is certified.',
    ballotsNotPublished: 'The ballots of this vote will not be published.',
    blank: 'Blank vote',
    blankExplained: {
      race: 'You vote without choosing. A blank vote counts for the turnout.',
      valid:
        'You vote without choosing. A blank vote counts for the turnout, but neither for yes nor for no.',
      cast: 'You vote without choosing. A blank vote counts for the turnout. For this law it has the same effect as a no: yes needs its share of all votes, blank ones included.',
    },
    blankForQuorum:
      'It also counts for the quorum, the number of votes without which the law is neither adopted nor rejected.',
    options: { oui: 'Yes', non: 'No' },
    withdrawn: 'Has withdrawn: cannot be chosen.',
    noScriptTitle: 'Voting here needs JavaScript',
    noScript:
      'Your browser does not run it. Turn JavaScript on in its settings and load the page again, or open this address in another browser or on another device. Otherwise contact the election office. Nothing was sent.',
    lateTitle: 'Does the ballot stay grey?',
    late: 'A part of the page has not arrived, or your browser cannot run it. Load the page again. If that changes nothing, try another browser or another device, or contact the election office. Nothing was sent.',
    notOpen: (instant: string) => `Voting has not opened yet. It opens: ${instant}.`,
    notOpenDo: 'Come back then with your letter.',
    closed: (instant: string) => `Voting closed: ${instant}.`,
    results: 'See the results',
    front: 'See the list of votes',
    acclaimed: 'There is no vote in this region',
    acclaimedWho: (names: string) =>
      `There are no more candidates than seats, so they are elected without a vote. ${names}`,
  },
});
