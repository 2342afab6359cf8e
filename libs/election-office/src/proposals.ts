import { storedWord } from '@scrutin/database';
import type {
  ActOutcome,
  ApprovableOutcome,
  LocalizedText,
  OfficialRole,
  Proposal,
  ProposalState,
  Refusal,
} from '@scrutin/election';
import {
  decidedRefusal,
  deciderRefusal,
  EXPIRY_NAME,
  isSamePerson,
  OFFICIAL_ROLES,
  reasonProblem,
  refusalOfProblems,
  refused,
} from '@scrutin/election';
import type { ActContext, Transaction } from './act.ts';
import type { Actor } from './acts.ts';
import type { ActRequest, RegistrationRequest } from './approval.ts';
import { expiredRefusal, NotApprovable, personOf, recordDecision } from './approval.ts';
import { changePolicy } from './approval-policy.ts';
import { registrationRefusal } from './approved-registering.ts';
import { performVoiding, voidingOf } from './approved-voiding.ts';
import { withdrawCandidate } from './candidates.ts';
import { step } from './contest-steps.ts';
import { recordLot } from './lots.ts';
import { createHashedOfficial, setHashedPassword } from './official-acts.ts';
import { PROPOSAL_COLUMNS, toProposal, withTimeZone, withTimeZones } from './proposal-rows.ts';
import { publishTabulation } from './publications.ts';
import { registrationOf } from './registration-proposals.ts';
import type { RollsInRedis } from './rolls-in-redis.ts';
import { isUuid } from './uuid.ts';
import { inBothLanguages, voidReasonOf } from './void-reason.ts';

/** The most proposals in a list, newest first. */
const MOST_LISTED = 500;
/** The actor of a proposal whose time is over. */
const EXPIRY: Actor = { name: EXPIRY_NAME };

/** The proposals in this state, or in any, newest first. */
export async function proposals(context: ActContext, state?: ProposalState): Promise<Proposal[]> {
  await expireDue(context);
  const where = state === undefined ? {} : { decision: state === 'pending' ? null : state };
  return context.database.run('proposals', async (client) => {
    const rows = await client.proposal.findMany({
      where,
      select: PROPOSAL_COLUMNS,
      orderBy: { proposedAt: 'desc' },
      take: MOST_LISTED,
    });
    return withTimeZones(client, rows.map(toProposal));
  });
}

export async function proposal(context: ActContext, id: string): Promise<Proposal | undefined> {
  if (!isUuid(id)) return undefined;
  await expireDue(context);
  return find(context, id);
}

/**
 * Approves a proposal: the act is judged again and carried out, in one transaction with the approval. If it no longer
 * fits, the proposal is void, and the refusal says why, that it is void now, and what to do.
 *
 * If an approved proposal to make credentials void was interrupted before Redis knew all of it, approving it again
 * completes it. Anybody who could have approved it may do so.
 *
 * @param roll the rolls in Redis, which such a proposal needs
 */
export async function approveProposal(
  context: ActContext,
  approver: Actor,
  id: string,
  roll?: RollsInRedis,
): Promise<ActOutcome<Proposal>> {
  const found = await proposal(context, id);
  if (found === undefined) return noProposal();
  const registration = registrationOf(found);
  if (registration !== undefined) return approveRegistration(context, approver, found, registration);
  const refusal = await context.database.run('proposals', (client) =>
    client.$transaction((transaction) => refusalFor(transaction, approver, found)),
  );
  if (refusal !== undefined) return refusal;
  const isRepeated = found.state === 'approved' && voidingOf(found) !== undefined;
  try {
    const approving = isRepeated ? context : { ...context, approval: { proposalId: id, approver } };
    const outcome = await perform(approving, found, roll);
    if (!outcome.ok && outcome.kind !== 'awaits-approval') {
      if (isRepeated || mayPass(outcome, found)) return outcome;
      return await makeVoid(context, approver, found, outcome);
    }
  } catch (error) {
    if (!(error instanceof NotApprovable)) throw error;
    return error.isVoid ? await makeVoid(context, approver, found, error.refusal) : error.refusal;
  }
  return { ok: true, value: (await find(context, id)) ?? found };
}

