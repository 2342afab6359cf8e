import { texts } from '@scrutin/web-ui';

/** The rules of a count in a sentence for voters, by the name of the rule set. */
export const RULE_TEXTS = texts({
  fr: {
    one: 'Chaque bulletin nomme une candidature. Celle qui a le plus de voix obtient le siège.',
    several: (seats: string) =>
      `Chaque bulletin nomme une candidature. Les ${seats} qui ont le plus de voix obtiennent un siège.`,
    irv: 'On compte les premiers choix. Tant que personne n’a la majorité des voix encore en jeu, la candidature qui en a le moins est éliminée, et chacun de ses bulletins passe au choix suivant.',
    stv: (seats: string) =>
      `Il y a ${seats} sièges. Une candidature qui atteint le seuil obtient un siège, et son excédent (les voix au-dessus du seuil) passe aux choix suivants. Si personne ne l’atteint, la candidature qui a le moins de voix est éliminée, et ses voix passent aux choix suivants.`,
    rounds:
      'Les bulletins sont comptés tour par tour. À chaque tour, une candidature obtient un siège ou est éliminée, et des voix passent aux choix suivants.',
    law: 'Le oui, le non et les votes blancs sont comptés, puis comparés au quorum et au seuil de la loi.',
  },
  en: {
    one: 'Each ballot names one candidate. The one with the most votes takes the seat.',
    several: (seats: string) =>
      `Each ballot names one candidate. The ${seats} with the most votes each take a seat.`,
    irv: 'First choices are counted. As long as nobody has a majority of the votes still in play, the candidate with the fewest is eliminated, and each of their ballots goes to its next choice.',
    stv: (seats: string) =>
      `There are ${seats} seats. Whoever reaches the threshold is elected, and their votes above it go to the next choices. If nobody reaches it, the candidate with the fewest votes is eliminated, and those votes go to the next choices.`,
    rounds:
      'The ballots are counted round by round. In each round a candidate is elected or eliminated, and votes go to the next choices.',
    law: 'Yes, no and blank votes are counted, then compared with the quorum and the threshold of the law.',
  },
});
