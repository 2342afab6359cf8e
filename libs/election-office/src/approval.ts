import { Prisma } from '@scrutin/database';
import type {
  ApprovableAct,
  AwaitsApproval,
  CandidateKey,
  LocalizedText,
  NewLot,
  OfficialRole,
  Person,
  Proposal,
  Refusal,
  RollKey,
  RollOrigin,
  StepRequest,
} from '@scrutin/election';
import {
  approvableActOf,
  awaitsApproval,
  decidedRefusal,
  isAboveNumber,
  isOfInstallation,
  isSameValue,
  parseRollKey,
  refused,
  rolesThatApprove,
  rolesThatPropose,
} from '@scrutin/election';
import type { ActContext, ApprovableHeader, Transaction } from './act.ts';
import type { Actor } from './acts.ts';
import type { RollToPublish } from './contest-publication.ts';
import { PROPOSAL_COLUMNS, toProposal, withTimeZone } from './proposal-rows.ts';
import { storeList } from './proposed-list.ts';
import { readPolicy } from './read-policy.ts';
import { json, record } from './record-act.ts';
import { pendingRegistration } from './registration-proposals.ts';
import { inBothLanguages } from './void-reason.ts';

/** What a proposal asks for. `performProposal` carries each of them out. */
export type ActRequest =
  | {
      readonly kind: 'step';
      readonly contest: RollKey;
      readonly step: StepRequest;
      /** The roll that is published with the contest. */
      readonly roll?: RollToPublish | undefined;
      /**
       * How many credentials were added to it since its last publication, which was taken back. A decimal number;
       * undefined if it is published for the first time.
       */
      readonly added?: string | undefined;
      /** Which accepted votes the result to be certified does not include, as sentences. */
      readonly outstanding?: readonly LocalizedText[] | undefined;
    }
  | { readonly kind: 'withdrawal'; readonly candidate: CandidateKey; readonly reason: string }
  | {
      readonly kind: 'publication';
      readonly tabulation: string;
      readonly reason?: string | undefined;
    }
  | { readonly kind: 'lot'; readonly lot: NewLot }
  | {
      readonly kind: 'account';
      readonly email: string;
      readonly displayName: string;
      readonly role: OfficialRole;
    }
  | { readonly kind: 'password'; readonly officialId: string }
  | {
      readonly kind: 'policy';
      readonly acts: readonly ApprovableAct[];
      readonly lifetimeS: number;
      readonly replacingAbove: number;
      readonly registeringAbove: number;
      readonly reason: string;
    }
  | VoidingRequest
  | RegistrationRequest;

/** A request to replace or revoke credentials, which are stored as a list of the proposal; see `proposed-list.ts`. */
export interface VoidingRequest {
  readonly kind: 'voiding';
  readonly roll: RollKey;
  /** How many there are. */
  readonly credentials: number;
  /** How many of their voters move to another region. */
  readonly moving: number;
  /** SHA-256 of the list, in hexadecimal; see `digestOfList`. */
  readonly digest: string;
  /** Shows with which pepper the new credentials were hashed. */
  readonly pepperCheck?: string | undefined;
  readonly reason: string;
}

/** A request to add credentials to the roll of a published contest. The proposal does not hold them. */
export interface RegistrationRequest {
  readonly kind: 'registration';
  readonly roll: RollKey;
  /** How many are not on the roll yet. A decimal number. */
  readonly credentials: string;
  /** SHA-256 of the lines, in hexadecimal; see `LateRegistration`. */
  readonly digest: string;
  /** Where the lines come from: the SHA-256 of their manifest, for example. */
  readonly source: RollOrigin | undefined;
  readonly reason: string;
}

/** The approval of a proposal, which is about to be carried out. */
export interface GivenApproval {
  readonly proposalId: string;
  readonly approver: Actor;
}

