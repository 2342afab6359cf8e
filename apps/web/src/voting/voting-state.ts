import type { Language } from '@scrutin/web-ui';
import type { Refusal, Waiting } from './cast-vote.ts';
import type { TypedCredential } from './credential.ts';
import { EMPTY_CREDENTIAL } from './credential.ts';
import type { Draft } from './draft.ts';
import { EMPTY_DRAFT } from './draft.ts';

/** The questions, one after the other, and the answer. */
export const STEPS = ['choice', 'credential', 'review', 'answer'] as const;
export type Step = (typeof STEPS)[number];

/** A vote that the server has received. */
export interface Received {
  readonly id: string;
  readonly atMs: number;
  /** True if an earlier vote from this tab may be the one that was received. */
  readonly isEarlier: boolean;
  /** True if the tab remembers it from before this page was loaded: somebody else may be here now. */
  readonly isRemembered?: boolean;
}

/** Everything about a vote that this page knows. It is in memory only. */
export interface VotingState {
  readonly step: Step;
  readonly draft: Draft;
  readonly typed: TypedCredential;
  /** What the page says above the question: why the server refused the vote, or that no answer came. */
  readonly trouble?: Trouble | undefined;
  /** Present while the vote is being sent. */
  readonly sending?: { readonly waiting: Waiting | undefined } | undefined;
  readonly received?: Received | undefined;
}

export type Trouble =
  | {
      readonly kind: 'refused';
      readonly refusal: Refusal;
      /** The candidates who were taken out of the choice because they withdrew. */
      readonly gone: readonly string[];
      readonly mayBeReceived: boolean;
      /** The language of the refusal, which the server has written. */
      readonly language: Language;
    }
  | { readonly kind: 'unconfirmed' }
  /** The page was loaded again after the vote was sent and before an answer came. */
  | { readonly kind: 'interrupted' };

export const START: VotingState = { step: 'choice', draft: EMPTY_DRAFT, typed: EMPTY_CREDENTIAL };

export type VotingAct =
  | { readonly kind: 'mark'; readonly draft: Draft }
  | { readonly kind: 'type'; readonly typed: TypedCredential }
  | { readonly kind: 'go'; readonly step: Step }
  | { readonly kind: 'send' }
  | { readonly kind: 'wait'; readonly waiting: Waiting | undefined }
  | { readonly kind: 'received'; readonly received: Received }
  | { readonly kind: 'trouble'; readonly trouble: Trouble; readonly step: Step; readonly draft?: Draft }
  /** The vote was received and is not counted: the voter corrects it. */
  | { readonly kind: 'correct'; readonly step: Step }
  /** The vote is counted, so nothing of it is needed any more. */
  | { readonly kind: 'settled' }
  | { readonly kind: 'finish' };

/** What the page knows after an act. */
export function afterAct(state: VotingState, act: VotingAct): VotingState {
  switch (act.kind) {
    case 'mark':
      return { ...state, draft: act.draft };
    case 'type':
      return { ...state, typed: act.typed };
    case 'go':
      return { ...state, step: act.step };
    case 'send':
      return { ...state, trouble: undefined, sending: { waiting: undefined } };
    case 'wait':
      return { ...state, sending: { waiting: act.waiting } };
    case 'received':
      return { ...state, step: 'answer', trouble: undefined, sending: undefined, received: act.received };
    case 'trouble': {
      const { trouble, step, draft = state.draft } = act;
      return { ...state, sending: undefined, trouble, step, draft };
    }
    case 'correct':
      return { ...state, step: act.step, received: undefined, trouble: undefined };
    case 'settled':
      return { ...state, draft: EMPTY_DRAFT, typed: EMPTY_CREDENTIAL };
    case 'finish':
      return START;
  }
}
