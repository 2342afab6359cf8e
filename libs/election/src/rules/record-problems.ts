import { THRESHOLD_BASES } from '@scrutin/tabulation';
import { APPROVAL_MODES } from '../acts/approval-mode.ts';
import { BALLOT_RECORDS } from '../contests/ballot-record.ts';
import { BLANK_VOTES } from '../contests/blank-votes.ts';
import type { NewCandidate } from '../contests/candidate.ts';
import { candidateName } from '../contests/candidate.ts';
import type { Election, PoliticalParty, Region } from '../contests/election.ts';
import { ELECTION_TYPES } from '../contests/election.ts';
import type { Law } from '../contests/law.ts';
import type { LocalizedText } from '../contests/localized-text.ts';
import { CONTEST_PURPOSES } from '../contests/purpose.ts';
import { RESULTS_VISIBILITIES } from '../contests/results-visibility.ts';
import type { FieldProblem } from '../values/field-problem.ts';
import { fieldProblems } from '../values/field-problem.ts';
import { photoProblem } from '../values/photo-address.ts';
import { isTimeZone } from '../values/time-zone.ts';
import {
  bothNames,
  bothTexts,
  identifierProblem,
  integerProblem,
  nameProblem,
  shareProblem,
  windowProblems,
  wordProblem,
} from '../values/value-checks.ts';
import { blankNameProblem } from '../voting/blank-names.ts';
import { isBlankWord } from '../voting/selection.ts';

/**
 * These functions find all problems of the values of a record, without looking at other records. The paths lead to
 * members of the record, e.g. `['window', 'closesAtMs']`.
 */

/** The last place on a ballot. */
const LAST_PLACE = 1_000_000;
/** The largest bigint of PostgreSQL. */
const MOST_VOTES = 2n ** 63n - 1n;

const QUORUM_IS_VOTES = {
  fr: 'Le quorum doit être un nombre de votes.',
  en: 'The quorum must be a number of votes.',
};

export function lawProblems(law: Law): FieldProblem[] {
  const { quorumVotes, threshold } = law;
  const isQuorum = quorumVotes === undefined || (quorumVotes >= 0n && quorumVotes <= MOST_VOTES);
  return [
    ...fieldProblems([['id'], identifierProblem('law', law.id)]),
    ...bothNames('title', 'title', law.title),
    ...bothTexts('summary', 'summary', law.summary),
    ...windowProblems(law.window),
    ...fieldProblems(
      [['timeZone'], timeZoneProblem(law.timeZone)],
      [['resultsVisibility'], visibilityProblem(law.resultsVisibility)],
      [['blankVotes'], wordProblem('choice about blank votes', BLANK_VOTES, law.blankVotes)],
      [['approval'], approvalProblem(law.approval)],
      [['purpose'], wordProblem('purpose', CONTEST_PURPOSES, law.purpose)],
      [['ballotRecord'], wordProblem('choice about the ballots', BALLOT_RECORDS, law.ballotRecord)],
      [['quorumVotes'], isQuorum ? undefined : QUORUM_IS_VOTES],
      [['quorumShare'], law.quorumShare === undefined ? undefined : shareProblem('quorum', law.quorumShare)],
      [['threshold'], threshold === undefined ? undefined : shareProblem('threshold', threshold)],
      [['thresholdBase'], wordProblem('base of the threshold', THRESHOLD_BASES, law.thresholdBase)],
    ),
  ];
}

/** Identifiers that no election may have. Ballots are sent to `POST /api/v1/elections/vote`. */
const RESERVED: ReadonlySet<string> = new Set(['vote']);

