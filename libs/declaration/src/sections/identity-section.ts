import type { Declared } from '../declared.ts';
import { heading, pairs, textIn } from '../declared.ts';
import type { Block } from '../document.ts';

/** What was voted on, and who certified the result. */
export function identitySection({ record, words, language, at, who }: Declared): readonly Block[] {
  const { subject, certification } = record;
  const { identity } = words;
  const name = textIn(subject.kind === 'law' ? subject.title : subject.name, language);
  const certified: (readonly [string, string])[] =
    certification === undefined
      ? [[identity.certified, identity.notCertified]]
      : [
          [identity.certified, at(certification.atMs)],
          [identity.certifiedBy, who(certification.by)],
          ...(certification.approvedBy === undefined
            ? []
            : [[identity.approvedBy, who(certification.approvedBy)] as const]),
          ...(certification.reason === undefined ? [] : [[identity.reason, certification.reason] as const]),
        ];
  return [
    heading(2, name),
    pairs(identity.caption, [
      [identity.contest, identity.kind[subject.kind]],
      [identity.identifier, `${subject.kind}:${subject.id}`],
      [identity.purposeHead, identity.purpose[subject.purpose]],
      [identity.zone, subject.timeZone],
      [identity.approvalHead, identity.approval[subject.approval]],
      ...certified,
    ]),
  ];
}
