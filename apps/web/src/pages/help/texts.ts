import { texts } from '@scrutin/web-ui';
import type { Prose } from '../../site/prose.tsx';

export const TEXTS = texts<Prose>({
  fr: {
    title: 'Aide',
    lead: 'Pour voter, il vous faut votre lettre et quelques minutes. Il n’y a pas de limite de temps, sauf la clôture du vote.',
    sections: [
      {
        title: 'Voter',
        paragraphs: [
          'Ouvrez le scrutin, ou numérisez le code QR de votre lettre avec l’appareil photo de votre téléphone : il ouvre votre bulletin et remplit le code.',
          'Marquez votre choix. Entrez ensuite votre numéro d’assurance sociale (NAS), ou l’identifiant de votre lettre, et votre code. Vérifiez. Rien n’est envoyé avant le dernier bouton.',
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
          '« Reçu » veut dire que votre vote est bien conservé. « Compté » veut dire qu’il est dans les résultats. La page passe de l’un à l’autre d’elle-même, d’habitude en quelques secondes.',
          'Le numéro de suivi vous permet de le vérifier plus tard. Il ne révèle pas votre choix.',
          'Appuyez sur « Terminer » si d’autres personnes utilisent cet appareil.',
        ],
        link: { page: 'tracking', text: 'Suivre un vote avec son numéro' },
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
          '« Le NAS et le code ne correspondent à aucune personne inscrite » : comparez-les avec votre lettre, corrigez, envoyez de nouveau.',
          '« Vous n’êtes pas inscrite ou inscrit dans cette région » : votez dans la région que votre lettre indique.',
          '« Un vote a déjà été reçu » : le premier vote reste valable. Si ce n’est pas le vôtre, communiquez avec le bureau responsable du scrutin.',
          '« La lettre qui porte ce code n’est plus valable » : si vous avez reçu une lettre plus récente, votez avec son code. Sinon, communiquez avec le bureau responsable du scrutin.',
        ],
      },
      {
        title: 'Lettre perdue ou abîmée',
        paragraphs: [
          'Le bureau responsable du scrutin peut la remplacer tant que vous n’avez pas voté. Si vous avez encore la lettre, donnez sa référence ; sinon, votre nom et votre adresse. Ne donnez jamais votre code.',
        ],
      },
    ],
  },
  en: {
    title: 'Help',
    lead: 'To vote you need your letter and a few minutes. There is no time limit except the closing of the vote.',
    sections: [
      {
        title: 'Voting',
        paragraphs: [
          'Open the vote, or scan the QR code in your letter with the camera of your phone: it opens your ballot and fills in the code.',
          'Mark your choice. Then enter your social insurance number, or the identifier in your letter, and your code. Check. Nothing is sent before the last button.',
          'A vote that is sent cannot be changed. The first vote that is counted is final.',
        ],
      },
      {
        title: 'Ranking people',
        paragraphs: [
          'In some regions you rank people: 1 is your first choice. You do not have to rank everybody. One person is enough.',
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
        link: { page: 'tracking', text: 'Track a vote with its number' },
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
          '“You are not registered in this region”: vote in the region that your letter names.',
          '“A vote was already received”: the first vote remains valid. If it is not yours, contact the election office.',
          '“The letter with this code is no longer valid”: if you received a newer letter, vote with its code. If not, contact the election office.',
        ],
      },
      {
        title: 'A letter is lost or damaged',
        paragraphs: [
          'The election office can replace it as long as you have not voted. If you still have the letter, give its reference; otherwise give your name and address. Never give your code.',
        ],
      },
    ],
  },
});
