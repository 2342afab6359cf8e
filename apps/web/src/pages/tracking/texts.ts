import { texts } from '@scrutin/web-ui';

export const TEXTS = texts({
  fr: {
    title: 'Suivre un vote',
    lead: 'Avec votre numéro de suivi, vérifiez que votre vote est compté.',
    number: 'Votre numéro de suivi',
    hint: 'La page qui a reçu votre vote vous l’a montré. Les tirets, les espaces et les majuscules ne comptent pas.',
    show: 'Suivre ce vote',
    toCorrect: 'Il reste quelque chose à corriger',
    empty: 'Entrez votre numéro de suivi.',
    length: (count: number) =>
      `Un numéro de suivi compte 32 chiffres et lettres, sans les tirets ; vous en avez entré ${count}.`,
    characters:
      'Un numéro de suivi n’a que des chiffres et les lettres de A à F. Comparez ce que vous avez entré avec votre numéro.',
    good: 'Le numéro est complet.',
    lost: 'Numéro perdu ?',
    lostDo:
      'Personne ne peut le retrouver : rien ne relie votre nom à votre vote. Si vous n’avez pas appuyé sur « Terminer » et que l’onglet où vous avez voté est encore ouvert, ouvrez-y de nouveau le bulletin. Votre vote compte aussi sans ce numéro.',
    lateTitle: 'Le champ reste gris ?',
    late: (address: string) =>
      `Une partie de la page n’est pas arrivée, ou votre navigateur ne peut pas l’exécuter. Rechargez la page, ou ajoutez une barre oblique et votre numéro à la fin de l’adresse de cette page : ${address}votre-numéro.`,
    noScript: (address: string) =>
      `Ce champ a besoin de JavaScript. Sans JavaScript, ajoutez une barre oblique et votre numéro à la fin de l’adresse de cette page : ${address}votre-numéro.`,
  },
  en: {
    title: 'Track a vote',
    lead: 'With your tracking number, check that your vote is counted.',
    number: 'Your tracking number',
    hint: 'The page that received your vote showed it to you. Dashes, spaces and capitals do not matter.',
    show: 'Track this vote',
    toCorrect: 'There is something to correct',
    empty: 'Enter your tracking number.',
    length: (count: number) =>
      `A tracking number has 32 digits and letters, without its dashes; you entered ${count}.`,
    characters:
      'A tracking number has only digits and the letters A to F. Compare what you entered with your number.',
    good: 'The number is complete.',
    lost: 'Have you lost the number?',
    lostDo:
      'Nobody can find it again: nothing links your name to your vote. If you have not pressed “Finish”, and the tab in which you voted is still open, open the ballot in it again. Your vote counts without the number too.',
    lateTitle: 'Does the field stay grey?',
    late: (address: string) =>
      `A part of the page has not arrived, or your browser cannot run it. Load the page again, or add a slash and your number to the end of the address of this page: ${address}your-number.`,
    noScript: (address: string) =>
      `This field needs JavaScript. Without JavaScript, add a slash and your number to the end of the address of this page: ${address}your-number.`,
  },
});
