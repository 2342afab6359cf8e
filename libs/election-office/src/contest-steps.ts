import { electionColumns, toElection, lawColumns, toLaw } from '@scrutin/database';
import {
  EFFECT_DELAY_MS,
  EFFECT_MARGIN_MS,
  mayStep,
  SETTLING_DELAY_MS,
  STEP_FROM,
  STEPS_WITH_REASON,
} from '@scrutin/election';
import type { ContestKey, ContestStatus, VotingWindow, Law, Election } from '@scrutin/election';
import { act } from './act.ts';
import type { Desk, Transaction } from './act.ts';
import type { ActOutcome, Actor, Refusal } from './acts.ts';
import { judgeCertification } from './certification.ts';
import { parseSubject } from './contest-subject.ts';
import { digestBallots } from './digested-ballots.ts';
import type { DigestedBallots } from './digested-ballots.ts';
import type { ContestSubject, StepRequest } from './election-office.ts';
import { election } from './elections.ts';
import { holdElection, holdLaw, statePhrase } from './held-contests.ts';
import type { Held } from './held-contests.ts';
import { law } from './law-acts.ts';
import { queuesMakeUp } from './outstanding-votes.ts';
import { readinessGap } from './readiness.ts';
import { refused } from './refusals.ts';
import { firstProblem, reasonProblem, timeProblem, wordProblem } from './value-checks.ts';

export async function step(
  desk: Desk,
  actor: Actor,
  subject: ContestSubject,
  request: StepRequest,
): Promise<ActOutcome<Law | Election>> {
  const parsed = parseSubject(subject);
  if (parsed === undefined) return refused('not-found', 'A step is of a law or of an election.');
  const problem = stepProblem(request);
  if (problem !== undefined) return problem;
  const { kind, id } = parsed;
  const reason = request.reason?.trim() === '' ? undefined : request.reason;
  const header = { actor, action: `${kind}.${request.step}`, subject, reason };
  const lookedUp = request.step === 'certify' ? await lookUp(desk, parsed, subject) : NOTHING_LOOKED_UP;
  return act<Law | Election>(desk, header, async (transaction) => {
    const held =
      kind === 'law' ? await holdLaw(desk, transaction, id) : await holdElection(desk, transaction, id);
    if (!held.ok) return held;
    if (!mayStep(held.state, request.step)) {
      return refused(
        'state-forbids',
        `It is ${statePhrase(held.state)}: to ${request.step} it, it must be ` +
          `${STEP_FROM[request.step].map(statePhrase).join(' or ')}.`,
      );
    }
    const next = await stepped(transaction, subject, held, request, { reason, ...lookedUp });
    if (!('status' in next)) return next;
    const { outstanding, effectiveAtMs } = next;
    const after = await save(transaction, held.contest, next);
    const onRecord = outstanding === undefined ? after : { ...after, outstanding };
    return { ok: true, value: after, before: held.contest, after: onRecord, effectiveAtMs };
  });
}

function stepProblem({ step: name, reason, closesAtMs }: StepRequest): Refusal | undefined {
  return firstProblem(
    wordProblem('step', Object.keys(STEP_FROM), name),
    STEPS_WITH_REASON.has(name) || (reason ?? '') !== '' ? reasonProblem(reason) : undefined,
    name === 'extend' ? timeProblem('new closing', closesAtMs ?? Number.NaN) : undefined,
    name !== 'extend' && closesAtMs !== undefined ? 'A closing is given to extend alone.' : undefined,
  );
}

/** What takes seconds to find out, and so is found out before the act. */
interface LookedUp {
  readonly digested: ReadonlyMap<ContestKey, DigestedBallots>;
  readonly queuesMakeUp: boolean;
}

const NOTHING_LOOKED_UP: LookedUp = { digested: new Map(), queuesMakeUp: false };

/** For a certification. Nothing as long as it is too early for one. */
async function lookUp(
  desk: Desk,
  { kind, id }: { readonly kind: 'law' | 'election'; readonly id: string },
  subject: ContestSubject,
): Promise<LookedUp> {
  const contest = kind === 'law' ? await law(desk, id) : await election(desk, id);
  const closesAtMs = contest?.window.closesAtMs;
  if (closesAtMs === undefined || desk.clock() < closesAtMs + SETTLING_DELAY_MS) return NOTHING_LOOKED_UP;
  return {
    queuesMakeUp: await queuesMakeUp(desk, closesAtMs, desk.queuesAreEmpty),
    digested: await digestBallots(desk, subject),
  };
}

