import type { LocalizedText } from '@scrutin/election';
import { actorInWords, candidateName, instantInWords, isComplete } from '@scrutin/election';
import type { Candidate as CountedCandidate, Round, TabulationComplete } from '@scrutin/tabulation';
import { lawContest } from '@scrutin/tabulation';
import type { DeclarationRecord, DeclaredContest } from './declaration-record.ts';
import type { Block, DocumentLanguage, TableBlock } from './document.ts';
import { isolated } from './isolated.ts';
import { ENGLISH } from './words/english.ts';
import { FRENCH } from './words/french.ts';
import type { Words } from './words/words.ts';

const WORDS: Readonly<Record<DocumentLanguage, Words>> = { fr: FRENCH, en: ENGLISH };

/** A record that is put into the words of one language. */
export interface Declared {
  readonly record: DeclarationRecord;
  readonly language: DocumentLanguage;
  readonly words: Words;
  /** An instant in the time zone of the contest, beside UTC. */
  readonly at: (ms: number) => string;
  /** The name of somebody on record. */
  readonly who: (name: string) => string;
}

export function declaredIn(record: DeclarationRecord, language: DocumentLanguage): Declared {
  const { timeZone } = record.subject;
  return {
    record,
    language,
    words: WORDS[language],
    at: (ms) => instantInWords(ms, timeZone)[language],
    who: (name) => actorInWords(name)[language],
  };
}

export function textIn(text: LocalizedText, language: DocumentLanguage): string {
  return isolated(text[language]);
}

/** The name of a law, or of the region of a race. */
export function contestName({ record, language }: Declared, { race }: DeclaredContest): string {
  if (race !== undefined) return textIn(race.region.name, language);
  const { subject } = record;
  return textIn(subject.kind === 'law' ? subject.title : subject.name, language);
}

/** The standing count of a contest, if it is complete, which every published count is. */
export function standingResult({ standing }: DeclaredContest): TabulationComplete | undefined {
  return standing !== undefined && isComplete(standing.result) ? standing.result : undefined;
}

/** The candidates of a contest with the names that the document prints. */
export function printedCandidates({ race }: DeclaredContest): readonly CountedCandidate[] {
  if (race === undefined) return lawContest([]).candidates;
  return race.candidates.map((candidate) => ({
    id: candidate.id,
    name: isolated(candidateName(candidate)),
  }));
}

/** Blank votes of a count: the ballots that name nobody. */
export function blankVotes(rounds: readonly Round[]): bigint {
  return BigInt((rounds[0]?.inactive.undervotes ?? '0').split('.')[0] ?? '0');
}

/** A table of pairs: a name and its value. */
export function pairs(caption: string, rows: readonly (readonly [string, string])[]): TableBlock {
  return {
    kind: 'table',
    caption,
    columns: [
      { head: '', align: 'start', weight: 3 },
      { head: '', align: 'start', weight: 7 },
    ],
    rows,
    showsHeads: false,
  };
}

export function heading(level: 1 | 2 | 3, text: string): Block {
  return { kind: 'heading', level, text };
}

export function paragraph(text: string): Block {
  return { kind: 'paragraph', text };
}
