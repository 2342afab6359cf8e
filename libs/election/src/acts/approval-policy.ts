import type { LocalizedText } from '../contests/localized-text.ts';
import { integerProblem } from '../values/value-checks.ts';
import type { OfficialRole } from './official-roles.ts';

/**
 * The acts for which a policy can ask for the approval of a second person.
 *
 * - `schedule` to `certify`: the steps of a contest. `open` opens it before its time, `close` closes it before its time.
 * - `withdrawal`: the withdrawal of a candidate
 * - `lot`: a lot that was drawn to break a tie
 * - `publication`: the publication of a count
 * - `replacing`: replacing and revoking more credentials of a contest than `replacingAbove`
 * - `registering`: adding more credentials to the roll of a published contest than `registeringAbove`
 * - `accounts`: creating an account, and setting the password of somebody else
 * - `policy`: changing the policy itself
 */
export const APPROVABLE_ACTS = [
  'schedule',
  'unschedule',
  'open',
  'extend',
  'close',
  'certify',
  'withdrawal',
  'lot',
  'publication',
  'replacing',
  'registering',
  'accounts',
  'policy',
] as const;
export type ApprovableAct = (typeof APPROVABLE_ACTS)[number];

/** The policy of an installation. On contests it applies only to those of two officials. */
export interface ApprovalPolicy {
  readonly acts: readonly ApprovableAct[];
  /** For how many seconds a proposal can be approved. */
  readonly lifetimeS: number;
  /**
   * How many credentials of a contest one official may replace or revoke alone, in total. What a second official approved
   * does not count. It has an effect only if `acts` names `replacing`.
   */
  readonly replacingAbove: number;
  /**
   * How many credentials one official may add alone to the roll of a published contest, in total. What a second official
   * approved does not count. It has an effect only if `acts` names `registering`.
   */
  readonly registeringAbove: number;
}

/**
 * The actions of the record of acts that each word of a policy stands for. The database has the same list in its function
 * approvable_act(), for those who do not use this program.
 */
export const ACTIONS_OF: Readonly<Record<ApprovableAct, readonly string[]>> = {
  schedule: ['law.schedule', 'election.schedule'],
  unschedule: ['law.unschedule', 'election.unschedule'],
  open: ['law.open', 'election.open'],
  extend: ['law.extend', 'election.extend'],
  close: ['law.close', 'election.close'],
  certify: ['law.certify', 'election.certify'],
  withdrawal: ['candidate.withdraw'],
  lot: ['lot.record'],
  publication: ['tabulation.publish', 'tabulation.supersede', 'tabulation.reinstate'],
  replacing: ['roll.replace', 'roll.revoke'],
  registering: ['roll.record'],
  accounts: ['official.create', 'official.set-password'],
  policy: ['policy.change'],
};

/** The word of the policy for an action of the record of acts; undefined for one that never needs an approval. */
export function approvableActOf(action: string): ApprovableAct | undefined {
  return APPROVABLE_ACTS.find((act) => ACTIONS_OF[act].includes(action));
}

/** Whether the act concerns the installation and no contest. The policy alone then says whether it needs an approval. */
export function isOfInstallation(act: ApprovableAct): boolean {
  return act === 'accounts' || act === 'policy';
}

/** Whether the act needs an approval only above a number, so that only its outcome shows whether it does. */
export function isAboveNumber(act: ApprovableAct): boolean {
  return act === 'replacing' || act === 'registering';
}

/** The roles whose accounts may do the act. A proposal of an account that has lost the role can no longer be approved. */
export function rolesThatPropose(act: ApprovableAct): readonly OfficialRole[] {
  if (isAboveNumber(act)) return ['official', 'operator'];
  return isOfInstallation(act) ? ['operator'] : ['official'];
}

/**
 * The roles whose accounts may approve the act. Officials may approve what operators do with accounts, as otherwise an
 * operator could create the second official whom an act on a contest needs.
 */
export function rolesThatApprove(act: ApprovableAct): readonly OfficialRole[] {
  return isOfInstallation(act) ? ['official', 'operator'] : ['official'];
}

const SHORTEST_LIFETIME_S = 60;
const LONGEST_LIFETIME_S = 30 * 86_400;
const MOST_ALONE = 10_000_000;

const UNKNOWN_ACT = {
  fr: `Les actes d’une politique sont ${APPROVABLE_ACTS.join(', ')}, chacun une fois.`,
  en: `The acts of a policy are ${APPROVABLE_ACTS.join(', ')}, each of them once.`,
};

/** The first thing that is wrong with a policy. */
export function policyProblem({
  acts,
  lifetimeS,
  replacingAbove,
  registeringAbove,
}: ApprovalPolicy): LocalizedText | undefined {
  const known = acts.every((act) => APPROVABLE_ACTS.includes(act)) && new Set(acts).size === acts.length;
  if (!known) return UNKNOWN_ACT;
  return (
    integerProblem('lifetime of proposals', lifetimeS, SHORTEST_LIFETIME_S, LONGEST_LIFETIME_S) ??
    integerProblem('number of credentials replaced alone', replacingAbove, 0, MOST_ALONE) ??
    integerProblem('number of credentials added alone', registeringAbove, 0, MOST_ALONE)
  );
}
