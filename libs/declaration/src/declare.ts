import type { DeclarationRecord } from './declaration-record.ts';
import type { Declared } from './declared.ts';
import { declaredIn, heading, textIn } from './declared.ts';
import type { Block, DocumentLanguage, OfficialDocument } from './document.ts';
import { actsSection } from './sections/acts-section.ts';
import { countSection } from './sections/count-section.ts';
import { digestsSection } from './sections/digests-section.ts';
import { identitySection } from './sections/identity-section.ts';
import { outcomeSection } from './sections/outcome-section.ts';
import { outstandingSection } from './sections/outstanding-section.ts';
import { rollSection } from './sections/roll-section.ts';
import { rulesSection } from './sections/rules-section.ts';
import { signaturesSection } from './sections/signatures-section.ts';
import { windowSection } from './sections/window-section.ts';

/**
 * The declaration of the results of a law or an election, for the returning officer to sign: who is elected or what is
 * decided, by which rules, when voting took place, the roll, the turnout, every count, every act, and the digests. Pure:
 * the same record is the same document. Before the certification it is a draft, and says so on every page; so does that
 * of a rehearsal.
 */
export function declare(record: DeclarationRecord, language: DocumentLanguage): OfficialDocument {
  const declared = declaredIn(record, language);
  const { words } = declared;
  const { subject, certification, acts } = record;
  const isDraft = certification === undefined;
  const name = textIn(subject.kind === 'law' ? subject.title : subject.name, language);
  const title = isDraft ? words.draftTitle : words.title;
  const key = `${subject.kind}:${subject.id}`;
  return {
    language,
    title: `${title}${words.colon}${name}`,
    dateMs: certification?.atMs ?? acts.at(-1)?.atMs ?? subject.window.closesAtMs,
    marks: [
      ...(subject.purpose === 'rehearsal' ? [words.rehearsalMark] : []),
      ...(isDraft ? [words.draftMark] : []),
    ],
    running: `${title}${words.colon}${name}`,
    foot: `${key} – ${words.page}`,
    blocks: [heading(1, title), ...sections(declared)],
  };
}

function sections(declared: Declared): readonly Block[] {
  return [
    ...identitySection(declared),
    ...outcomeSection(declared),
    ...rulesSection(declared),
    ...windowSection(declared),
    ...rollSection(declared),
    ...declared.record.contests.flatMap((contest) => countSection(declared, contest)),
    ...outstandingSection(declared),
    ...actsSection(declared),
    ...digestsSection(declared),
    ...signaturesSection(declared),
  ];
}