/** Approves late registrations, whose proposer then loads the same lines again. Void if they are not possible any more. */
async function approveRegistration(
  context: ActContext,
  approver: Actor,
  found: Proposal,
  asked: RegistrationRequest,
): Promise<ActOutcome<Proposal>> {
  const judged = { isVoid: false };
  const outcome = await decide(
    context,
    approver,
    found.id,
    { decision: 'approved' },
    async (transaction, proposal) => {
      const mayNot = await refusalFor(transaction, approver, proposal);
      if (mayNot !== undefined) return mayNot;
      const refusal = await registrationRefusal(context, transaction, proposal, asked);
      judged.isVoid = refusal !== undefined;
      return refusal;
    },
  );
  return !outcome.ok && judged.isVoid ? makeVoid(context, approver, found, outcome) : outcome;
}

/**
 * Whether the act that was refused may be allowed later: what is missing may still come, another load of the roll ends,
 * and a roll that Redis has lost is loaded again. Any other refusal is final.
 */
function mayPass({ kind }: Refusal, found: Proposal): boolean {
  return (
    kind === 'incomplete' || (voidingOf(found) !== undefined && (kind === 'in-use' || kind === 'not-found'))
  );
}

/** Refuses the proposal of somebody else, with a reason. */
export function refuseProposal(
  context: ActContext,
  actor: Actor,
  id: string,
  reason: string,
): Promise<ActOutcome<Proposal>> {
  return decide(context, actor, id, { decision: 'refused', reason }, (transaction, found) =>
    refusalFor(transaction, actor, found),
  );
}

/** Withdraws one's own proposal. */
export function withdrawProposal(
  context: ActContext,
  actor: Actor,
  id: string,
): Promise<ActOutcome<Proposal>> {
  return decide(context, actor, id, { decision: 'withdrawn' }, async (transaction, found) =>
    isSamePerson(await personOf(transaction, actor), found.proposedBy)
      ? undefined
      : refused('state-forbids', {
          fr: 'Seule la personne qui a proposé l’acte peut retirer la proposition.',
          en: 'Only the person who proposed the act can withdraw the proposal.',
        }),
  );
}

/** The refusal if this person may not approve or refuse the proposal. */
async function refusalFor(
  transaction: Transaction,
  actor: Actor,
  found: Proposal,
): Promise<Refusal | undefined> {
  const person = await personOf(transaction, actor);
  return deciderRefusal(found, person, await roleOf(transaction, actor));
}

async function roleOf(transaction: Transaction, { officialId }: Actor): Promise<OfficialRole | undefined> {
  if (officialId === undefined) return undefined;
  const { role } = await transaction.official.findUniqueOrThrow({
    where: { id: officialId },
    select: { role: true },
  });
  return storedWord(OFFICIAL_ROLES, role);
}

/** Carries out what was proposed, in the name of its proposer. */
async function perform(
  context: ActContext,
  found: Proposal,
  roll: RollsInRedis | undefined,
): Promise<ApprovableOutcome<unknown>> {
  // Late registrations are carried out by loading them again; see `approveRegistration`.
  const request = found.request as Exclude<ActRequest, RegistrationRequest>;
  const { name, officialId } = found.proposedBy;
  const actor: Actor = officialId === undefined ? { name } : { name, officialId };
  switch (request.kind) {
    case 'step':
      return step(context, actor, request.contest, request.step);
    case 'withdrawal':
      return withdrawCandidate(context, actor, request.candidate, request.reason);
    case 'publication':
      return publishTabulation(context, actor, request.tabulation, request.reason);
    case 'lot':
      return recordLot(context, actor, request.lot);
    case 'account':
      return createHashedOfficial(context, actor, request, await secretOf(context, found.id));
    case 'password':
      return setHashedPassword(context, actor, request.officialId, await secretOf(context, found.id));
    case 'policy':
      return changePolicy(context, actor, request, request.reason);
    case 'voiding':
      return performVoiding(context, actor, found, request, roll);
  }
}

/** The hash of the password that the proposal sets. Only the admin API may read it. */
async function secretOf({ database }: ActContext, id: string): Promise<string> {
  const row = await database.run('proposals', (client) =>
    client.proposal.findUniqueOrThrow({ where: { id }, select: { secret: true } }),
  );
  return row.secret ?? '';
}

