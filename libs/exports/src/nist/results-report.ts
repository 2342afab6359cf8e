import type { ResultRecord } from '../results/result-record.ts';
import { electionParts } from './election-parts.ts';
import { lawParts } from './law-parts.ts';
import { wholeSeconds } from './report-texts.ts';

/** The office in whose name a report is made. */
export interface Issuer {
  readonly name: string;
  readonly abbreviation: string;
}

/** The issuer of an installation that names none. */
export const DEFAULT_ISSUER: Issuer = { name: 'Election office', abbreviation: 'EO' };

/** What a report is specific about, besides its head. */
export interface ReportParts {
  readonly units: readonly object[];
  readonly parties: readonly object[];
  readonly election: object;
  /** In the order of the contests: what the format has no member for. */
  readonly notes: readonly string[];
}

/**
 * The results as an election results report (NIST SP 1500-100, version 2, JSON). Pure: the same record is the same
 * report. docs/EXPORTS.md says how each of our terms is mapped. Votes of a count by STV are decimal numbers, as the
 * format wants; a number with more than 15 digits is rounded there, and the other formats have all digits.
 */
export function resultsReport(record: ResultRecord, issuer: Issuer): object {
  const parts = record.kind === 'law' ? lawParts(record) : electionParts(record);
  const contest = record.kind === 'law' ? record.law : record.election;
  return {
    '@type': 'ElectionResults.ElectionReport',
    Format: 'summary-contest',
    GeneratedDate: wholeSeconds(record.as_of),
    Issuer: issuer.name,
    IssuerAbbreviation: issuer.abbreviation,
    SequenceStart: 1,
    SequenceEnd: 1,
    Status: statusOf(record),
    VendorApplicationId: 'Scrutin',
    ...(contest.purpose === 'rehearsal' ? { IsTest: true, TestType: 'rehearsal' } : {}),
    ...(parts.notes.length === 0 ? {} : { Notes: parts.notes.join(' ') }),
    GpUnit: parts.units,
    ...(parts.parties.length === 0 ? {} : { Party: parts.parties }),
    Election: [parts.election],
  };
}

/** How final the results are. They are complete once every count is published. */
function statusOf(record: ResultRecord): string {
  const contest = record.kind === 'law' ? record.law : record.election;
  if (contest.certified) return 'certified';
  if (contest.state === 'not-open') return 'pre-election';
  const counts =
    record.kind === 'law' ? [record.tabulation] : record.races.map(({ tabulation }) => tabulation);
  const isComplete = contest.state === 'closed' && counts.every((count) => count !== null);
  return isComplete ? 'unofficial-complete' : 'unofficial-partial';
}
