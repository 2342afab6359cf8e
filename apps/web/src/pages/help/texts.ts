import { texts } from '@scrutin/web-ui';

export const TEXTS = texts({
  fr: {
    title: 'Aide',
    lead: 'Pour voter, il vous faut votre lettre et quelques minutes. Il n’y a pas de limite de temps sur la page.',
    sections: [
      {
        title: 'Voter',
        paragraphs: [
          'Ouvrez la consultation, ou photographiez le code carré de votre lettre : il ouvre votre bulletin et remplit le code.',
          'Marquez votre choix. Entrez ensuite votre NAS, ou l’identifiant de votre lettre, et votre code. Vérifiez. Rien n’est envoyé avant le dernier bouton.',
          'Un vote envoyé ne peut plus être changé. Le premier vote compté est définitif.',
        ],
      },
      {
        title: 'Classer des personnes',
        paragraphs: [
          'Dans certaines régions, vous classez les personnes : 1 est votre premier choix. Vous n’avez pas à classer tout le monde. Une seule personne suffit.',
          'Chaque rang se donne avec un bouton. Si vous préférez, choisissez les rangs dans des listes déroulantes. La liste reste dans l’ordre du bulletin, sauf si vous demandez l’ordre de vos rangs.',
        ],
      },
      {
        title: 'Après l’envoi',
        paragraphs: [
          '« Reçu » veut dire que votre vote est en sûreté. « Compté » veut dire qu’il est dans les résultats. La page passe de l’un à l’autre d’elle-même, d’habitude en quelques secondes.',
          'Le numéro de suivi vous permet de le vérifier plus tard. Il ne dit pas pour quoi vous avez voté.',
          'Appuyez sur « Terminer » si d’autres personnes utilisent cet appareil.',
        ],
      },
      {
        title: 'Si la connexion est coupée pendant l’envoi',
        paragraphs: [
          'Gardez la page ouverte : elle envoie le même vote de nouveau, et il compte une seule fois. Si vous l’avez rechargée, votez de nouveau dans le même onglet, avec la même lettre.',
        ],
      },
      {
        title: 'Si votre vote n’est pas compté',
        paragraphs: [
          '« Le NAS et le code ne correspondent à personne » : comparez-les avec votre lettre, corrigez, envoyez de nouveau.',
          '« Pas dans cette région » : votez dans la région que votre lettre indique.',
          '« Un vote a déjà été reçu » : le premier vote reste valable. Si ce n’est pas le vôtre, communiquez avec le bureau responsable du scrutin.',
          '« La lettre n’est plus valable » : une lettre plus récente vous a été envoyée. Votez avec son code.',
        ],
      },
      {
        title: 'Lettre perdue ou abîmée',
        paragraphs: [
          'Le bureau responsable du scrutin peut la remplacer tant que vous n’avez pas voté. Donnez-lui la référence de votre lettre, jamais votre code.',
        ],
      },
    ],
  },
  en: {
    title: 'Help',
    lead: 'To vote you need your letter and a few minutes. There is no time limit on the page.',
    sections: [
      {
        title: 'Voting',
        paragraphs: [
          'Open the consultation, or take a picture of the square code in your letter: it opens your ballot and fills in the code.',
          'Mark your choice. Then enter your social insurance number, or the identifier in your letter, and your code. Check. Nothing is sent before the last button.',
          'A vote that is sent cannot be changed. The first vote that is counted is final.',
        ],
      },
      {
        title: 'Ranking people',
        paragraphs: [
          'In some regions you rank people: 1 is your first choice. You need not rank everybody. One person is enough.',
          'You give each rank with a button. If you prefer, choose the ranks in drop-down lists. The list stays in the order of the ballot unless you ask for the order of your ranks.',
        ],
      },
      {
        title: 'After sending',
        paragraphs: [
          '“Received” means that your vote is stored safely. “Counted” means that it is in the results. The page goes from one to the other by itself, usually within seconds.',
          'With the tracking number you can check this later. It does not say how you voted.',
          'Press “Finish” if other people use this device.',
        ],
      },
      {
        title: 'If the connection is lost while sending',
        paragraphs: [
          'Keep the page open: it sends the same vote again, and it counts once. If you have loaded the page again, vote again in the same tab, with the same letter.',
        ],
      },
      {
        title: 'If your vote is not counted',
        paragraphs: [
          '“The social insurance number and the code match no voter”: compare them with your letter, correct them, send again.',
          '“Not registered in this region”: vote in the region that your letter names.',
          '“A vote was already received”: the first vote remains valid. If it is not yours, contact the election office.',
          '“The letter is no longer valid”: a newer letter was sent to you. Vote with its code.',
        ],
      },
      {
        title: 'A letter is lost or damaged',
        paragraphs: [
          'The election office can replace it as long as you have not voted. Give the office the reference of your letter, never your code.',
        ],
      },
    ],
  },
});
