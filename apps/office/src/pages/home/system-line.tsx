import type { ReactNode } from 'react';
import type { OverviewBody } from '@scrutin/contracts/admin';
import { formatCount, Notice, texts } from '@scrutin/web-ui';
import { useLanguage } from '../../language.tsx';
import { Instant } from '../../shell/instant.tsx';

const TEXTS = texts({
  fr: {
    title: 'Le système',
    ok: 'Tout répond.',
    down: 'Une partie du système ne répond pas',
    downNames: (names: string) => `Ne répond pas : ${names}.`,
    tell: 'Prévenez l’exploitation.',
    ledger: (received: string, counted: string, rejected: string) =>
      `Votes reçus : ${received} ; comptés : ${counted} ; rejetés : ${rejected}`,
    waiting: (waiting: string) => `en attente : ${waiting}`,
    noLedger: 'Le bilan des votes ne peut pas être lu en ce moment.',
    silent: 'Une partie du service qui reçoit les votes ne répond plus',
    surplus: 'Plus de votes traités que de votes reçus',
    surplusText: 'Prévenez l’exploitation : le bilan des votes dit d’où cela vient.',
    parked: (count: string) => `Messages mis de côté : ${count}`,
    parkedText: 'Des votes n’ont pas pu être traités. L’exploitation les examine avec « scrutin parked ».',
    parkedUnknown: 'On ne sait pas si des messages sont mis de côté. Si cela dure, prévenez l’exploitation.',
    readAt: 'Lu le',
  },
  en: {
    title: 'The system',
    ok: 'Everything answers.',
    down: 'Part of the system does not answer',
    downNames: (names: string) => `It does not answer: ${names}.`,
    tell: 'Tell the operators.',
    ledger: (received: string, counted: string, rejected: string) =>
      `Votes received: ${received}; counted: ${counted}; rejected: ${rejected}`,
    waiting: (waiting: string) => `waiting: ${waiting}`,
    noLedger: 'The ledger cannot be read at the moment.',
    silent: 'Part of the service that receives votes does not answer',
    surplus: 'More votes were settled than received',
    surplusText: 'Tell the operators: the ledger says where it comes from.',
    parked: (count: string) => `Messages set aside: ${count}`,
    parkedText: 'Some votes could not be handled. An operator looks at them with “scrutin parked”.',
    parkedUnknown: 'It is not known whether messages are set aside. If this lasts, tell the operators.',
    readAt: 'Read on',
  },
});

/** Whether the system is well, the ledger in one line, and what was set aside. */
export function SystemLine({ overview }: { readonly overview: OverviewBody }): ReactNode {
  const { language } = useLanguage();
  const text = TEXTS[language];
  const { health, ledger, parked } = overview;
  const count = (number: number): string => formatCount(number, language);
  return (
    <section>
      <h2>{text.title}</h2>
      {health.status === 'ok' ? (
        <p>{text.ok}</p>
      ) : (
        <Notice kind="error" title={text.down} announced>
          <p>{health.down === null ? text.tell : text.downNames(health.down.join(', '))}</p>
        </Notice>
      )}
      {ledger === null ? (
        <p>{text.noLedger}</p>
      ) : (
        <p>
          {text.ledger(count(ledger.received), count(ledger.counted), count(ledger.rejected))}
          {ledger.waiting > 0 ? ` (${text.waiting(count(ledger.waiting))})` : ''}.
        </p>
      )}
      {ledger === null || ledger.silent_intakes === 0 ? null : (
        <Notice kind="attention" title={text.silent} announced>
          <p>{text.tell}</p>
        </Notice>
      )}
      {ledger === null || ledger.waiting >= 0 ? null : (
        <Notice kind="error" title={text.surplus} announced>
          <p>{text.surplusText}</p>
        </Notice>
      )}
      {parked === null ? (
        <p className="soft">{text.parkedUnknown}</p>
      ) : parked === 0 ? null : (
        <Notice kind="attention" title={text.parked(count(parked))} announced>
          <p>{text.parkedText}</p>
        </Notice>
      )}
      <p className="soft">
        {text.readAt} <Instant at={overview.at} />
      </p>
    </section>
  );
}
