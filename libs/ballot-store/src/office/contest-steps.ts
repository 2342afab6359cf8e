import { EFFECT_DELAY_MS, mayStep, SETTLING_DELAY_MS, STEP_FROM, STEPS_WITH_REASON } from '@scrutin/election';
import type { ContestKey, ContestStatus, VotingWindow } from '@scrutin/election';
import type { Law } from '../laws.ts';
import { act } from './act.ts';
import type { Desk, Transaction } from './act.ts';
import type { ActOutcome, Actor, Refusal } from './acts.ts';
import { certificationGap } from './certification.ts';
import type { Election } from './contest-records.ts';
import { parseSubject } from './contest-subject.ts';
import { digestBallots } from './digested-ballots.ts';
import type { DigestedBallots } from './digested-ballots.ts';
import type { ContestSubject, StepRequest } from './election-office.ts';
import { electionColumns, toElection } from './election-rows.ts';
import { holdElection, holdLaw, statePhrase } from './held-contests.ts';
import type { Held } from './held-contests.ts';
import { lawColumns, toLaw } from '../laws.ts';
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
  const digested = request.step === 'certify' ? await digestBallots(desk, subject) : NOTHING_DIGESTED;
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
    const next = await stepped(transaction, subject, held, request, { reason, digested });
    if (!('status' in next)) return next;
    const after = await save(transaction, held.contest, next);
    return { ok: true, value: after, before: held.contest, after };
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

const NOTHING_DIGESTED: ReadonlyMap<ContestKey, DigestedBallots> = new Map();

interface Next {
  readonly status: ContestStatus;
  readonly window: VotingWindow;
}

async function stepped(
  transaction: Transaction,
  subject: ContestSubject,
  { contest: { status, window }, nowMs }: Held<Law | Election>,
  request: StepRequest,
  certifying: {
    readonly reason: string | undefined;
    readonly digested: ReadonlyMap<ContestKey, DigestedBallots>;
  },
): Promise<Next | Refusal> {
  switch (request.step) {
    case 'schedule':
      if (window.opensAtMs <= nowMs) {
        return refused('state-forbids', 'The opening has passed: set a later one, or open it now.');
      }
      return (await readinessGap(transaction, subject)) ?? { status: 'scheduled', window };
    case 'unschedule':
      return { status: 'draft', window };
    case 'open':
      if (window.closesAtMs <= nowMs) {
        return refused('state-forbids', 'The closing has passed: set a later one first.');
      }
      return (
        (await readinessGap(transaction, subject)) ?? {
          status: 'scheduled',
          window: { opensAtMs: nowMs, closesAtMs: window.closesAtMs },
        }
      );
    case 'extend': {
      const closesAtMs = request.closesAtMs ?? Number.NaN;
      return closesAtMs > window.closesAtMs
        ? { status, window: { ...window, closesAtMs } }
        : refused('invalid', 'The new closing must be later than the present one.');
    }
    case 'close': {
      const closesAtMs = nowMs + EFFECT_DELAY_MS;
      return closesAtMs < window.closesAtMs
        ? { status, window: { ...window, closesAtMs } }
        : refused('state-forbids', 'It closes by itself before an early closing could take effect.');
    }
    case 'certify':
      if (nowMs < window.closesAtMs + SETTLING_DELAY_MS) {
        return refused(
          'incomplete',
          `Votes accepted in the last moment are still on their way: certify it ${SETTLING_DELAY_MS / 1_000} seconds after the closing or later.`,
        );
      }
      return (
        (await certificationGap(transaction, { subject, closesAtMs: window.closesAtMs, ...certifying })) ?? {
          status: 'certified',
          window,
        }
      );
  }
}

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