export function electionProblems(election: Election): FieldProblem[] {
  const reserved = {
    fr: `Une élection ne peut pas s’appeler ${election.id} : les bulletins sont envoyés à cette adresse.`,
    en: `An election cannot be called ${election.id}: ballots are sent to that address.`,
  };
  return [
    ...fieldProblems(
      [['id'], identifierProblem('election', election.id)],
      [['id'], RESERVED.has(election.id) ? reserved : undefined],
    ),
    ...bothNames('name', 'name', election.name),
    ...fieldProblems([['type'], wordProblem('type', ELECTION_TYPES, election.type)]),
    ...windowProblems(election.window),
    ...fieldProblems(
      [['timeZone'], timeZoneProblem(election.timeZone)],
      [['resultsVisibility'], visibilityProblem(election.resultsVisibility)],
      [['purpose'], wordProblem('purpose', CONTEST_PURPOSES, election.purpose)],
      [['ballotRecord'], wordProblem('choice about the ballots', BALLOT_RECORDS, election.ballotRecord)],
      [['blankVotes'], wordProblem('choice about blank votes', BLANK_VOTES, election.blankVotes)],
      [['approval'], approvalProblem(election.approval)],
    ),
  ];
}

export function regionProblems({ id, name }: Region): FieldProblem[] {
  return [...fieldProblems([['id'], identifierProblem('region', id)]), ...bothNames('name', 'name', name)];
}

const COLOUR_FORM = {
  fr: 'La couleur doit être # suivi de six chiffres hexadécimaux.',
  en: 'The colour must be # and six hexadecimal digits.',
};

export function partyProblems({ code, name, color }: PoliticalParty): FieldProblem[] {
  const isColor = /^#[0-9A-Fa-f]{6}$/.test(color);
  return [
    ...fieldProblems([['code'], identifierProblem('party', code)]),
    ...bothNames('name', 'name', name),
    ...fieldProblems(
      [['name', 'fr'], blankNameProblem(name.fr)],
      [['name', 'en'], blankNameProblem(name.en)],
    ),
    ...fieldProblems([['color'], isColor ? undefined : COLOUR_FORM]),
  ];
}

/** @param candidate without a position, if the next free place is meant */
export function candidateProblems(candidate: NewCandidate): FieldProblem[] {
  const { firstName, partyCode, position } = candidate;
  return [
    ...fieldProblems(
      [['id'], identifierProblem('candidate', candidate.id) ?? blankProblem(candidate.id)],
      [['partyCode'], partyCode === undefined ? undefined : identifierProblem('party', partyCode)],
      [['firstName'], firstName === undefined ? undefined : nameProblem('first name', firstName)],
      [['lastName'], nameProblem('last name', candidate.lastName)],
      [['lastName'], blankNameProblem(candidateName(candidate))],
    ),
    ...bothTexts('bio', 'biography', candidate.bio),
    ...bothTexts('promises', 'promises', candidate.promises),
    ...fieldProblems(
      [['photoUrl'], photoProblem(candidate.photoUrl)],
      [
        ['position'],
        position === undefined ? undefined : integerProblem('place on the ballot', position, 0, LAST_PLACE),
      ],
    ),
  ];
}

function blankProblem(id: string): LocalizedText | undefined {
  if (!isBlankWord(id)) return undefined;
  return {
    fr: `L’identifiant ${id} désigne le vote blanc et ne peut pas être celui d’une candidature : permettez plutôt le vote blanc dans ce scrutin.`,
    en: `A candidate cannot have the identifier ${id}, which is the word for a blank vote: let the contest take blank votes.`,
  };
}

function visibilityProblem(visibility: string): LocalizedText | undefined {
  return wordProblem('visibility of the results', RESULTS_VISIBILITIES, visibility);
}

function approvalProblem(approval: string): LocalizedText | undefined {
  return wordProblem('approval', APPROVAL_MODES, approval);
}

function timeZoneProblem(timeZone: string): LocalizedText | undefined {
  return isTimeZone(timeZone)
    ? undefined
    : {
        fr: 'Le fuseau horaire doit être un nom de la base IANA, par exemple America/Toronto, ou UTC.',
        en: 'The time zone must be a name of the IANA database, e.g. America/Toronto, or UTC.',
      };
}
