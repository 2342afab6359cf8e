import type { ReactNode } from 'react';
import { useState } from 'react';
import type { Language } from '@scrutin/web-ui';
import { ErrorSummary, formatDuration, formatInstant, Localized, Notice, texts } from '@scrutin/web-ui';
import { LateNotice } from '../site/late-notice.tsx';
import { Notices } from '../site/notices.tsx';
import { CandidateChoice } from './candidate-choice.tsx';
import type { VotingContest } from './contest.ts';
import { credentialOf } from './credential.ts';
import { choiceOf } from './draft.ts';
import { StepHeading } from './heading.tsx';
import { LawChoice } from './law-choice.tsx';
import { RankingChoice } from './ranking-choice.tsx';
import { TEXTS as VOTING } from './texts.ts';
import { TroubleNotice } from './trouble-notice.tsx';
import type { Voting } from './use-voting.ts';

const TEXTS = texts({
  fr: {
    nothing: {
      law: 'Choisissez une réponse.',
      single_choice: 'Choisissez une personne.',
      ranked_choice: 'Donnez le rang 1 à une personne.',
    },
  },
  en: {
    nothing: {
      law: 'Choose an answer.',
      single_choice: 'Choose a person.',
      ranked_choice: 'Give a person rank 1.',
    },
  },
});

export interface StepProps {
  readonly contest: VotingContest;
  readonly voting: Voting;
  readonly language: Language;
  /** The clock of the server, in milliseconds since the epoch. */
  readonly now: number;
}

/** The first question: what the voter chooses. */
export function ChoiceStep(props: StepProps & { readonly isFirst: boolean }): ReactNode {
  const { contest, voting, language, now, isFirst } = props;
  const { state, isReady } = voting;
  const text = VOTING[language];
  const [attempt, setAttempt] = useState(0);
  const isMissing = choiceOf(contest, state.draft) === undefined;
  const proceed = (): void => {
    if (isMissing) setAttempt(attempt + 1);
    else voting.go(credentialOf(state.typed) === undefined ? 'credential' : 'review');
  };
  return (
    <form
      autoComplete="off"
      onSubmit={(event) => {
        event.preventDefault();
        proceed();
      }}
    >
      <p className="step">{text.step(1)}</p>
      <StepHeading isFirst={isFirst} title={contest.name[language]}>
        <Localized text={contest.name} language={language} />
        {contest.kind === 'race' ? (
          <span className="heading-second">
            <Localized text={contest.regionName} language={language} />
          </span>
        ) : null}
      </StepHeading>
      {contest.kind === 'law' ? (
        <p className="lead long-text">
          <Localized text={contest.summary} language={language} />
        </p>
      ) : null}
      <p className="soft">{closing(contest, now, language)}</p>
      <p className="soft">{contest.publishesBallots ? text.ballotsPublished : text.ballotsNotPublished}</p>
      <noscript>
        <Notice kind="attention" title={text.noScriptTitle}>
          <p>{text.noScript}</p>
        </Notice>
      </noscript>
      <LateNotice title={text.lateTitle} what={text.late} />
      <Notices notices={contest.notices} language={language} />
      <TroubleNotice contest={contest} trouble={state.trouble} language={language} />
      {attempt > 0 && isMissing ? (
        <ErrorSummary
          title={text.toCorrect}
          attempt={attempt}
          errors={[{ field: firstField(contest), message: nothingOf(contest, language) }]}
        />
      ) : null}
      <fieldset disabled={!isReady}>
        <Ballot contest={contest} voting={voting} language={language} />
        <p className="button-row">
          <button type="submit" className="button">
            {text.next}
          </button>
        </p>
      </fieldset>
    </form>
  );
}

/** The part of the step that depends on the kind of ballot. */
function Ballot({ contest, voting, language }: Omit<StepProps, 'now'>): ReactNode {
  const { state, mark } = voting;
  const common = { draft: state.draft, onMark: mark, language };
  if (contest.kind === 'law') return <LawChoice contest={contest} {...common} />;
  if (contest.method === 'single_choice') return <CandidateChoice contest={contest} {...common} />;
  return <RankingChoice contest={contest} {...common} />;
}

function closing(contest: VotingContest, now: number, language: Language): string {
  const { state, closesAt, timeZone } = contest;
  const text = VOTING[language];
  const instant = formatInstant(closesAt, timeZone, language);
  if (state === 'closed') return text.closed(instant);
  const left = new Date(closesAt).getTime() - now;
  return left <= 0 ? text.closesNow : text.closes(formatDuration(left, language), instant);
}

function nothingOf(contest: VotingContest, language: Language): string {
  return TEXTS[language].nothing[contest.kind === 'law' ? 'law' : contest.method];
}

/** The control to which the error leads. */
function firstField(contest: VotingContest): string {
  if (contest.kind === 'law') return 'choice-oui';
  const first = contest.candidates.find(({ withdrawn }) => !withdrawn)?.candidate_id ?? '';
  return contest.method === 'single_choice' ? `choice-${first}` : `rank-${first}`;
}
