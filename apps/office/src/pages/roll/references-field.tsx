import type { ReactNode } from 'react';
import { texts } from '@scrutin/web-ui';
import { FilesField } from '../../forms/files-field.tsx';
import { useLanguage } from '../../language.tsx';
import type { References } from './reference-files.ts';
import { readReferences } from './reference-files.ts';

const TEXTS = texts({
  fr: {
    hint: 'Le manifeste et tous les fichiers references-….csv. Ils sont lus ici et ne sont envoyés nulle part.',
    'no-manifest': 'Le manifeste (manifest.json) manque.',
    manifest: (problem: string) => `Ce n’est pas le manifeste de références : ${problem}.`,
    otherRoll: (roll: string) => `Ces lettres sont celles de ${roll}.`,
    missing: (files: string) => `Il manque ${files}.`,
    line: (file: string, line: number) => `${file}, ligne ${line} : ce n’est pas une ligne de références.`,
    read: (count: number) => `Lettres trouvées dans ces fichiers : ${count}.`,
  },
  en: {
    hint: 'The manifest and all files references-….csv. They are read here and sent nowhere.',
    'no-manifest': 'The manifest (manifest.json) is missing.',
    manifest: (problem: string) => `This is not the manifest of references: ${problem}.`,
    otherRoll: (roll: string) => `These letters are those of ${roll}.`,
    missing: (files: string) => `${files} is missing.`,
    line: (file: string, line: number) => `${file}, line ${line}: this is no line of references.`,
    read: (count: number) => `Letters found in these files: ${count}.`,
  },
});

/** Asks for the folder `references` of a set of letters, and reads it in the browser. */
export function ReferencesField(props: {
  readonly label: string;
  readonly rollKey: string;
  readonly value: References;
  readonly onChange: (value: References) => void;
}): ReactNode {
  const { label, rollKey, value, onChange } = props;
  const text = TEXTS[useLanguage().language];
  const read = async (files: readonly File[]): Promise<void> => {
    onChange(await readReferences(rollKey, files));
  };
  return (
    <>
      <FilesField
        label={label}
        hint={text.hint}
        error={problemOf(value, text)}
        onChange={(files) => {
          void read(files);
        }}
      />
      {value.kind === 'read' ? <p role="status">{text.read(value.letters.size)}</p> : null}
    </>
  );
}

function problemOf(value: References, text: (typeof TEXTS)['fr']): string | undefined {
  switch (value.kind) {
    case 'read':
    case 'none':
      return undefined;
    case 'no-manifest':
      return text['no-manifest'];
    case 'manifest':
      return text.manifest(value.problem);
    case 'other-roll':
      return text.otherRoll(value.roll);
    case 'missing':
      return text.missing(value.files.join(', '));
    case 'line':
      return text.line(value.file, value.line);
  }
}
