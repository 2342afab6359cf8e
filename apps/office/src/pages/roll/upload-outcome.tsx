import type { ReactNode } from 'react';
import { formatCount, formatPercentage, Notice, texts } from '@scrutin/web-ui';
import type { OfficeContest } from '../../contest/contest.ts';
import { useLanguage } from '../../language.tsx';
import { ActOutcomeNotice } from '../../shell/act-outcome.tsx';
import { TroubleNotice } from '../../shell/trouble-notice.tsx';
import { RollReport } from './roll-report.tsx';
import type { UploadOutcome } from './use-upload.ts';

const TEXTS = texts({
  fr: {
    sending: 'Envoi',
    checking: 'Tout est envoyé. Le serveur vérifie les lignes…',
    right: 'Toutes les lignes sont valables. Rien n’est chargé encore.',
    needsReason: 'Ce scrutin est publié : pour ajouter des personnes, donnez un motif, que le public lit.',
    needsApproval: (most: string) =>
      `Au-delà de ${most} inscriptions faites par une personne seule, une deuxième personne doit approuver.`,
    loaded: 'La liste est chargée.',
    numbers: (all: string, added: string, there: string) =>
      `${all} lettres sur la liste : ${added} ajoutées, ${there} y étaient déjà.`,
    rebuild: 'Le serveur avait perdu une copie de la liste (Redis)',
    rebuildText: 'Demandez à l’exploitation de lancer',
    loadAgain: 'Après l’approbation, chargez de nouveau exactement ces fichiers.',
  },
  en: {
    sending: 'Sending',
    checking: 'Everything is sent. The server is checking the lines…',
    right: 'All lines are valid. Nothing is loaded yet.',
    needsReason: 'This contest is published: to add voters, give a reason, which the public reads.',
    needsApproval: (most: string) =>
      `Above ${most} voters registered by one person alone, a second person must approve.`,
    loaded: 'The roll is loaded.',
    numbers: (all: string, added: string, there: string) =>
      `${all} credentials on the roll: ${added} added, ${there} were there already.`,
    rebuild: 'The server had lost a copy of the roll (Redis)',
    rebuildText: 'Ask the operators to run',
    loadAgain: 'After the approval, load exactly these files again.',
  },
});

/** How far an upload is, and what the office answered. */
export function UploadOutcomeNotice(props: {
  readonly outcome: UploadOutcome;
  readonly expected: number | undefined;
  readonly contest: OfficeContest;
}): ReactNode {
  const { outcome, expected, contest } = props;
  const { language } = useLanguage();
  const text = TEXTS[language];
  const count = (number: number): string => formatCount(number, language);
  switch (outcome.kind) {
    case 'idle':
      return null;
    case 'sending':
      return outcome.share < 1 ? (
        <p>
          <label>
            {text.sending} {formatPercentage(Math.floor(outcome.share * 100), language)}
            <progress value={outcome.share} max={1} />
          </label>
        </p>
      ) : (
        <p role="status">{text.checking}</p>
      );
    case 'awaits-approval':
      return (
        <>
          <ActOutcomeNotice outcome={outcome.outcome} />
          <p>{text.loadAgain}</p>
        </>
      );
    case 'failed':
      return (
        <>
          <TroubleNotice trouble={outcome.trouble} />
          {outcome.report === undefined ? null : (
            <RollReport report={outcome.report} expected={expected} contest={contest} />
          )}
        </>
      );
    case 'answered': {
      const { loaded, needs, report } = outcome.body;
      // A process of the release before does not answer `needs`.
      const approvalAbove = needs?.approval_above ?? undefined;
      return (
        <>
          <Notice kind="done" title={loaded === null ? text.right : text.loaded} announced>
            {loaded === null ? null : (
              <p>
                {text.numbers(count(loaded.credentials), count(loaded.added), count(loaded.already_there))}
              </p>
            )}
            {needs?.reason === true ? <p>{text.needsReason}</p> : null}
            {approvalAbove === undefined ? null : <p>{text.needsApproval(count(approvalAbove))}</p>}
          </Notice>
          {loaded?.rebuild_needed === true ? (
            <Notice kind="attention" title={text.rebuild}>
              <p>
                {text.rebuildText} <code>npx scrutin roll rebuild</code>
              </p>
            </Notice>
          ) : null}
          <RollReport report={report} expected={expected} contest={contest} />
        </>
      );
    }
  }
}
