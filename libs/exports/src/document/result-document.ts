import type { Block, DocumentLanguage, OfficialDocument } from '@scrutin/declaration';
import { heading, pairs, paragraph } from '@scrutin/declaration';
import { instantInWords, instantMs, isolated } from '@scrutin/election';
import type { LawRecord, ResultRecord } from '../results/result-record.ts';
import type { DocumentWords } from './document-words.ts';
import { DOCUMENT_WORDS } from './document-words.ts';
import { electionBlocks } from './election-blocks.ts';
import { lawBlocks } from './law-blocks.ts';

/** A language, with its words, and a way to write an instant in the time zone of the contest. */
export interface Printing {
  readonly language: DocumentLanguage;
  readonly words: DocumentWords;
  readonly at: (instant: string) => string;
}

/**
 * The results as a document to be printed: the outcome, every figure that the results show, the rounds with their
 * explanation, and the digest of the ballots of each published count. Pure: the same record is the same document. It is
 * no declaration: nobody signs it, and it says on every page if the results are provisional or of a rehearsal.
 */
export function resultDocument(record: ResultRecord, language: DocumentLanguage): OfficialDocument {
  const words = DOCUMENT_WORDS[language];
  const contest = record.kind === 'law' ? record.law : record.election;
  const name = isolated((record.kind === 'law' ? record.law.title : record.election.name)[language]);
  const printing: Printing = {
    language,
    words,
    at: (instant) => instantInWords(instantMs(instant), contest.time_zone)[language],
  };
  const title = words.title(name);
  const key = `${record.kind}:${contest.id}`;
  const { provisional } = record.result;
  return {
    language,
    title,
    dateMs: instantMs(record.as_of),
    marks: [
      ...(contest.purpose === 'rehearsal' ? [words.rehearsalMark] : []),
      ...(provisional ? [words.provisionalMark] : []),
    ],
    running: title,
    foot: `${key} – ${words.page}`,
    blocks: [
      heading(1, title),
      paragraph(provisional ? words.provisional : words.final),
      ...identity(printing, record, name),
      ...(record.kind === 'law' ? lawBlocks(printing, record) : electionBlocks(printing, record)),
      ...digests(printing, record),
    ],
  };
}

function identity({ words, at }: Printing, record: ResultRecord, name: string): readonly Block[] {
  const contest = record.kind === 'law' ? record.law : record.election;
  return [
    pairs(words.identity, [
      [words.contest, name],
      [words.identifier, `${record.kind}:${contest.id}`],
      [words.voting, words.window(at(contest.opens_at), at(contest.closes_at))],
      [words.asOf, at(record.as_of)],
    ]),
  ];
}

/** The digests of all published counts, from which anybody can tell that the same ballots were counted. */
function digests({ words, language }: Printing, record: ResultRecord): readonly Block[] {
  const counts =
    record.kind === 'law'
      ? digestOfLaw(record, language)
      : record.races.map(
          ({ result, tabulation }) => [isolated(result.region_name[language]), tabulation] as const,
        );
  const rows = counts.flatMap(([name, tabulation]) =>
    tabulation === null ? [] : [[name, tabulation.ballots_digest] as const],
  );
  return [
    heading(2, words.digests),
    ...(rows.length === 0
      ? [paragraph(words.notCounted)]
      : [pairs(words.digest, rows), paragraph(words.digestsNote)]),
  ];
}

function digestOfLaw({ law, tabulation }: LawRecord, language: DocumentLanguage) {
  return [[isolated(law.title[language]), tabulation] as const];
}
