import type { ReactNode } from 'react';
import { useRef, useState } from 'react';
import type { Language } from '@scrutin/web-ui';
import { formatInstant, Notice } from '@scrutin/web-ui';
import { addressOf } from '../site/addresses.ts';
import { Notices } from '../site/notices.tsx';
import type { ContentProps } from '../site/page.ts';
import { useReloadWhenDue } from '../site/use-reload-when-due.ts';
import { useServerClock } from '../site/use-server-clock.ts';
import { AnswerStep } from './answer-step.tsx';
import { ChoiceStep } from './choice-step.tsx';
import type { RaceContest, VotingContest } from './contest.ts';
import { nameOf, standing } from './contest.ts';
import { CredentialStep } from './credential-step.tsx';
import { ReviewStep } from './review-step.tsx';
import { TEXTS } from './texts.ts';
import { useVoting } from './use-voting.ts';

/** Voting in one contest: one question at a time. Outside its window the page says when it opens or where its results are. */
export function VotingPage(props: ContentProps<VotingContest>): ReactNode {
  const { data: contest, language, client, reload } = props;
  const now = useServerClock(props.now, reload);
  // A contest that closes while somebody votes must not take the page away from them.
  const [wasOpen, setWasOpen] = useState(contest.state === 'open');
  if (contest.state === 'open' && !wasOpen) setWasOpen(true);
  useReloadWhenDue([contest], now, reload);
  const voting = useVoting(contest, client, reload);
  const { step, received } = voting.state;
  const hasMoved = useRef(false);
  if (step !== 'choice') hasMoved.current = true;
  const common = { contest, voting, language, now };
  return (
    <div className="page-narrow">
      {received !== undefined ? (
        <AnswerStep {...common} received={received} client={client} />
      ) : !wasOpen ? (
        <OutsideWindow contest={contest} language={language} />
      ) : contest.kind === 'race' && contest.isAcclaimed ? (
        <Acclaimed contest={contest} language={language} />
      ) : step === 'credential' ? (
        <CredentialStep {...common} />
      ) : step === 'review' ? (
        <ReviewStep {...common} />
      ) : (
        <ChoiceStep {...common} isFirst={!hasMoved.current} />
      )}
    </div>
  );
}

/** For a race in which nobody votes, because no more candidates stand than there are seats. */
function Acclaimed({
  contest,
  language,
}: {
  readonly contest: RaceContest;
  readonly language: Language;
}): ReactNode {
  return (
    <>
      <h1>
        {contest.name[language]}
        <span className="heading-second">{contest.regionName[language]}</span>
      </h1>
      <Notice kind="information" title={TEXTS[language].acclaimed}>
        <p>{TEXTS[language].acclaimedWho(standing(contest).map(nameOf).join(', '))}</p>
      </Notice>
      <p>
        <a href={addressOf('front', language)}>{TEXTS[language].front}</a>
      </p>
    </>
  );
}

function OutsideWindow(props: { readonly contest: VotingContest; readonly language: Language }): ReactNode {
  const { contest, language } = props;
  const { name, state, opensAt, closesAt, timeZone, notices } = contest;
  const text = TEXTS[language];
  const results =
    contest.kind === 'law'
      ? addressOf('law-results', language, { law: contest.lawId })
      : addressOf('race-results', language, { election: contest.electionId, region: contest.regionId });
  return (
    <>
      <h1>{name[language]}</h1>
      {state === 'not-open' ? (
        <Notice kind="information" title={text.notOpen(formatInstant(opensAt, timeZone, language))}>
          <p>{text.notOpenDo}</p>
        </Notice>
      ) : (
        <Notice kind="information" title={text.closed(formatInstant(closesAt, timeZone, language))}>
          <p>
            <a href={results}>{text.results}</a>
          </p>
        </Notice>
      )}
      <Notices notices={notices} language={language} />
      <p>
        <a href={addressOf('front', language)}>{text.front}</a>
      </p>
    </>
  );
}