interface Next {
  readonly status: ContestStatus;
  readonly window: VotingWindow;
  readonly effectiveAtMs?: number;
  /** What is certified without: votes that are not in the books. */
  readonly outstanding?: unknown;
}

async function stepped(
  transaction: Transaction,
  subject: ContestSubject,
  { contest: { status, window }, nowMs }: Held<Law | Election>,
  request: StepRequest,
  certifying: LookedUp & { readonly reason: string | undefined },
): Promise<Next | Refusal> {
  switch (request.step) {
    case 'schedule':
      if (window.opensAtMs - nowMs < EFFECT_DELAY_MS) {
        return refused(
          'state-forbids',
          `It would open in less than ${SECONDS} seconds, or has already: set a later opening, or open it now.`,
        );
      }
      return (
        (await readinessGap(transaction, subject)) ?? {
          status: 'scheduled',
          window,
          effectiveAtMs: window.opensAtMs,
        }
      );
    case 'unschedule':
      return window.opensAtMs - nowMs < EFFECT_DELAY_MS
        ? refused(
            'state-forbids',
            `It opens in less than ${SECONDS} seconds: votes may be on their way already.`,
          )
        : { status: 'draft', window, effectiveAtMs: window.opensAtMs };
    case 'open': {
      const opensAtMs = nowMs + EFFECT_DELAY_MS;
      if (window.closesAtMs <= opensAtMs) {
        return refused('state-forbids', 'The closing has passed, or is too near: set a later one first.');
      }
      if (status === 'scheduled' && window.opensAtMs <= opensAtMs) {
        return refused('state-forbids', `It opens by itself within ${SECONDS} seconds.`);
      }
      return (
        (await readinessGap(transaction, subject)) ?? {
          status: 'scheduled',
          window: { opensAtMs, closesAtMs: window.closesAtMs },
          effectiveAtMs: opensAtMs,
        }
      );
    }
    case 'extend': {
      const closesAtMs = request.closesAtMs ?? Number.NaN;
      if (window.closesAtMs - nowMs < EFFECT_MARGIN_MS) {
        return refused(
          'state-forbids',
          `It closes in less than ${EFFECT_MARGIN_MS / 1_000} seconds: it is too late to extend it.`,
        );
      }
      return closesAtMs > window.closesAtMs
        ? { status, window: { ...window, closesAtMs }, effectiveAtMs: window.closesAtMs }
        : refused('invalid', 'The new closing must be later than the present one.');
    }
    case 'close': {
      const closesAtMs = nowMs + EFFECT_DELAY_MS;
      return closesAtMs < window.closesAtMs
        ? { status, window: { ...window, closesAtMs }, effectiveAtMs: closesAtMs }
        : refused('state-forbids', 'It closes by itself before an early closing could take effect.');
    }
    case 'certify': {
      if (nowMs < window.closesAtMs + SETTLING_DELAY_MS) {
        return refused(
          'incomplete',
          `Votes accepted in the last moment are still on their way: certify it ${SETTLING_DELAY_MS / 1_000} seconds after the closing or later.`,
        );
      }
      const { closesAtMs } = window;
      const judged = await judgeCertification(transaction, { subject, closesAtMs, ...certifying });
      if (!judged.ok) return judged;
      return judged.outstanding.length === 0
        ? { status: 'certified', window }
        : { status: 'certified', window, outstanding: judged.found };
    }
  }
}

const SECONDS = EFFECT_DELAY_MS / 1_000;

async function save(
  transaction: Transaction,
  contest: Law | Election,
  { status, window }: Next,
): Promise<Law | Election> {
  const where = { id: contest.id };
  if ('title' in contest) {
    const data = lawColumns({ ...contest, status, window });
    return toLaw(await transaction.law.update({ where, data }));
  }
  const data = electionColumns({ ...contest, status, window });
  return toElection(await transaction.election.update({ where, data }));
}
