import type { LocalizedText } from '../contests/localized-text.ts';
import { approvableActOf, rolesThatApprove } from './approval-policy.ts';
import type { OfficialRole } from './official-roles.ts';
import { ROLE_NAMES } from './official-roles.ts';
import type { ActOutcome, Refusal } from './refusal.ts';
import { refused } from './refusal.ts';

/** What became of a proposal. `void`: when somebody approved it, it no longer fitted what had happened since. */
const PROPOSAL_DECISIONS = ['approved', 'refused', 'withdrawn', 'expired', 'void'] as const;

export const PROPOSAL_STATES = ['pending', ...PROPOSAL_DECISIONS] as const;
export type ProposalState = (typeof PROPOSAL_STATES)[number];

/** Somebody who acts, as the database knows them: an account, or a login of the command line. */
export interface Person {
  /** The e-mail address of an account, or the command line and its user. */
  readonly name: string;
  /** The account; undefined for the command line. */
  readonly officialId: string | undefined;
  /** The login of the database. It identifies somebody who uses the command line. */
  readonly login: string;
}

/** An act that waits for the approval of a second person, or waited for it. */
export interface Proposal {
  readonly id: string;
  /** The action and the subject that the act has in the record of acts. */
  readonly action: string;
  readonly subject: string;
  /** What was asked for, as JSON. It never contains a password. */
  readonly request: unknown;
  /** The same in sentences, for whoever approves it. */
  readonly inWords: LocalizedText;
  /** The time zone of the contest that it is about; undefined if it is about none. */
  readonly timeZone?: string | undefined;
  readonly reason: string | undefined;
  readonly proposedBy: Person;
  readonly proposedAtMs: number;
  readonly expiresAtMs: number;
  readonly state: ProposalState;
  /** Who decided; undefined while it is pending. */
  readonly decidedBy: string | undefined;
  readonly decidedAtMs: number | undefined;
  readonly decisionReason: string | undefined;
}

/** The act was judged and could be done, but it waits for a second person. Nothing has changed. */
export interface AwaitsApproval extends Omit<Refusal, 'kind'> {
  readonly kind: 'awaits-approval';
  readonly proposal: Proposal;
}

/** The outcome of an act that may need the approval of a second person. */
export type ApprovableOutcome<T> = ActOutcome<T> | AwaitsApproval;

/** The outcome of an act that was stored as a proposal. */
export function awaitsApproval(proposal: Proposal): AwaitsApproval {
  const isLoad = approvableActOf(proposal.action) === 'registering';
  const en = `It waits for the approval of a second person, as proposal ${proposal.id}.${isLoad ? LOAD_AGAIN.en : ''}`;
  const fr = `L’acte attend l’approbation d’une deuxième personne : proposition ${proposal.id}.${isLoad ? LOAD_AGAIN.fr : ''}`;
  return { ok: false, kind: 'awaits-approval', proposal, text: { fr, en }, detail: en };
}

/** What the approval of a load does not do by itself, because no proposal holds the credentials. */
const LOAD_AGAIN = {
  fr: ' Rien n’a été chargé. Une fois la proposition approuvée, chargez de nouveau le même fichier.',
  en: ' Nothing was loaded. Once it is approved, load the same file again.',
};

/**
 * Whether two entries of the record mean the same person. On the command line, users of one login of the database
 * cannot be told apart, and one user may have several logins.
 */
export function isSamePerson(one: Person, other: Person): boolean {
  if (one.officialId !== undefined || other.officialId !== undefined)
    return one.officialId === other.officialId;
  return one.login === other.login || one.name === other.name;
}

/** The refusal if a proposal is decided already. */
export function decidedRefusal({ id, state }: Pick<Proposal, 'id' | 'state'>): Refusal | undefined {
  return state === 'pending'
    ? undefined
    : refused('state-forbids', {
        fr: `La proposition ${id} est déjà réglée : ${DECISIONS[state].fr}`,
        en: `The proposal ${id} is decided already: ${DECISIONS[state].en}`,
      });
}

const DECISIONS: Readonly<Record<Exclude<ProposalState, 'pending'>, LocalizedText>> = {
  approved: { fr: 'elle est approuvée.', en: 'it was approved.' },
  refused: { fr: 'elle est refusée.', en: 'it was refused.' },
  withdrawn: { fr: 'elle est retirée.', en: 'it was withdrawn.' },
  expired: {
    fr: 'son délai est passé. Proposez l’acte de nouveau.',
    en: 'it has expired. Propose the act again.',
  },
  void: {
    fr: 'elle est nulle, car elle ne convenait plus. Proposez l’acte de nouveau s’il le faut.',
    en: 'it is void, because it no longer fitted. Propose the act again if it is still needed.',
  },
};

/**
 * The refusal if this person may not approve or refuse the proposal.
 *
 * @param role the role of the person's account; undefined for the command line
 */
export function deciderRefusal(
  { action, proposedBy }: Pick<Proposal, 'action' | 'proposedBy'>,
  person: Person,
  role: OfficialRole | undefined,
): Refusal | undefined {
  if (isSamePerson(person, proposedBy)) {
    return refused('state-forbids', {
      fr: 'Personne n’approuve ni ne refuse sa propre proposition : une autre personne la règle, ou vous la retirez.',
      en: 'Nobody approves or refuses their own proposal: somebody else decides it, or you withdraw it.',
    });
  }
  const act = approvableActOf(action);
  if (role === undefined) {
    return proposedBy.officialId === undefined && act !== 'accounts'
      ? undefined
      : refused('state-forbids', {
          fr: 'Seul un compte, par l’API d’administration, peut régler cette proposition.',
          en: 'Only an account can decide this proposal, through the admin API.',
        });
  }
  return act !== undefined && rolesThatApprove(act).includes(role)
    ? undefined
    : refused('state-forbids', {
        fr: `Le rôle de votre compte (« ${ROLE_NAMES[role].fr} ») ne permet pas de régler une telle proposition.`,
        en: `The role of your account, "${ROLE_NAMES[role].en}", does not allow it to decide such a proposal.`,
      });
}