/** An approval whose proposal is locked until the end of the transaction. */
export interface TakenApproval extends GivenApproval {
  /** Puts the decision down. @param basis what the act rests on now; SubjectChanged if it differs from then */
  readonly decide: (basis: Prisma.InputJsonValue | null) => Promise<void>;
}

/** The proposal cannot be approved: the refusal is the answer, and the act is not done. */
export class NotApprovable extends Error {
  readonly refusal: Refusal;
  /** True if it can never be approved. */
  readonly isVoid: boolean;
  constructor(refusal: Refusal, isVoid: boolean) {
    super(refusal.detail);
    this.refusal = refusal;
    this.isVoid = isVoid;
  }
}

/** Whether the policy asks for the approval of a second person for this act. */
export async function needsApproval(
  transaction: Transaction,
  { action, subject }: ApprovableHeader,
): Promise<boolean> {
  const act = approvableActOf(action);
  // Whether a replacement or a load needs an approval is known after it was judged; see `Done.needsApproval`.
  if (act === undefined || isAboveNumber(act)) return false;
  const { acts } = await readPolicy(transaction);
  if (!acts.includes(act)) return false;
  return isOfInstallation(act) ? othersCanDecide(transaction, act, subject) : needsTwo(transaction, subject);
}

/** Whether the contest to which the subject belongs is one of two officials. */
export async function needsTwo(transaction: Transaction, subject: string): Promise<boolean> {
  const contest = parseRollKey(subject.split(':').slice(0, 2).join(':'));
  if (contest === undefined) return false;
  const where = { id: contest.id };
  const select = { approval: true } as const;
  const row =
    contest.kind === 'law'
      ? await transaction.law.findUnique({ where, select })
      : await transaction.election.findUnique({ where, select });
  return row?.approval === 'two-officials';
}

/**
 * Whether at least two accounts other than the one concerned could decide together. Until then one person must be able
 * to act alone, as an installation begins without any account, and as the only other person may have lost a password.
 */
async function othersCanDecide(
  transaction: Transaction,
  act: ApprovableAct,
  subject: string,
): Promise<boolean> {
  const others = await transaction.official.count({
    where: {
      disabledAt: null,
      role: { in: [...rolesThatApprove(act)] },
      email: { not: subject.replace(/^official:/, '') },
    },
  });
  return others >= 2;
}

/** Stores an act that was judged as a proposal, with its act in the record. */
export async function propose(
  { database, clock }: ActContext,
  { actor, action, subject, reason, request, secret, listed = [] }: ApprovableHeader,
  basis: Prisma.InputJsonValue | null,
): Promise<AwaitsApproval> {
  return database.run('act', (client) =>
    client.$transaction(async (transaction) => {
      const nowMs = clock();
      const waiting =
        request.kind === 'registration'
          ? await pendingRegistration(transaction, actor, request, nowMs)
          : undefined;
      if (waiting !== undefined) return awaitsApproval(waiting);
      const { lifetimeS } = await readPolicy(transaction);
      const row = await transaction.proposal.create({
        data: {
          action,
          subject,
          request: json(request),
          secret: secret ?? null,
          before: basis ?? Prisma.DbNull,
          reason: reason ?? null,
          proposedBy: actor.name,
          officialId: actor.officialId ?? null,
          proposedAt: new Date(nowMs),
          expiresAt: new Date(nowMs + lifetimeS * 1_000),
        },
        select: PROPOSAL_COLUMNS,
      });
      await storeList(transaction, row.id, listed);
      const proposal = toProposal(row);
      await recordDecision(transaction, { actor, action: 'proposal.make', reason }, proposal);
      return awaitsApproval(await withTimeZone(transaction, proposal));
    }),
  );
}

interface DecisionHeader extends Pick<ApprovableHeader, 'actor' | 'action' | 'reason'> {
  /** Instead of the reason: why the proposal became void. The record has it in each language beside the reason. */
  readonly because?: LocalizedText | undefined;
}

