import { texts } from '@scrutin/web-ui';

export const TEXTS = texts({
  fr: {
    title: 'Accessibilité',
    lead: 'Tout le monde doit pouvoir voter ici sans aide. Ce site vise le niveau AA des règles WCAG 2.2. Le standard SGQRI 008 3.0 du Québec reprend une bonne partie de ces règles.',
    sections: [
      {
        title: 'Ce que le site fait',
        paragraphs: [
          'Chaque page s’utilise au clavier seul. Vous n’avez jamais à faire glisser un élément, et rien n’est envoyé avant que vous appuyiez sur un bouton.',
          'Les lecteurs d’écran annoncent chaque changement : un rang donné, une erreur, un vote compté.',
          'Les textes se lisent sur un écran de 320\u00a0pixels et agrandis à 400 %, sans défilement horizontal. Le site respecte les réglages de votre appareil : thème sombre, contraste élevé, couleurs imposées, animations réduites.',
          'Aucune couleur ne dit quelque chose à elle seule. Les boutons ont au moins 44\u00a0pixels de haut.',
          'Il n’y a pas de limite de temps, sauf la clôture du vote. Les numéros de votre lettre peuvent être collés, ou écrits en minuscules ou avec des espaces. Le code QR de la lettre remplit le code pour vous.',
        ],
      },
      {
        title: 'Ce qui est vérifié',
        paragraphs: [
          'À chaque version, des programmes votent dans un vrai navigateur, au clavier seul, dans les deux langues, et vérifient les pages avec les règles de l’outil axe pour WCAG 2.2 AA. Ce contrôle ne trouve pas tout : il ne remplace pas un essai par des personnes handicapées.',
        ],
      },
      {
        title: 'Ce qui manque encore',
        paragraphs: [
          'Il faut JavaScript pour voter et pour entrer un numéro de suivi. La liste des scrutins, les résultats et la page d’un numéro de suivi se lisent sans JavaScript.',
          'Les textes des personnes candidates sont ceux qu’elles ont donnés. S’ils n’existent que dans une langue, ils sont montrés dans celle-ci.',
        ],
      },
      {
        title: 'Un obstacle ?',
        paragraphs: [
          'Dites-le au bureau responsable du scrutin. Écrivez-lui à l’adresse de votre lettre, et demandez-lui une autre façon de voter.',
        ],
      },
    ],
  },
  en: {
    title: 'Accessibility',
    lead: 'Everybody must be able to vote here without help. This site aims at level AA of WCAG 2.2. Québec’s standard SGQRI 008 3.0 takes up many of these rules.',
    sections: [
      {
        title: 'What the site does',
        paragraphs: [
          'Every page works with the keyboard alone. Nothing has to be dragged, and nothing is sent before you press a button.',
          'Screen readers announce every change: a rank that is given, an error, a vote that is counted.',
          'Texts can be read on a screen of 320 pixels and at 400% zoom, without scrolling sideways. The site follows the dark colours, high contrast, forced colours and reduced motion of your device.',
          'No colour says anything alone. Buttons are at least 44 pixels high.',
          'There is no time limit except the closing of the vote. The numbers of your letter can be pasted, or typed in lower case or with spaces. The QR code of the letter fills in the code for you.',
        ],
      },
      {
        title: 'What is checked',
        paragraphs: [
          'For every version, programs vote in a real browser, with the keyboard alone, in both languages, and check the pages with the rules of the tool axe for WCAG 2.2 AA. This check does not find everything: it does not replace a trial by people with disabilities.',
        ],
      },
      {
        title: 'What is still missing',
        paragraphs: [
          'Voting, and the form for a tracking number, need JavaScript. The list of votes, the results and the page of a tracking number can be read without it.',
          'The texts of candidates are as the candidates gave them. If they exist in one language only, they are shown in that one.',
        ],
      },
      {
        title: 'Is something in your way?',
        paragraphs: [
          'Tell the election office. Write to the address in your letter, and ask for another way to vote.',
        ],
      },
    ],
  },
});
