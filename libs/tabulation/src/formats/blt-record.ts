import type { BallotGroup, Candidate } from '../contest.ts';
import { CANDIDATE_COMMENT, CONTEST_COMMENT } from './ballot-record.ts';
import type { ReadOutcome } from './read-outcome.ts';
import { inLine, read, unreadable } from './read-outcome.ts';
import type { TextLine } from './text-lines.ts';

/** What the comments of a published ballot record say: the contest, and its candidates in the order of their numbers. */
export interface BltRecord {
  readonly contest: string;
  readonly candidates: readonly string[];
}

/**
 * Reads the comments that `recordWriter` puts at the end of a BLT file. The value is undefined for a file that has none,
 * which is every file of another program.
 */
export function readBltRecord(lines: readonly TextLine[], size: number): ReadOutcome<BltRecord | undefined> {
  const contests = lines.filter(({ text }) => text.startsWith(`${CONTEST_COMMENT} `));
  const [contest, second] = contests;
  if (contest === undefined) return read(undefined);
  if (second !== undefined)
    return unreadable(
      inLine(second.number, {
        fr: 'un second scrutin dans le même fichier',
        en: 'a second contest in one file',
      }),
    );
  const identifiers: string[] = [];
  for (const { number, text } of lines) {
    if (!text.startsWith(`${CANDIDATE_COMMENT} `)) continue;
    const [place, identifier, ...others] = text
      .slice(CANDIDATE_COMMENT.length + 1)
      .trim()
      .split(' ');
    const isNext = place === String(identifiers.length + 1);
    if (!isNext || identifier === undefined || others.length > 0 || identifiers.includes(identifier)) {
      return unreadable(
        inLine(number, {
          fr: `il faut « ${CANDIDATE_COMMENT} ${identifiers.length + 1} » et un identifiant que n’a aucune autre candidature`,
          en: `expected "${CANDIDATE_COMMENT} ${identifiers.length + 1}" and an identifier that no other candidate has`,
        }),
      );
    }
    identifiers.push(identifier);
  }
  if (identifiers.length !== size) {
    return unreadable(
      inLine(contest.number, {
        fr: `le fichier a ${size} candidature(s), et ${identifiers.length} ligne(s) « ${CANDIDATE_COMMENT} » avec leurs identifiants`,
        en: `the file has ${size} candidate(s), and ${identifiers.length} line(s) "${CANDIDATE_COMMENT}" with their identifiers`,
      }),
    );
  }
  return read({ contest: contest.text.slice(CONTEST_COMMENT.length + 1).trim(), candidates: identifiers });
}

/** The candidates and ballots of a record, with the identifiers of the record in place of c1, c2 … */
export function withRecordIdentifiers(
  { candidates: identifiers }: BltRecord,
  candidates: readonly Candidate[],
  ballots: readonly BallotGroup[],
): { readonly candidates: readonly Candidate[]; readonly ballots: readonly BallotGroup[] } {
  const ofNumber = new Map(candidates.map(({ id }, index) => [id, identifiers[index] ?? id]));
  const named = (id: string): string => ofNumber.get(id) ?? id;
  return {
    candidates: candidates.map((candidate) => ({ ...candidate, id: named(candidate.id) })),
    ballots: ballots.map(({ ranks, count }) => ({ count, ranks: ranks.map((rank) => rank.map(named)) })),
  };
}
