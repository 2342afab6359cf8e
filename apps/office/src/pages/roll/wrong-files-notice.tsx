import type { ReactNode } from 'react';
import { Notice, texts } from '@scrutin/web-ui';
import { useLanguage } from '../../language.tsx';
import type { WrongFiles } from './chosen-files.ts';

const TEXTS = texts({
  fr: {
    letters: 'Ce sont des lettres : rien n’a été envoyé',
    lettersText: (file: string) =>
      `${file} contient les numéros et les codes des personnes inscrites. Il ne doit aller sur aucun serveur. Choisissez les fichiers du dossier « roll ».`,
    references: 'Ce sont des références : rien n’a été envoyé',
    referencesText: (file: string) =>
      `${file} dit quelle lettre a quel identifiant. Il reste au bureau. Choisissez les fichiers du dossier « roll ».`,
    manifest: 'Le manifeste est faux : rien n’a été envoyé',
    otherRoll: 'C’est la liste d’un autre scrutin : rien n’a été envoyé',
    otherText: (roll: string) => `Le manifeste dit ${roll}.`,
    missing: 'Des fichiers manquent : rien n’a été envoyé',
    missingText: (files: string) =>
      `Le manifeste nomme aussi ${files}. Choisissez tous les fichiers à la fois.`,
  },
  en: {
    letters: 'These are letters: nothing was sent',
    lettersText: (file: string) =>
      `${file} has the numbers and codes of voters. It must go to no server. Choose the files of the folder “roll”.`,
    references: 'These are references: nothing was sent',
    referencesText: (file: string) =>
      `${file} says which letter has which credential. It stays with the office. Choose the files of the folder “roll”.`,
    manifest: 'The manifest is wrong: nothing was sent',
    otherRoll: 'This is the roll of another contest: nothing was sent',
    otherText: (roll: string) => `The manifest says ${roll}.`,
    missing: 'Files are missing: nothing was sent',
    missingText: (files: string) => `The manifest also names ${files}. Choose all files at once.`,
  },
});

/** Says why the chosen files are not sent. */
export function WrongFilesNotice({ wrong }: { readonly wrong: WrongFiles }): ReactNode {
  const text = TEXTS[useLanguage().language];
  const notice = (title: string, sentence: string): ReactNode => (
    <Notice kind="error" title={title} announced>
      <p>{sentence}</p>
    </Notice>
  );
  switch (wrong.kind) {
    case 'none':
      return null;
    case 'letters':
      return notice(text.letters, text.lettersText(wrong.file));
    case 'references':
      return notice(text.references, text.referencesText(wrong.file));
    case 'manifest':
      return notice(text.manifest, wrong.problem);
    case 'other-roll':
      return notice(text.otherRoll, text.otherText(wrong.roll));
    case 'missing':
      return notice(text.missing, text.missingText(wrong.files.join(', ')));
  }
}
