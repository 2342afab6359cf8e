import type { Declared } from '../declared.ts';
import { heading, paragraph } from '../declared.ts';
import type { Block } from '../document.ts';

/** Where the returning officer, the second official and two witnesses sign. A draft has no such place. */
export function signaturesSection({ record, words }: Declared): readonly Block[] {
  const { signatures } = words;
  const { certification, subject } = record;
  if (certification === undefined) {
    return [heading(2, signatures.heading), paragraph(signatures.draft)];
  }
  const { by, approvedBy } = certification;
  const isOfTwo = subject.approval === 'two-officials' || approvedBy !== undefined;
  return [
    heading(2, signatures.heading),
    paragraph(signatures.text),
    {
      kind: 'signatures',
      labels: { name: signatures.name, signature: signatures.signature, date: signatures.date },
      places: [
        { role: signatures.official, onRecord: by },
        ...(isOfTwo ? [{ role: signatures.second, onRecord: approvedBy }] : []),
        { role: signatures.witness, onRecord: undefined },
        { role: signatures.witness, onRecord: undefined },
      ],
    },
  ];
}
