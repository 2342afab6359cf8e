import { electionColumns, lawColumns, toElection, toLaw } from '@scrutin/database';
import type {
  ActOutcome,
  ApprovableOutcome,
  BallotsInBox,
  ContestKey,
  Election,
  Law,
  Readiness,
  RollKey,
  Stage,
  StepRequest,
} from '@scrutin/election';
import {
  nextStage,
  noticeOfStep,
  openingProblem,
  parseRollKey,
  readinessGap,
  refused,
  SETTLING_DELAY_MS,
  stepProblem,
} from '@scrutin/election';
import type { ActContext, Done, Transaction } from './act.ts';
import { act } from './act.ts';
import type { Actor } from './acts.ts';
import type { ActRequest } from './approval.ts';
import { judgeCertification } from './certification.ts';
import type { Publication } from './contest-publication.ts';
import { publicationOf } from './contest-publication.ts';
import { contest } from './contests.ts';
import { digestBallots } from './digested-ballots.ts';
import type { Locked } from './locked-contests.ts';
import { lockContest } from './locked-contests.ts';
import { writeNotice } from './notices.ts';
import type { OutstandingVotes } from './outstanding-votes.ts';
import { outstandingTexts, queuesMakeUp } from './outstanding-votes.ts';
import { readReadiness } from './readiness.ts';
import type { RejectedByContest } from './rejected-votes.ts';

export async function step(
  context: ActContext,
  actor: Actor,
  subject: RollKey,
  request: StepRequest,
): Promise<ApprovableOutcome<Law | Election>> {
  const parsed = parseRollKey(subject);
  if (parsed === undefined)
    return refused('not-found', {
      fr: 'Une étape concerne une loi ou une élection.',
      en: 'A step is taken for a law or for an election.',
    });
  const problem = stepProblem(request);
  if (problem !== undefined) return problem;
  const reason = request.reason?.trim() === '' ? undefined : request.reason;
  const asked = { kind: 'step', contest: subject, step: request } as const;
  const header = { actor, action: `${parsed.kind}.${request.step}`, subject, reason, request: asked };
  const lookedUp = request.step === 'certify' ? await lookUp(context, subject) : NOTHING_LOOKED_UP;
  return act<Law | Election>(context, header, async (transaction) => {
    const locked = await lockContest(context, transaction, parsed);
    if (!locked.ok) return locked;
    const cancellable =
      request.step === 'cancel' ? await lastStage(transaction, subject, locked.contest) : undefined;
    const next = nextStage(locked.contest, request, locked.nowMs, cancellable);
    if (!next.ok) return next;
    const unexplained = openingProblem(locked.contest.status, request);
    if (unexplained !== undefined) return unexplained;
    const needs = await judgeNeeds(transaction, subject, locked, request, lookedUp);
    if (!needs.ok) return needs;
    const publication = locked.state === 'draft' ? await publicationOf(transaction, subject) : undefined;
    const after = await save(transaction, locked.contest, next);
    const notice = noticeOfStep(request.step, locked.state !== 'draft', after);
    if (notice !== undefined) await writeNotice(transaction, subject, { ...notice, reason });
    return {
      ok: true,
      value: after,
      before: locked.contest,
      after: { ...after, ...needs.value },
      effectiveAtMs: next.effectiveAtMs,
      // A contest that one official has taken back is not published again, with whatever was changed, by one alone.
      needsApproval: publication?.addedSinceLast !== undefined,
      ...proposed(asked, locked.contest, publication, needs.value.outstanding),
    };
  });
}

/**
 * What a second official approves besides the step itself: what becomes public, and which votes the result does not
 * include. The proposal is void once either differs.
 */
function proposed(
  asked: Extract<ActRequest, { kind: 'step' }>,
  contest: Law | Election,
  publication: Publication | undefined,
  outstanding: OutstandingVotes | undefined,
): Pick<Done<unknown>, 'basis' | 'request'> {
  if (publication !== undefined) {
    const { roll, version, addedSinceLast } = publication;
    const more = addedSinceLast === undefined ? {} : { added: addedSinceLast.toString() };
    return { basis: { ...contest, roll, version }, request: { ...asked, roll, ...more } };
  }
  if (outstanding === undefined) return {};
  const { differences, unreported, unknown } = outstanding;
  // The time of a report is left out, because a process that still runs reports again and again.
  const incompleteIntakes = outstanding.incompleteIntakes.map(({ intake }) => intake).toSorted();
  return {
    basis: { ...contest, outstanding: { differences, unreported, unknown, incompleteIntakes } },
    request: { ...asked, outstanding: outstandingTexts(outstanding) },
  };
}

