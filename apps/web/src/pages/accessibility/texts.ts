import { texts } from '@scrutin/web-ui';

export const TEXTS = texts({
  fr: {
    title: 'Accessibilité',
    lead: 'Tout le monde doit pouvoir voter ici sans aide. Ce site vise le niveau AA des règles WCAG 2.2, que demande aussi le standard SGQRI 008 du Québec.',
    sections: [
      {
        title: 'Ce que le site fait',
        paragraphs: [
          'Chaque page s’utilise au clavier seul. Rien ne demande de glisser, et rien n’est envoyé avant que vous appuyiez sur un bouton.',
          'Les lecteurs d’écran entendent chaque changement : un rang donné, une erreur, un vote compté.',
          'Les textes se lisent sur un écran de 320 pixels et agrandis à 400 %, sans défilement de côté. Les couleurs sombres, les contrastes élevés, les couleurs imposées et la réduction des animations de votre appareil sont suivis.',
          'Aucune couleur ne dit quelque chose à elle seule. Les boutons ont au moins 44 pixels de haut.',
          'Il n’y a pas de limite de temps. Les numéros de votre lettre peuvent être collés, écrits en minuscules ou avec des espaces, ou lus dans le code carré.',
        ],
      },
      {
        title: 'Ce qui est vérifié',
        paragraphs: [
          'À chaque version, des programmes votent dans un vrai navigateur, au clavier seul, dans les deux langues, et vérifient les pages avec les règles d’axe pour WCAG 2.2 AA. Ce contrôle ne trouve pas tout : il ne remplace pas un essai par des personnes handicapées.',
        ],
      },
      {
        title: 'Ce qui manque encore',
        paragraphs: [
          'Voter sur ce site demande JavaScript. Les consultations, les résultats et le suivi se lisent sans.',
          'Les textes des personnes candidates sont ceux qu’elles ont donnés. S’ils n’existent que dans une langue, ils sont montrés dans celle-ci.',
        ],
      },
      {
        title: 'Un obstacle ?',
        paragraphs: [
          'Dites-le au bureau responsable du scrutin, à l’adresse de votre lettre. Il doit vous offrir une autre façon de voter.',
        ],
      },
    ],
  },
  en: {
    title: 'Accessibility',
    lead: 'Everybody must be able to vote here without help. This site aims at level AA of WCAG 2.2, which the standard SGQRI 008 of Québec asks for as well.',
    sections: [
      {
        title: 'What the site does',
        paragraphs: [
          'Every page works with the keyboard alone. Nothing has to be dragged, and nothing is sent before you press a button.',
          'Screen readers hear every change: a rank that is given, an error, a vote that is counted.',
          'Texts can be read on a screen of 320 pixels and at 400 % zoom, without scrolling sideways. The site follows the dark colours, high contrast, forced colours and reduced motion of your device.',
          'No colour says anything alone. Buttons are at least 44 pixels high.',
          'There is no time limit. The numbers of your letter can be pasted, written in lower case or with spaces, or read from the square code.',
        ],
      },
      {
        title: 'What is checked',
        paragraphs: [
          'For every version, programs vote in a real browser, with the keyboard alone, in both languages, and check the pages with the rules of axe for WCAG 2.2 AA. This check does not find everything: it does not replace a trial by people with disabilities.',
        ],
      },
      {
        title: 'What is still missing',
        paragraphs: [
          'Voting on this site needs JavaScript. Consultations, results and tracking can be read without it.',
          'The texts of candidates are as the candidates gave them. If they exist in one language only, they are shown in that one.',
        ],
      },
      {
        title: 'Is something in your way?',
        paragraphs: [
          'Tell the election office, at the address in your letter. It has to offer you another way to vote.',
        ],
      },
    ],
  },
});
