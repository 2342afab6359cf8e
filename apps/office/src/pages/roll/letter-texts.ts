import { texts } from '@scrutin/web-ui';

/** The texts that the replacement and the revocation of letters have in common. */
export const LETTER_TEXTS = texts({
  fr: {
    oldSet: 'Dossier « references » des anciennes lettres',
    references: 'Références des lettres',
    referencesHint: 'Celles qui sont imprimées sur les lettres, une par ligne.',
    unknown: (names: string) => `Ces fichiers n’ont pas la référence ${names}.`,
    none: 'Nommez au moins une lettre de ces fichiers.',
    tooMany: 'Au plus 250 lettres à la fois. Pour plus, servez-vous de la ligne de commande.',
    reason: 'Motif',
  },
  en: {
    oldSet: 'Folder “references” of the old letters',
    references: 'References of the letters',
    referencesHint: 'Those that are printed on the letters, one on each line.',
    unknown: (names: string) => `These files do not have the reference ${names}.`,
    none: 'Name at least one letter of these files.',
    tooMany: 'At most 250 letters at once. For more, use the command line.',
    reason: 'Reason',
  },
});
