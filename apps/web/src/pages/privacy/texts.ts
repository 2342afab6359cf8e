import { texts } from '@scrutin/web-ui';

export const TEXTS = texts({
  fr: {
    title: 'Confidentialité',
    lead: 'Votre choix est secret. Voici ce qui est gardé, ce qui ne l’est pas, et qui peut le voir.',
    sections: [
      {
        title: 'Ce que le serveur garde de votre vote',
        paragraphs: [
          'D’un côté, qu’un vote a été compté pour une lettre : une empreinte calculée avec une clé secrète, sans nom, sans NAS et sans code. De l’autre, un bulletin avec votre choix, sans rien qui dise de qui il vient.',
          'Les bulletins sont mêlés par groupes. Ni les services, ni les responsables du scrutin, ni les personnes qui vérifient ne peuvent relier un bulletin à une lettre.',
          'Votre NAS et votre code ne sont écrits nulle part : ni dans la base de données, ni dans les journaux.',
        ],
      },
      {
        title: 'Ce qu’il faut savoir',
        paragraphs: [
          'Tant que les bulletins d’un scrutin ne sont pas mêlés, la personne qui administre la base de données elle-même pourrait les relier aux empreintes. Dans un scrutin de moins de 1 000 bulletins, cela dure jusqu’à la fin du vote.',
          'Après la clôture, les personnes qui vérifient le scrutin peuvent voir quelles lettres ont servi à voter. Elles ne voient pas pour quoi.',
        ],
      },
      {
        title: 'Votre adresse sur le réseau',
        paragraphs: [
          'Pour empêcher qu’on devine des codes, le nombre d’essais par adresse est compté pendant un court moment, sous une empreinte qui ne permet pas de retrouver l’adresse. Le bureau qui exploite ce site peut avoir d’autres serveurs devant celui-ci, qui ont leurs propres règles.',
        ],
      },
      {
        title: 'Ce qui reste dans votre navigateur',
        paragraphs: [
          'Aucun témoin (cookie). Votre choix, votre NAS et votre code ne sont que dans la mémoire de la page. Cet onglet retient un numéro d’envoi, pour qu’un vote envoyé deux fois compte une fois, et le numéro de suivi. « Terminer » les efface ; fermer l’onglet aussi.',
          'L’historique du navigateur retient que vous avez ouvert la page de vote. Si vous avez utilisé le code carré, il peut aussi retenir l’adresse avec le code : après le vote, ce code ne sert plus.',
          'Ce site ne charge rien d’ailleurs et ne mesure pas son audience.',
        ],
      },
      {
        title: 'Le numéro de suivi',
        paragraphs: [
          'Il est tiré au hasard, ou d’un numéro que votre navigateur a tiré. Qui le connaît peut voir si le vote est compté, et rien d’autre.',
        ],
      },
    ],
  },
  en: {
    title: 'Privacy',
    lead: 'Your choice is secret. This is what is kept, what is not, and who can see it.',
    sections: [
      {
        title: 'What the server keeps of your vote',
        paragraphs: [
          'On one side, that a vote was counted for a letter: a fingerprint computed with a secret key, without a name, a social insurance number or a code. On the other side, a ballot with your choice, without anything that says whose it is.',
          'Ballots are mixed in groups. Neither the services, nor the officials, nor the auditors can join a ballot to a letter.',
          'Your social insurance number and your code are written nowhere: neither in the database nor in logs.',
        ],
      },
      {
        title: 'What you should know',
        paragraphs: [
          'Until the ballots of a contest are mixed, the person who administers the database itself could join them to the fingerprints. In a contest with fewer than 1,000 ballots this lasts until voting ends.',
          'After the closing, the auditors of the contest can see which letters were used to vote. They do not see for what.',
        ],
      },
      {
        title: 'Your address on the network',
        paragraphs: [
          'To keep people from guessing codes, the number of attempts from an address is counted for a short time, under a fingerprint from which the address cannot be found. The office that runs this site may have other servers in front of it, with rules of their own.',
        ],
      },
      {
        title: 'What stays in your browser',
        paragraphs: [
          'No cookie. Your choice, your social insurance number and your code are only in the memory of the page. This tab remembers a sending number, so that a vote sent twice counts once, and the tracking number. “Finish” removes them; so does closing the tab.',
          'The history of the browser remembers that you opened the voting page. If you used the square code, it may also remember the address with the code: after you have voted, that code is of no use.',
          'This site loads nothing from elsewhere and does not measure its readers.',
        ],
      },
      {
        title: 'The tracking number',
        paragraphs: [
          'It is drawn at random, or from a number that your browser drew. Whoever knows it can see whether the vote is counted, and nothing else.',
        ],
      },
    ],
  },
});