/** Writes the act with which a proposal is made or decided, on the subject of the proposal. */
export async function recordDecision(
  transaction: Transaction,
  { actor, action, because, reason = because && inBothLanguages(because) }: DecisionHeader,
  { id, subject, action: proposed, request, proposedBy, expiresAtMs }: Proposal,
): Promise<void> {
  const after = {
    proposal: id,
    action: proposed,
    request,
    proposedBy: proposedBy.name,
    expiresAtMs,
    because,
  };
  await record(transaction, { actor, action, subject, reason, proposalId: id }, { after });
}

/**
 * Locks a proposal that is about to be carried out. Two approvals at the same time wait for each other here.
 *
 * @throws NotApprovable if it was decided in the meantime, has expired, or if its proposer may no longer propose it
 */
export async function takeApproval(
  { clock }: ActContext,
  transaction: Transaction,
  approval: GivenApproval,
): Promise<TakenApproval> {
  const { proposalId: id, approver } = approval;
  await transaction.$queryRaw`SELECT id FROM proposals WHERE id = ${id}::uuid FOR UPDATE`;
  const row = await transaction.proposal.findUniqueOrThrow({ where: { id }, select: PROPOSAL_COLUMNS });
  const proposal = toProposal(row);
  const nowMs = clock();
  const decided = decidedRefusal(proposal) ?? expiredRefusal(proposal, nowMs);
  if (decided !== undefined) throw new NotApprovable(decided, false);
  const gone = await proposerGone(transaction, proposal);
  if (gone !== undefined) throw new NotApprovable(gone, true);
  return {
    ...approval,
    async decide(basis) {
      if (!isSameValue(basis, row.before)) throw new NotApprovable(changed(proposal), true);
      const data = {
        secret: null,
        decision: 'approved',
        decidedBy: approver.name,
        decidedOfficialId: approver.officialId ?? null,
        decidedAt: new Date(nowMs),
      };
      await transaction.proposal.updateMany({ where: { id }, data });
    },
  };
}

/** The refusal if nobody may approve the proposal any more. */
export function expiredRefusal({ id, expiresAtMs }: Proposal, nowMs: number): Refusal | undefined {
  return nowMs < expiresAtMs
    ? undefined
    : refused('state-forbids', {
        fr: `Le délai d’approbation de la proposition ${id} est passé : l’acte est à proposer de nouveau.`,
        en: `The proposal ${id} has expired: the act must be proposed again.`,
      });
}

function changed({ subject }: Proposal): Refusal {
  return refused('state-forbids', {
    fr: `${subject} a changé depuis que l’acte a été proposé.`,
    en: `${subject} has changed since the act was proposed.`,
  });
}

/** The refusal if the account that proposed was disabled, or has another role now. */
export async function proposerGone(
  transaction: Transaction,
  { action, proposedBy: { name, officialId: id } }: Proposal,
): Promise<Refusal | undefined> {
  if (id === undefined) return undefined;
  await transaction.$queryRaw`SELECT id FROM officials WHERE id = ${id}::uuid FOR SHARE`;
  const select = { role: true, disabledAt: true } as const;
  const account = await transaction.official.findUnique({ where: { id }, select });
  const act = approvableActOf(action);
  const may = act !== undefined && rolesThatPropose(act).some((role) => role === account?.role);
  return account?.disabledAt === null && may
    ? undefined
    : refused('state-forbids', {
        fr: `Le compte de ${name}, qui a proposé l’acte, est désactivé ou a un autre rôle.`,
        en: `The account of ${name}, who proposed it, is disabled or has another role.`,
      });
}

/** The person who acts, as the database knows them. */
export async function personOf(transaction: Transaction, { name, officialId }: Actor): Promise<Person> {
  const rows = await transaction.$queryRaw<{ login: string }[]>`SELECT session_user::text AS login`;
  return { name, officialId, login: rows[0]?.login ?? '' };
}
