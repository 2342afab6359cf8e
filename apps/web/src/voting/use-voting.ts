import { useEffect, useReducer, useRef, useState } from 'react';
import { shownLanguage } from '../site/language.ts';
import { dropLetter, heldLetter } from '../site/letter.ts';
import type { PublicClient } from '../site/page.ts';
import { useForgottenPage } from '../site/use-forgotten-page.ts';
import type { CastOptions, CastOutcome } from './cast-vote.ts';
import { castVote } from './cast-vote.ts';
import type { VotingContest } from './contest.ts';
import { credentialOf } from './credential.ts';
import type { Draft } from './draft.ts';
import { choiceOf, onlyStanding } from './draft.ts';
import { newIdempotencyKey } from './idempotency-key.ts';
import { soonOrOnline } from './soon-or-online.ts';
import { forgetReceived, forgetVote, rememberedVote, rememberVote, tabStore } from './tab-memory.ts';
import { useStepHistory } from './use-step-history.ts';
import { voteRequest } from './vote-request.ts';
import type { Step, VotingAct, VotingState } from './voting-state.ts';
import { afterAct, START } from './voting-state.ts';

/** What the steps of voting can do. */
export interface Voting {
  readonly state: VotingState;
  /** False until the browser has taken the page over. Nothing can be marked before. */
  readonly isReady: boolean;
  readonly mark: (draft: Draft) => void;
  readonly type: (typed: VotingState['typed']) => void;
  /** Shows a step. The back button of the browser leads to the one before it. */
  readonly go: (step: Step) => void;
  /** Sends the vote. Nothing happens if it is being sent or received already. */
  readonly send: () => Promise<void>;
  /** Begins again at a step after the vote was not counted; what was marked is still there. */
  readonly correct: (step: Step) => void;
  readonly settled: () => void;
  /** Forgets everything about the vote. */
  readonly finish: () => void;
}

/** The steps of a vote in a contest, from the first mark to the answer. */
export function useVoting(
  contest: VotingContest,
  client: PublicClient | undefined,
  reload: () => Promise<boolean>,
): Voting {
  const [state, dispatch] = useReducer(afterAct, START);
  const [isReady, setReady] = useState(false);
  // The guard against a second click is not in the state, because React shows a new state only after the click.
  const isBusy = useRef(false);
  /** What was sent from this page. A page that was loaded again does not know what was sent before. */
  const sentHere = useRef<string>(undefined);

  useEffect(() => {
    takeUp(contest.key, dispatch);
    setReady(true);
  }, [contest.key]);

  const go = useStepHistory(
    (step) => {
      dispatch({ kind: 'go', step });
    },
    (step) => !isBusy.current && state.received === undefined && isOpenTo(step, contest, state),
  );
  useLeaveWarning(state.sending !== undefined || state.trouble?.kind === 'unconfirmed');
  useForgottenPage(() => {
    dropLetter();
    dispatch({ kind: 'settled' });
  });

  const send = async (): Promise<void> => {
    const choice = choiceOf(contest, state.draft);
    const credential = credentialOf(state.typed);
    if (isBusy.current || client === undefined || choice === undefined || credential === undefined) return;
    isBusy.current = true;
    dispatch({ kind: 'send' });
    const store = tabStore();
    const language = shownLanguage();
    const before = rememberedVote(store, contest.key);
    const content = JSON.stringify([choice, credential]);
    // Another vote from this tab may have been received under the same key, and would then be the one that counts.
    const mayDiffer = before !== undefined && sentHere.current !== content;
    sentHere.current ??= content;
    const newKey = (): string => {
      const key = newIdempotencyKey();
      rememberVote(store, contest.key, { key });
      return key;
    };
    const outcome = await castVoteSafely({
      client,
      send: voteRequest(contest, choice, credential),
      key: before?.key ?? newKey(),
      newKey,
      now: Date.now,
      wait: soonOrOnline,
      onWaiting: (waiting) => {
        dispatch({ kind: 'wait', waiting });
      },
    });
    isBusy.current = false;
    switch (outcome.kind) {
      case 'received': {
        const { id, atMs } = outcome;
        const key = rememberedVote(store, contest.key)?.key ?? '';
        rememberVote(store, contest.key, { key, received: { id, atMs } });
        const isEarlier = outcome.isEarlier || mayDiffer;
        dispatch({ kind: 'received', received: { id, atMs, isEarlier } });
        return;
      }
      case 'unconfirmed':
        dispatch({ kind: 'trouble', trouble: { kind: 'unconfirmed' }, step: 'review' });
        return;
      case 'refused': {
        const { refusal } = outcome;
        const mayBeReceived = outcome.mayBeReceived || before !== undefined;
        if (!mayBeReceived) {
          forgetVote(store, contest.key);
          sentHere.current = undefined;
        }
        const isChanged = CHANGED_RACE.has(refusal.type ?? '');
        const fresh = isChanged ? await withFreshCandidates(client, contest) : contest;
        if (isChanged) void reload();
        const { draft, gone } = onlyStanding(fresh, state.draft);
        const step = choiceOf(fresh, draft) === undefined ? 'choice' : 'review';
        dispatch({
          kind: 'trouble',
          trouble: { kind: 'refused', refusal, gone, mayBeReceived, language },
          step,
          draft,
        });
      }
    }
  };

  return {
    state,
    isReady,
    mark: (draft) => {
      dispatch({ kind: 'mark', draft });
    },
    type: (typed) => {
      dispatch({ kind: 'type', typed });
    },
    go,
    send,
    correct: (step) => {
      forgetVote(tabStore(), contest.key);
      sentHere.current = undefined;
      const isHere = choiceOf(contest, state.draft) !== undefined;
      dispatch({ kind: 'correct', step: isHere ? step : 'choice' });
    },
    settled: () => {
      dispatch({ kind: 'settled' });
    },
    finish: () => {
      forgetVote(tabStore(), contest.key);
      forgetReceived(tabStore());
      dropLetter();
      dispatch({ kind: 'finish' });
    },
  };
}

