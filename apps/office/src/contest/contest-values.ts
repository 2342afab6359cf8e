import type { ElectionPatch, LawPatch, NewElection, NewLaw } from '@scrutin/contracts/admin';
import { isTimeZone } from '@scrutin/election';
import type { LocalizedValue } from '../forms/localized-field.tsx';
import { NO_TEXT } from '../forms/localized-field.tsx';
import { TO_THE_MINUTE } from '../forms/moment-field.tsx';
import { numberOf } from '../forms/number-of.ts';
import type { OfficeContest } from './contest.ts';
import type { WindowValue } from './window-fields.tsx';

type LawOf = Extract<OfficeContest, { kind: 'law' }>;
type ElectionOf = Extract<OfficeContest, { kind: 'election' }>;

/** What a form about a contest edits. Numbers and shares are kept as they are typed. */
export interface ContestValues {
  readonly name: LocalizedValue;
  readonly window: WindowValue;
  readonly visibility: OfficeContest['results_visibility'];
  readonly blank: OfficeContest['blank_votes'];
  /** Only for an election. */
  readonly type: ElectionOf['type'];
  /** Only for a law, and so are the following. */
  readonly summary: LocalizedValue;
  readonly quorumVotes: string;
  readonly quorumShare: string;
  readonly threshold: string;
  readonly base: LawOf['threshold_base'];
}

/** What is decided when a contest is created, and never changes. */
export interface FixedValues {
  readonly id: string;
  readonly ballots: OfficeContest['ballot_record'];
  readonly approval: OfficeContest['approval'];
}

export const NEW_FIXED: FixedValues = { id: '', ballots: 'published', approval: 'two-officials' };

/** The fields of a contest that does not exist yet. The zone is that of the browser until somebody changes it. */
export function newValues(): ContestValues {
  const { timeZone } = new Intl.DateTimeFormat().resolvedOptions();
  return {
    name: NO_TEXT,
    window: { zone: isTimeZone(timeZone) ? timeZone : 'UTC', opens: '', closes: '' },
    visibility: 'after-closing',
    blank: 'not-allowed',
    type: 'municipal',
    summary: NO_TEXT,
    quorumVotes: '',
    quorumShare: '',
    threshold: '',
    base: 'valid',
  };
}

/** The fields of a contest as it is on record. */
export function valuesOf(contest: OfficeContest): ContestValues {
  const common = {
    window: {
      zone: contest.time_zone,
      opens: contest.opens_at_local.slice(0, TO_THE_MINUTE),
      closes: contest.closes_at_local.slice(0, TO_THE_MINUTE),
    },
    visibility: contest.results_visibility,
    blank: contest.blank_votes,
  };
  if (contest.kind === 'election')
    return { ...newValues(), ...common, name: contest.name, type: contest.type };
  return {
    ...newValues(),
    ...common,
    name: contest.title,
    summary: contest.summary,
    quorumVotes: contest.quorum_votes === null ? '' : String(contest.quorum_votes),
    quorumShare: contest.quorum_share ?? '',
    threshold: contest.threshold ?? '',
    base: contest.threshold_base,
  };
}

function numberOrNone(typed: string): number | null {
  return typed.trim() === '' ? null : numberOf(typed.trim());
}

function shareOf(typed: string): string | null {
  return typed.trim() === '' ? null : typed.trim();
}

/** The members of the API for one field of the form. */
const LAW_MEMBERS: { readonly [F in keyof ContestValues]: (values: ContestValues) => LawPatch } = {
  name: ({ name }) => ({ title: name }),
  window: windowMembers,
  visibility: ({ visibility }) => ({ results_visibility: visibility }),
  blank: ({ blank }) => ({ blank_votes: blank }),
  type: () => ({}),
  summary: ({ summary }) => ({ summary }),
  quorumVotes: ({ quorumVotes }) => ({ quorum_votes: numberOrNone(quorumVotes) }),
  quorumShare: ({ quorumShare }) => ({ quorum_share: shareOf(quorumShare) }),
  threshold: ({ threshold }) => ({ threshold: shareOf(threshold) }),
  base: ({ base }) => ({ threshold_base: base }),
};

function windowMembers({ window }: ContestValues): Pick<LawPatch, 'time_zone' | 'opens_at' | 'closes_at'> {
  return { time_zone: window.zone, opens_at: window.opens, closes_at: window.closes };
}

/** The changes of these fields of a law. */
export function lawPatch(values: ContestValues, fields: readonly (keyof ContestValues)[]): LawPatch {
  return Object.assign({}, ...fields.map((field) => LAW_MEMBERS[field](values))) as LawPatch;
}

/** The changes of these fields of an election. */
export function electionPatch(
  values: ContestValues,
  fields: readonly (keyof ContestValues)[],
): ElectionPatch {
  const { title, ...others } = lawPatch(values, fields);
  return {
    ...(others as ElectionPatch),
    ...(title === undefined ? {} : { name: title }),
    ...(fields.includes('type') ? { type: values.type } : {}),
  };
}

const LAW_FIELDS = [
  'name',
  'summary',
  'window',
  'visibility',
  'blank',
  'quorumVotes',
  'quorumShare',
  'threshold',
  'base',
] as const;
const ELECTION_FIELDS = ['name', 'type', 'window', 'visibility', 'blank'] as const;

/** A law to create. */
export function newLaw(values: ContestValues, { id, ballots, approval }: FixedValues): NewLaw {
  return { ...lawPatch(values, LAW_FIELDS), id, ballot_record: ballots, approval } as NewLaw;
}

/** An election to create. */
export function newElection(values: ContestValues, { id, ballots, approval }: FixedValues): NewElection {
  return { ...electionPatch(values, ELECTION_FIELDS), id, ballot_record: ballots, approval } as NewElection;
}