interface Decision {
  readonly decision: 'approved' | 'refused' | 'withdrawn' | 'expired' | 'void';
  readonly reason?: string;
  /** Why the proposal became void. */
  readonly because?: LocalizedText;
}

const ACTION_OF = {
  approved: 'proposal.approve',
  refused: 'proposal.refuse',
  withdrawn: 'proposal.withdraw',
  expired: 'proposal.expire',
  void: 'proposal.void',
} as const;

/** Decides a proposal without carrying it out, if it is pending and `judge` allows it. */
function decide(
  context: ActContext,
  actor: Actor,
  id: string,
  { decision, reason, because }: Decision,
  judge: (transaction: Transaction, found: Proposal) => Promise<Refusal | undefined> | undefined,
): Promise<ActOutcome<Proposal>> {
  const problem = decision === 'refused' ? refusalOfProblems(reasonProblem(reason)) : undefined;
  if (problem !== undefined) return Promise.resolve(problem);
  if (!isUuid(id)) return Promise.resolve(noProposal());
  return context.database.run('act', (client) =>
    client.$transaction(async (transaction) => {
      await transaction.$queryRaw`SELECT id FROM proposals WHERE id = ${id}::uuid FOR UPDATE`;
      const row = await transaction.proposal.findUnique({ where: { id }, select: PROPOSAL_COLUMNS });
      if (row === null) return noProposal();
      const found = toProposal(row);
      const nowMs = context.clock();
      const refusal =
        decidedRefusal(found) ??
        (decision === 'expired' ? undefined : expiredRefusal(found, nowMs)) ??
        (await judge(transaction, found));
      if (refusal !== undefined) return refusal;
      const data = {
        secret: null,
        decision,
        decidedBy: actor.name,
        decidedOfficialId: actor.officialId ?? null,
        decidedAt: new Date(nowMs),
        decisionReason: reason ?? (because && inBothLanguages(because)) ?? null,
      };
      await transaction.proposal.updateMany({ where: { id }, data });
      await recordDecision(transaction, { actor, action: ACTION_OF[decision], reason, because }, found);
      const after = await transaction.proposal.findUniqueOrThrow({ where: { id }, select: PROPOSAL_COLUMNS });
      return { ok: true, value: await withTimeZone(transaction, toProposal(after)) } as const;
    }),
  );
}

/**
 * Puts down that a proposal is void, unless somebody else decided it in the meantime.
 *
 * @returns the refusal, which also says that the proposal is void now, and what to do
 */
async function makeVoid(
  context: ActContext,
  actor: Actor,
  { id }: Proposal,
  refusal: Refusal,
): Promise<Refusal> {
  const because = voidReasonOf(refusal);
  const decided = await decide(context, actor, id, { decision: 'void', because }, () => undefined);
  if (!decided.ok) return refusal;
  const { kind, text, onRecord } = refusal;
  return refused(
    kind,
    {
      fr: `${text.fr} La proposition ${id} est maintenant nulle : proposez l’acte de nouveau, corrigé, s’il le faut encore.`,
      en: `${text.en} The proposal ${id} is void now: propose the act again, corrected, if it is still needed.`,
    },
    onRecord,
  );
}

/** Puts down that the time of proposals is over. It is called whenever somebody looks at proposals. */
async function expireDue(context: ActContext): Promise<void> {
  const due = await context.database.run('proposals', (client) =>
    client.proposal.findMany({
      where: { decision: null, expiresAt: { lte: new Date(context.clock()) } },
      select: { id: true },
    }),
  );
  for (const { id } of due) await decide(context, EXPIRY, id, { decision: 'expired' }, () => undefined);
}

async function find({ database }: ActContext, id: string): Promise<Proposal | undefined> {
  return database.run('proposals', async (client) => {
    const row = await client.proposal.findUnique({ where: { id }, select: PROPOSAL_COLUMNS });
    return row === null ? undefined : withTimeZone(client, toProposal(row));
  });
}

function noProposal(): Refusal {
  return refused('not-found', { fr: 'Cette proposition n’existe pas.', en: 'There is no such proposal.' });
}
