import type { ReactNode } from 'react';
import { useEffect } from 'react';
import type { RejectionReason } from '@scrutin/election';
import { formatDay, formatTime, texts, timeZoneName } from '@scrutin/web-ui';
import { addressOf } from '../site/addresses.ts';
import type { PublicClient } from '../site/page.ts';
import { SubmissionState } from '../submission/submission-state.tsx';
import { useSubmission } from '../submission/use-submission.ts';
import type { StepProps } from './choice-step.tsx';
import { StepHeading } from './heading.tsx';
import type { Received, Step } from './voting-state.ts';

const TEXTS = texts({
  fr: {
    title: 'Votre vote est reçu',
    titleCounted: 'Votre vote est compté',
    titleRejected: 'Votre vote n’est pas compté',
    titleAlreadyVoted: 'Un vote a déjà été reçu avec cette lettre',
    received: (day: string, time: string, zone: string) => `Reçu le ${day} à ${time} (${zone}).`,
    earlier:
      'Un vote avait peut-être déjà été envoyé d’ici. S’il est arrivé, c’est lui qui compte : un vote ne compte qu’une fois, et le premier est définitif.',
    number: 'Votre numéro de suivi',
    numberExplained:
      'Avec ce numéro, vous pouvez vérifier plus tard que votre vote est compté. Il ne révèle ni votre choix ni votre identité.',
    follow: 'Ouvrir la page de suivi',
    correct: 'Corriger et voter de nouveau',
    otherRegion: 'Choisir ma région',
    remembered: 'Cet onglet se souvient d’un vote qui a été envoyé d’ici.',
    somebodyElse: 'Une autre personne vote ici',
    finish: 'Terminer',
    finishExplained: 'Efface cette page. Faites-le surtout si d’autres personnes utilisent cet appareil.',
  },
  en: {
    title: 'Your vote is received',
    titleCounted: 'Your vote is counted',
    titleRejected: 'Your vote is not counted',
    titleAlreadyVoted: 'A vote was received with this letter before',
    received: (day: string, time: string, zone: string) => `Received on ${day} at ${time} (${zone}).`,
    earlier:
      'A vote may have been sent from here before. If it has arrived, it is the one that counts: a vote counts once, and the first is final.',
    number: 'Your tracking number',
    numberExplained:
      'With this number you can check later that your vote is counted. It does not say how you voted, or who you are.',
    follow: 'Open the tracking page',
    correct: 'Correct it and vote again',
    otherRegion: 'Choose my region',
    remembered: 'This tab remembers a vote that was sent from here.',
    somebodyElse: 'Somebody else votes here',
    finish: 'Finish',
    finishExplained: 'Clears this page. Do it above all if other people use this device.',
  },
});

/** Where a vote that is not counted can be corrected. Absent for a reason that no correction removes. */
const CORRECTED_AT: Partial<Readonly<Record<RejectionReason, Step | 'region'>>> = {
  'unknown-credential': 'credential',
  'void-credential': 'credential',
  'rate-limited': 'review',
  malformed: 'choice',
  'invalid-selection': 'choice',
  'unknown-candidate': 'choice',
  'withdrawn-candidate': 'choice',
  'repeated-candidate': 'choice',
  'too-many-ranks': 'choice',
  'ranking-not-allowed': 'choice',
  'blank-not-allowed': 'choice',
  'wrong-region': 'region',
};

/** What became of the vote. It turns from received into counted by itself. */
export function AnswerStep(
  props: StepProps & { readonly received: Received; readonly client: PublicClient | undefined },
): ReactNode {
  const { contest, voting, language, received, client } = props;
  const text = TEXTS[language];
  const watched = useSubmission(client, received.id, language);
  const state = watched.body?.state ?? 'queued';
  const { settled } = voting;
  useEffect(() => {
    if (state === 'counted') settled();
    // Once, when the vote is counted.
  }, [state]);
  const hadVoted = watched.body?.state === 'rejected' && watched.body.reason === 'already-voted';
  const rejected = hadVoted ? text.titleAlreadyVoted : text.titleRejected;
  const title = { queued: text.title, counted: text.titleCounted, rejected }[state];
  const { atMs } = received;
  const { timeZone } = contest;
  return (
    <>
      <StepHeading isFirst={false} title={title} />
      {received.isRemembered === true ? (
        <>
          <p>{text.remembered}</p>
          <p className="button-row">
            <button type="button" className="button button-second" onClick={voting.finish}>
              {text.somebodyElse}
            </button>
          </p>
        </>
      ) : null}
      <SubmissionState watched={watched} language={language} />
      {Number.isFinite(atMs) ? (
        <p>
          {text.received(
            formatDay(atMs, timeZone, language),
            formatTime(atMs, timeZone, language),
            timeZoneName(atMs, timeZone, language),
          )}
        </p>
      ) : null}
      {received.isEarlier ? <p>{text.earlier}</p> : null}
      {watched.body?.state === 'rejected' ? <Correction {...props} reason={watched.body.reason} /> : null}
      <h2>{text.number}</h2>
      <p>
        <code>{received.id}</code>
      </p>
      <p>{text.numberExplained}</p>
      <p>
        <a href={addressOf('status', language, { id: received.id })}>{text.follow}</a>
      </p>
      <p className="button-row">
        <button
          type="button"
          className={state === 'rejected' ? 'button button-second' : 'button'}
          onClick={() => {
            voting.finish();
            location.replace(addressOf('front', language));
          }}
        >
          {text.finish}
        </button>
      </p>
      <p className="soft">{text.finishExplained}</p>
    </>
  );
}

/** The way to correct a vote that is not counted, if there is one. */
function Correction({
  contest,
  voting,
  language,
  reason,
}: StepProps & { readonly reason: RejectionReason }): ReactNode {
  const text = TEXTS[language];
  const step = CORRECTED_AT[reason];
  if (step === undefined) return null;
  if (step === 'region') {
    if (contest.kind === 'law') return null;
    const { electionId } = contest;
    return (
      <p className="button-row">
        <a
          className="button"
          href={addressOf('vote-election', language, { election: electionId })}
          onClick={() => {
            voting.correct('choice');
          }}
        >
          {text.otherRegion}
        </a>
      </p>
    );
  }
  return (
    <p className="button-row">
      <button
        type="button"
        className="button"
        onClick={() => {
          voting.correct(step);
        }}
      >
        {text.correct}
      </button>
    </p>
  );
}
