import type { Declared } from '../declared.ts';
import { heading, paragraph } from '../declared.ts';
import type { Block } from '../document.ts';

/**
 * Where the returning officer, those who certified the result and two witnesses sign. The record knows who certified it,
 * and not who is the returning officer. A draft has no such place.
 */
export function signaturesSection({ record, words, who }: Declared): readonly Block[] {
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
        { role: signatures.official, onRecord: undefined },
        { role: approvedBy === undefined ? signatures.certified : signatures.proposed, onRecord: who(by) },
        ...(approvedBy === undefined ? [] : [{ role: signatures.approved, onRecord: who(approvedBy) }]),
        ...(isOfTwo && approvedBy === undefined ? [{ role: signatures.second, onRecord: undefined }] : []),
        { role: signatures.witness, onRecord: undefined },
        { role: signatures.witness, onRecord: undefined },
      ],
    },
  ];
}
