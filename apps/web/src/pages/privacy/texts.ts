import { texts } from '@scrutin/web-ui';

export const TEXTS = texts({
  fr: {
    title: 'Confidentialité',
    lead: 'Votre choix est secret. Voici ce qui est gardé, ce qui ne l’est pas, et qui peut le voir.',
    sections: [
      {
        title: 'Ce que le serveur garde de votre vote',
        paragraphs: [
          'Il garde deux choses séparées. La première dit qu’un vote a été compté pour une lettre. C’est une empreinte : un nombre calculé avec une clé secrète à partir de votre numéro d’assurance sociale (NAS), ou de l’identifiant de votre lettre, et de votre code. Elle ne contient ni nom, ni NAS, ni code. La deuxième est un bulletin avec votre choix, sans rien qui dise de qui il vient.',
          'Les bulletins sont mélangés par groupes. Ensuite, personne ne peut relier un bulletin à une lettre avec ce que la base de données contient.',
          'Votre NAS et votre code ne sont écrits nulle part : ni dans la base de données, ni dans les journaux.',
        ],
      },
      {
        title: 'Ce qu’il faut savoir',
        paragraphs: [
          'Tant que les bulletins d’un scrutin ne sont pas mélangés, la personne qui administre la base de données elle-même pourrait les relier aux empreintes. Dans un scrutin de moins de 1\u00a0000 bulletins, cela dure jusqu’à la clôture du vote.',
          'Pendant que votre vote est traité, il voyage chiffré, avec l’empreinte de votre lettre. Une personne qui aurait à la fois une copie de ces messages, leurs clés, la liste électorale et la clé des empreintes pourrait les relier. Les journaux de transactions de la base de données et les sauvegardes faites pendant le vote gardent aussi l’ordre d’arrivée. C’est pourquoi ces accès doivent être séparés, et les clés des messages détruites après la certification.',
          'Après la clôture, les personnes qui vérifient le scrutin peuvent voir quelles lettres ont servi à voter. Elles ne voient pas le choix. Pendant le vote, l’équipe qui exploite le système peut aussi le lire, pour reconstruire une liste perdue ; chaque lecture est inscrite au registre.',
          'Quand le résultat est certifié, tous les bulletins peuvent être publiés, sans nom, sans heure et sans ordre, pour que tout le monde puisse recompter. Si très peu de personnes votent dans une région, ou si un classement est très rare, un bulletin publié peut révéler un vote. Le bureau responsable du scrutin décide de cette publication quand il crée le scrutin, et ne peut plus changer ce choix.',
        ],
      },
      {
        title: 'Votre adresse Internet (adresse IP)',
        paragraphs: [
          'Pour empêcher qu’on devine des codes, le site compte les essais de chaque adresse pendant un court moment, sous une empreinte qui ne permet pas de retrouver l’adresse. Pour repérer les attaques, il garde aussi pendant 30 jours combien de demandes sont venues de chaque grand bloc d’adresses, toutes les dix minutes. Rien n’y relie une adresse à un vote. Le bureau qui exploite ce site peut avoir d’autres serveurs devant celui-ci, qui ont leurs propres règles.',
        ],
      },
      {
        title: 'Ce qui reste dans votre navigateur',
        paragraphs: [
          'Ce site n’utilise aucun témoin (cookie). Votre choix, votre NAS et votre code ne sont que dans la mémoire de la page. Cet onglet retient un numéro d’envoi, pour qu’un vote envoyé deux fois compte une fois, et le numéro de suivi. « Terminer » les efface ; fermer l’onglet aussi.',
          'L’historique du navigateur retient que vous avez ouvert la page de vote. Si vous avez utilisé le code QR, il peut aussi retenir l’adresse avec le code : après le vote, ce code ne sert plus.',
          'Ce site ne charge rien d’ailleurs et ne mesure pas son audience.',
        ],
      },
      {
        title: 'Le numéro de suivi',
        paragraphs: [
          'Il est tiré au hasard, ou d’un numéro que votre navigateur a tiré. Toute personne qui le connaît peut voir si le vote est reçu ou compté et, s’il ne l’est pas, pourquoi. Elle ne voit ni votre nom ni votre choix. Après la clôture, les personnes qui vérifient le scrutin peuvent aussi voir vers quelle heure il a été compté.',
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
          'It keeps two separate things. The first says that a vote was counted for a letter. It is a fingerprint: a number computed with a secret key from your social insurance number, or the identifier in your letter, and your code. It contains no name, no social insurance number and no code. The second is a ballot with your choice, without anything that says whose it is.',
          'Ballots are mixed in groups. After that, nobody can link a ballot to a letter from what the database holds.',
          'Your social insurance number and your code are written nowhere: neither in the database nor in logs.',
        ],
      },
      {
        title: 'What you should know',
        paragraphs: [
          'Until the ballots of a contest are mixed, the person who administers the database itself could link them to the fingerprints. In a contest with fewer than 1,000 ballots this lasts until voting closes.',
          'While your vote is being processed, it travels encrypted, with the fingerprint of your letter. Somebody who had copies of these messages, their keys, the roll and the key of the fingerprints could link them. The transaction logs of the database, and backups made during the voting, also hold the order of arrival. That is why these accesses have to be kept apart, and the keys of the messages destroyed after the certification.',
          'After the closing, the auditors of the contest can see which letters were used to vote. They do not see the choice. During the voting, the people who run the system can read it too, to rebuild a lost roll; every reading is on record.',
          'When the result is certified, all ballots may be published, without names, times or order, so that everybody can count again. If very few people vote in a region, or if a ranking is very rare, a published ballot can reveal a vote. The election office decides about this when it creates the contest, and cannot change it later.',
        ],
      },
      {
        title: 'Your Internet (IP) address',
        paragraphs: [
          'To keep people from guessing codes, the site counts the attempts of each address for a short time, under a fingerprint from which the address cannot be found. To notice attacks, it also keeps, for 30 days, how many requests came from each large block of addresses in every ten minutes. Nothing in it links an address to a vote. The office that runs this site may have other servers in front of it, with rules of their own.',
        ],
      },
      {
        title: 'What stays in your browser',
        paragraphs: [
          'This site uses no cookies. Your choice, your social insurance number and your code are only in the memory of the page. This tab remembers a sending number, so that a vote sent twice counts once, and the tracking number. “Finish” removes them; so does closing the tab.',
          'The history of the browser remembers that you opened the voting page. If you used the QR code, it may also remember the address with the code: after you have voted, that code is of no use.',
          'This site loads nothing from elsewhere and does not track its visitors.',
        ],
      },
      {
        title: 'The tracking number',
        paragraphs: [
          'It is drawn at random, or from a number that your browser drew. Anyone who knows it can see whether the vote is received or counted and, if it is not, why. They see neither your name nor your choice. After the closing, auditors can also see at about what hour it was counted.',
        ],
      },
    ],
  },
});
