import type { ReactNode } from 'react';
import type { ElectionBody, LawBody } from '@scrutin/contracts/public';
import type { Language } from '@scrutin/web-ui';
import { formatDuration, formatInstant, texts } from '@scrutin/web-ui';

const TEXTS = texts({
  fr: {
    certified: 'Résultat certifié',
    provisional: 'Provisoire',
    closes: (duration: string, instant: string) => `clôture du vote dans ${duration} : ${instant}`,
    closed: (instant: string) => `vote clos le ${instant} ; le résultat n’est pas encore certifié`,
    opens: (instant: string) => `ouverture du vote le ${instant}`,
    was: (instant: string) => `vote clos le ${instant}`,
    notOpen: 'À venir',
  },
  en: {
    certified: 'Certified result',
    provisional: 'Provisional',
    closes: (duration: string, instant: string) => `voting closes in ${duration}: ${instant}`,
    closed: (instant: string) => `voting closed on ${instant}; the result is not certified yet`,
    opens: (instant: string) => `voting opens on ${instant}`,
    was: (instant: string) => `voting closed on ${instant}`,
    notOpen: 'Upcoming',
  },
});

type Contest = Pick<LawBody | ElectionBody, 'state' | 'certified' | 'opens_at' | 'closes_at' | 'time_zone'>;

/** Whether the result of a contest is final, and where its voting is. */
export function Standing(props: {
  readonly contest: Contest;
  readonly language: Language;
  readonly now: number;
}): ReactNode {
  const { contest, language, now } = props;
  const { state, certified, opens_at, closes_at, time_zone } = contest;
  const text = TEXTS[language];
  const closing = formatInstant(closes_at, time_zone, language);
  if (certified) {
    return (
      <p className="standing standing-certified">
        <strong>✓ {text.certified}</strong> <span>{text.was(closing)}</span>
      </p>
    );
  }
  if (state === 'not-open') {
    return (
      <p className="standing">
        <strong>{text.notOpen}</strong>{' '}
        <span>{text.opens(formatInstant(opens_at, time_zone, language))}</span>
      </p>
    );
  }
  const left = formatDuration(Date.parse(closes_at) - now, language);
  return (
    <p className="standing standing-provisional">
      <strong>{text.provisional}</strong>{' '}
      <span>{state === 'open' ? text.closes(left, closing) : text.closed(closing)}</span>
    </p>
  );
}