/** What is looked up before the act, because it takes seconds. */
interface LookedUp {
  readonly digested: ReadonlyMap<ContestKey, BallotsInBox>;
  readonly queuesMakeUp: boolean;
  readonly unknown: OutstandingVotes['unknown'];
}

const NOTHING_LOOKED_UP: LookedUp = { digested: new Map(), queuesMakeUp: false, unknown: [] };

/** Looks up what a certification needs. Looks nothing up while it is too early to certify. */
async function lookUp(context: ActContext, subject: RollKey): Promise<LookedUp> {
  const closesAtMs = (await contest(context, subject))?.window.closesAtMs;
  if (closesAtMs === undefined || context.clock() < closesAtMs + SETTLING_DELAY_MS) return NOTHING_LOOKED_UP;
  return {
    queuesMakeUp: await queuesMakeUp(context, closesAtMs, context.queuesAreEmpty),
    unknown: (await context.unknownVotes?.()) ?? [],
    digested: await digestBallots(context, subject),
  };
}

/** What goes into the record of acts in addition to the contest itself. */
interface Needed {
  readonly outstanding?: OutstandingVotes;
  readonly rejected?: RejectedByContest;
  readonly racesWithoutVoters?: readonly string[];
}

/** Checks what a step needs besides the right state and time. */
async function judgeNeeds(
  transaction: Transaction,
  subject: RollKey,
  { contest: { window } }: Locked<Law | Election>,
  request: StepRequest,
  lookedUp: LookedUp,
): Promise<ActOutcome<Needed>> {
  switch (request.step) {
    case 'schedule':
    case 'open':
      return judgeReadiness(await readReadiness(transaction, subject), request);
    case 'certify': {
      const allowsOutstanding = request.allowOutstandingVotes === true;
      const certifying = { subject, closesAtMs: window.closesAtMs, allowsOutstanding, ...lookedUp };
      const judged = await judgeCertification(transaction, certifying);
      if (!judged.ok) return judged;
      const { rejected, outstanding } = judged;
      return { ok: true, value: outstanding === undefined ? { rejected } : { rejected, outstanding } };
    }
    case 'unschedule':
    case 'extend':
    case 'close':
    case 'cancel':
      return NOTHING_MORE;
  }
}

/** Allowing races without voters goes into the record of acts, if there are any. */
function judgeReadiness(readiness: Readiness, { allowRacesWithoutVoters }: StepRequest): ActOutcome<Needed> {
  const gap = readinessGap(readiness, allowRacesWithoutVoters);
  if (gap !== undefined) return gap;
  const racesWithoutVoters = (readiness.races ?? [])
    .filter(({ voters }) => voters === 0n)
    .map(({ regionId }) => regionId);
  return racesWithoutVoters.length === 0 ? NOTHING_MORE : { ok: true, value: { racesWithoutVoters } };
}

const NOTHING_MORE = { ok: true, value: {} } as const;

/**
 * The stage before the last act on a contest, if that was an opening or an early closing and the contest is as it left
 * it. The record of acts has it.
 */
async function lastStage(
  transaction: Transaction,
  subject: RollKey,
  { status, window }: Law | Election,
): Promise<Stage | undefined> {
  const [kind = ''] = subject.split(':');
  const last = await transaction.adminAudit.findFirst({
    where: { subject, action: { in: STEPS_OF_STAGES.map((step) => `${kind}.${step}`) } },
    orderBy: { id: 'desc' },
  });
  if (last?.action !== `${kind}.open` && last?.action !== `${kind}.close`) return undefined;
  const after = last.after as unknown as Stage;
  const isSame =
    after.status === status &&
    after.window.opensAtMs === window.opensAtMs &&
    after.window.closesAtMs === window.closesAtMs;
  return isSame ? (last.before as unknown as Stage) : undefined;
}

/** The steps that change the status or the window. */
const STEPS_OF_STAGES = ['schedule', 'unschedule', 'open', 'extend', 'close', 'cancel'];

async function save(
  transaction: Transaction,
  contest: Law | Election,
  { status, window }: Stage,
): Promise<Law | Election> {
  const where = { id: contest.id };
  if (contest.kind === 'law') {
    const data = lawColumns({ ...contest, status, window });
    return toLaw(await transaction.law.update({ where, data }));
  }
  const data = electionColumns({ ...contest, status, window });
  return toElection(await transaction.election.update({ where, data }));
}
