import { texts } from '@scrutin/web-ui';

/** The words about counts that several parts of the pages use. */
export const COUNT_WORDS = texts({
  fr: {
    'awaits-lot': 'Attend un tirage au sort',
    complete: 'Complet',
    published: 'Publié',
    notPublished: 'Pas publié',
    stands: 'Publié ; il fait foi',
    adopted: 'Adoptée',
    notAdopted: 'Pas adoptée',
    purposes: {
      elect: 'qui obtient le siège',
      eliminate: 'quelle candidature est éliminée',
      'transfer-first': 'de qui les voix sont transférées en premier',
    },
    first: {
      elect: 'La première personne tirée obtient le siège.',
      eliminate: 'La première personne tirée est éliminée.',
      'transfer-first': 'Les voix de la première personne tirée sont transférées en premier.',
    },
  },
  en: {
    'awaits-lot': 'Awaits a lot',
    complete: 'Complete',
    published: 'Published',
    notPublished: 'Not published',
    stands: 'Published; this one stands',
    adopted: 'Adopted',
    notAdopted: 'Not adopted',
    purposes: {
      elect: 'who is elected',
      eliminate: 'who is eliminated',
      'transfer-first': 'whose votes are transferred first',
    },
    first: {
      elect: 'The first who is drawn is elected.',
      eliminate: 'The first who is drawn is eliminated.',
      'transfer-first': 'The votes of the first who is drawn are transferred first.',
    },
  },
});