/** An error of our own while sending tells nothing of what became of the vote. */
async function castVoteSafely(options: CastOptions): Promise<CastOutcome> {
  try {
    return await castVote(options);
  } catch (error) {
    queueMicrotask(() => {
      throw error; // where errors are reported
    });
    return { kind: 'unconfirmed' };
  }
}

/** The refusals after which the candidates have to be read again. */
const CHANGED_RACE: ReadonlySet<string> = new Set(['withdrawn-candidate', 'unknown-candidate']);

/** The contest with its candidates as they are now, as far as the server answers. */
async function withFreshCandidates(client: PublicClient, contest: VotingContest): Promise<VotingContest> {
  if (contest.kind === 'law') return contest;
  const { electionId, regionId } = contest;
  const reply = await client.call('candidates', { params: { election_id: electionId, region_id: regionId } });
  return reply.kind === 'answered' ? { ...contest, candidates: reply.body } : contest;
}

/** What this tab knows from before: a vote that was sent, and the letter whose QR code opened the page. */
function takeUp(contestKey: string, dispatch: (act: VotingAct) => void): void {
  const letter = heldLetter();
  if (letter !== undefined) {
    // Whoever opens a letter begins to vote. It may be another person than the one who voted here before.
    forgetReceived(tabStore());
    dispatch({ kind: 'type', typed: { nas: '', code: letter.code } });
  }
  const sent = rememberedVote(tabStore(), contestKey);
  if (sent === undefined) return;
  if (sent.received !== undefined) {
    dispatch({ kind: 'received', received: { ...sent.received, isEarlier: false, isRemembered: true } });
  } else dispatch({ kind: 'trouble', trouble: { kind: 'interrupted' }, step: 'choice' });
}

/** Whether the back and forward buttons may lead to a step: everything that it needs must be in memory. */
function isOpenTo(step: Step, contest: VotingContest, { draft, typed }: VotingState): boolean {
  if (step === 'choice') return true;
  if (step === 'answer' || choiceOf(contest, draft) === undefined) return false;
  return step === 'credential' || credentialOf(typed) !== undefined;
}

/** Asks before the page is left while it is not known whether the vote was received. */
function useLeaveWarning(isUnknown: boolean): void {
  useEffect(() => {
    if (!isUnknown) return undefined;
    const warn = (event: BeforeUnloadEvent): void => {
      event.preventDefault();
    };
    addEventListener('beforeunload', warn);
    return () => {
      removeEventListener('beforeunload', warn);
    };
  }, [isUnknown]);
}
