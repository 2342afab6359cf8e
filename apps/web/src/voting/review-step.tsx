import type { ReactNode } from 'react';
import type { Language } from '@scrutin/web-ui';
import { Localized, Notice, texts } from '@scrutin/web-ui';
import type { StepProps } from './choice-step.tsx';
import type { VotingContest } from './contest.ts';
import { standing } from './contest.ts';
import { groupedCode, groupedNas } from './credential.ts';
import type { Choice } from './draft.ts';
import { choiceOf } from './draft.ts';
import { StepHeading } from './heading.tsx';
import { reviewLines } from './review-lines.ts';
import { TEXTS as VOTING } from './texts.ts';
import { TroubleNotice } from './trouble-notice.tsx';
import { WaitingNotice } from './waiting-notice.tsx';

const TEXTS = texts({
  fr: {
    title: 'Vérifiez votre vote',
    lead: 'Rien n’est encore envoyé. Voici ce que vous allez envoyer.',
    leadSending: 'Voici ce que vous envoyez.',
    vote: 'Votre vote',
    ranks: 'Votre classement, le premier choix d’abord',
    unranked: (count: number) =>
      count === 0
        ? 'Toutes les personnes ont un rang.'
        : count === 1
          ? 'Une personne n’a pas de rang. C’est permis.'
          : `${count} personnes n’ont pas de rang. C’est permis.`,
    change: 'Changer',
    changeVote: ' mon vote',
    letter: 'Votre lettre',
    nas: 'NAS ou identifiant',
    code: 'Code',
    changeLetter: ' les numéros de la lettre',
    final: 'Un vote envoyé ne peut plus être changé.',
    send: 'Envoyer mon vote',
    sending: 'Envoi en cours…',
    again: 'Envoyer de nouveau',
  },
  en: {
    title: 'Check your vote',
    lead: 'Nothing has been sent yet. This is what you are about to send.',
    leadSending: 'This is what you are sending.',
    vote: 'Your vote',
    ranks: 'Your ranking, first choice first',
    unranked: (count: number) =>
      count === 0
        ? 'Everybody has a rank.'
        : count === 1
          ? 'One person has no rank. That is allowed.'
          : `${count} people have no rank. That is allowed.`,
    change: 'Change',
    changeVote: ' my vote',
    letter: 'Your letter',
    nas: 'Social insurance number or identifier',
    code: 'Code',
    changeLetter: ' the numbers of the letter',
    final: 'A vote that is sent cannot be changed.',
    send: 'Cast my vote',
    sending: 'Sending…',
    again: 'Send again',
  },
});

/** The third question: is this right? Only its last button sends anything. */
export function ReviewStep({ contest, voting, language }: StepProps): ReactNode {
  const { state } = voting;
  const text = TEXTS[language];
  const choice = choiceOf(contest, state.draft);
  const isSending = state.sending !== undefined;
  if (choice === undefined) return null;
  return (
    <form
      autoComplete="off"
      onSubmit={(event) => {
        event.preventDefault();
        void voting.send();
      }}
    >
      <p className="step">{VOTING[language].step(3)}</p>
      <StepHeading isFirst={false} title={text.title} />
      <TroubleNotice contest={contest} trouble={state.trouble} language={language} />
      {state.trouble === undefined ? (
        <p className="lead">{isSending ? text.leadSending : text.lead}</p>
      ) : null}
      <section className="review" aria-labelledby="review-vote">
        <div className="review-head">
          <h2 id="review-vote">{text.vote}</h2>
          <ChangeButton
            label={text.change}
            what={text.changeVote}
            isOff={isSending}
            onPress={() => {
              voting.go('choice');
            }}
          />
        </div>
        <p className="soft">
          <Localized text={contest.name} language={language} />
          {contest.kind === 'race' ? (
            <>
              {'\u00a0· '}
              <Localized text={contest.regionName} language={language} />
            </>
          ) : null}
        </p>
        <ChoiceLines contest={contest} choice={choice} language={language} />
      </section>
      <section className="review" aria-labelledby="review-letter">
        <div className="review-head">
          <h2 id="review-letter">{text.letter}</h2>
          <ChangeButton
            label={text.change}
            what={text.changeLetter}
            isOff={isSending}
            onPress={() => {
              voting.go('credential');
            }}
          />
        </div>
        <dl className="pairs">
          <div>
            <dt>{text.nas}</dt>
            <dd>{groupedNas(state.typed.nas)}</dd>
          </div>
          <div>
            <dt>{text.code}</dt>
            <dd>{groupedCode(state.typed.code)}</dd>
          </div>
        </dl>
      </section>
      <div className="send">
        <Notice kind="attention" title={text.final} />
        <button type="submit" className="button button-send" aria-disabled={isSending}>
          {isSending ? text.sending : state.trouble === undefined ? text.send : text.again}
        </button>
        <WaitingNotice sending={state.sending} language={language} />
      </div>
    </form>
  );
}

/** What is sent, line by line. A ranking is a list in the order of the ranks. */
function ChoiceLines(props: {
  readonly contest: VotingContest;
  readonly choice: Choice;
  readonly language: Language;
}): ReactNode {
  const { contest, choice, language } = props;
  const text = TEXTS[language];
  const lines = reviewLines(contest, choice, language);
  const isRanking =
    contest.kind === 'race' && contest.method === 'ranked_choice' && choice.kind === 'candidates';
  if (!isRanking) return <p className="review-choice">{lines[0]?.text}</p>;
  return (
    <>
      <ol className="review-ranks" aria-label={text.ranks}>
        {lines.map(({ sent, text: name }) => (
          <li key={sent}>{name}</li>
        ))}
      </ol>
      <p>{text.unranked(standing(contest).length - lines.length)}</p>
    </>
  );
}

function ChangeButton(props: {
  readonly label: string;
  readonly what: string;
  readonly isOff: boolean;
  readonly onPress: () => void;
}): ReactNode {
  const { label, what, isOff, onPress } = props;
  return (
    <button type="button" className="link-button" disabled={isOff} onClick={onPress}>
      {label}
      <span className="visually-hidden">{what}</span>
    </button>
  );
}
