import type { ReactNode } from 'react';
import { useEffect, useState } from 'react';
import type { Language } from '@scrutin/web-ui';
import { Notice, texts } from '@scrutin/web-ui';
import { LateNotice } from '../site/late-notice.tsx';
import type { WatchedSubmission } from './use-submission.ts';

const TEXTS = texts({
  fr: {
    queued: 'Reçu',
    counted: 'Compté',
    rejected: 'Pas compté',
    looks: 'Cette page regarde d’elle-même si votre vote est compté.',
    looked: (time: string) => `Dernière vérification à ${time}.`,
    unreachable: 'La dernière vérification n’a pas eu de réponse. La page essaie de nouveau.',
    lateTitle: 'Cette page ne se met pas à jour toute seule',
    late: 'Une partie de la page n’est pas arrivée. Votre vote n’en dépend pas. Rechargez la page pour savoir s’il est compté.',
    noScript: 'Rechargez la page pour regarder de nouveau.',
  },
  en: {
    queued: 'Received',
    counted: 'Counted',
    rejected: 'Not counted',
    looks: 'This page looks by itself whether your vote is counted.',
    looked: (time: string) => `Last looked at ${time}.`,
    unreachable: 'The last look got no answer. The page is trying again.',
    lateTitle: 'This page does not update by itself',
    late: 'A part of the page has not arrived. Your vote does not depend on it. Load the page again to know whether it is counted.',
    noScript: 'Load the page again to look again.',
  },
});

const KINDS = { queued: 'information', counted: 'done', rejected: 'error' } as const;

/**
 * What became of a vote: received, counted, or refused and why, in the words of the API. The region stays in the page,
 * so that screen readers hear the change.
 */
export function SubmissionState(props: {
  readonly watched: WatchedSubmission;
  readonly language: Language;
}): ReactNode {
  const { watched, language } = props;
  const { body, isUnreachable } = watched;
  const text = TEXTS[language];
  const state = body?.state ?? 'queued';
  return (
    <>
      <div role="status">
        <Notice kind={KINDS[state]} title={text[state]}>
          {body === undefined ? null : <p>{body.explanation}</p>}
        </Notice>
      </div>
      {state === 'queued' ? (
        <p className="soft">
          {text.looks} {isUnreachable ? text.unreachable : <LastLook watched={watched} language={language} />}
        </p>
      ) : null}
      {state === 'queued' ? <LateNotice title={text.lateTitle} what={text.late} /> : null}
      <noscript>
        <p>{text.noScript}</p>
      </noscript>
    </>
  );
}

/** When the page last looked, on the clock of the reader. The server does not know that clock, so it writes nothing. */
function LastLook({ watched: { lookedAtMs }, language }: Parameters<typeof SubmissionState>[0]): ReactNode {
  const [time, setTime] = useState<string>();
  useEffect(() => {
    if (lookedAtMs === undefined) return;
    const locale = language === 'fr' ? 'fr-CA' : 'en-CA';
    setTime(new Intl.DateTimeFormat(locale, { timeStyle: 'medium', hourCycle: 'h23' }).format(lookedAtMs));
  }, [lookedAtMs, language]);
  return time === undefined ? null : <>{TEXTS[language].looked(time)}</>;
}
