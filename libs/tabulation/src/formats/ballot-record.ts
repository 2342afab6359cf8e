import type { Candidate } from '../contest.ts';
import type { SelectionCount } from '../selection-counts.ts';
import { BLANK_SELECTION, rankingOf } from '../selection-counts.ts';
import { commandIn, foldName } from './candidate-name.ts';

/** The formats in which the ballots of a contest are published. */
export const BALLOT_RECORD_FORMATS = ['csv', 'blt'] as const;
export type BallotRecordFormat = (typeof BALLOT_RECORD_FORMATS)[number];

/** The first line of a record as CSV. */
export const RECORD_CSV_HEADINGS = 'selection,count';

/** What the files of a rehearsal say of their purpose. */
const REHEARSAL = 'rehearsal';

/** A contest whose ballots are written, without the ballots. */
export interface RecordedContest {
  /** The contest key, such as `election:PROV-2025:SHERBROOKE`. It is the first line of the text of the digest. */
  readonly contest: string;
  readonly seats: number;
  /** In the order of the ballot, with `excluded` for those who withdrew. */
  readonly candidates: readonly Candidate[];
  /** Whether the ballots are those of a rehearsal, so that nothing was decided. */
  readonly isRehearsal: boolean;
}

/** The parts of a file around its ballots, and the line of each group of ballots. Every line ends with LF. */
export interface RecordWriter {
  readonly head: string;
  readonly line: (group: SelectionCount) => string;
  readonly tail: string;
}

/**
 * Returns the writer of the ballots of a contest in one of the formats.
 *
 * CSV is the heading `selection,count` and a line for each selection. Without the heading, and after a line with the
 * contest key, the lines are the text whose SHA-256 is the ballots digest (`ballotsText`).
 *
 * A rehearsal has a third column, `purpose`, which says `rehearsal` in every line. It is not in the text of the digest.
 *
 * BLT has every group of ballots with the numbers of the candidates, their names, and the contest key as title. Comments
 * at its end, which other programs skip, give the contest and the identifiers of the candidates, so that `readBlt` gets
 * everything that the digest needs. The title of a rehearsal says so, and so does a comment.
 *
 * @throws RangeError for a selection or a name that the format cannot hold. The rules of identifiers and names, which are
 *   checked when they are entered, forbid all of these
 */
export function recordWriter(format: BallotRecordFormat, contest: RecordedContest): RecordWriter {
  return format === 'csv' ? csvWriter(contest) : bltWriter(contest);
}

function csvWriter({ isRehearsal }: RecordedContest): RecordWriter {
  const [heading, purpose] = isRehearsal ? [',purpose', `,${REHEARSAL}`] : ['', ''];
  return {
    head: `${RECORD_CSV_HEADINGS}${heading}\n`,
    line: ({ selection, ballots }) => {
      if (selection !== BLANK_SELECTION && !SELECTION.test(selection)) {
        throw new RangeError(`The selection ${JSON.stringify(selection)} cannot be written without quotes.`);
      }
      return `${selection},${ballots}${purpose}\n`;
    },
    tail: '',
  };
}

/** Identifiers joined by `>`. The pattern of identifiers is that of @scrutin/election. */
const SELECTION = /^[A-Za-z0-9][\w.-]*(?:>[A-Za-z0-9][\w.-]*)*$/;

function bltWriter({ contest, seats, candidates, isRehearsal }: RecordedContest): RecordWriter {
  const numberOf = new Map(candidates.map(({ id }, index) => [id, index + 1]));
  const withdrawn = candidates.flatMap(({ excluded }, index) =>
    excluded === true ? [`-${index + 1}\n`] : [],
  );
  const names = candidates.map(({ name }) => `${bltName(name)}\n`);
  const title = isRehearsal ? `${contest} (${REHEARSAL})` : contest;
  const comments = [
    `${CONTEST_COMMENT} ${contest}\n`,
    ...(isRehearsal ? [`${PURPOSE_COMMENT} ${REHEARSAL}\n`] : []),
    ...candidates.map(({ id }, index) => `${CANDIDATE_COMMENT} ${index + 1} ${id}\n`),
  ];
  return {
    head: `${candidates.length} ${seats}\n${withdrawn.join('')}`,
    line: ({ selection, ballots }) => {
      const numbers = rankingOf(selection).map((id) => {
        const number = numberOf.get(id);
        if (number === undefined) throw new RangeError(`${id} is not a candidate of the contest.`);
        return `${number} `;
      });
      return `${ballots} ${numbers.join('')}0\n`;
    },
    tail: `0\n${names.join('')}${bltName(title)}\n${comments.join('')}`,
  };
}

export const CONTEST_COMMENT = '# scrutin contest';
const PURPOSE_COMMENT = '# scrutin purpose';
export const CANDIDATE_COMMENT = '# scrutin candidate';

/** A name between quotes. A quote or a backslash in it has a backslash before it. */
function bltName(name: string): string {
  if (name === '' || name !== foldName(name) || commandIn(name) !== undefined) {
    throw new RangeError(`The name ${JSON.stringify(name)} is not one line of text without controls.`);
  }
  return `"${name.replaceAll(/["\\]/g, '\\$&')}"`;
}
