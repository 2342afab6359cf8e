import type { ReactNode } from 'react';
import type { NoticeBody } from '@scrutin/contracts/public';
import type { Language } from '@scrutin/web-ui';
import { formatInstant, Notice, texts } from '@scrutin/web-ui';

const TEXTS = texts({
  fr: { title: (instant: string) => `Avis du ${instant}`, reason: (reason: string) => `Motif : ${reason}` },
  en: { title: (instant: string) => `Notice of ${instant}`, reason: (reason: string) => `Reason: ${reason}` },
});

/** What voters were told about a contest since its publication, newest first. */
export function ContestNotices(props: {
  readonly notices: readonly NoticeBody[];
  readonly language: Language;
}): ReactNode {
  const { notices, language } = props;
  const text = TEXTS[language];
  return notices.map(({ id, at, time_zone, text: words, reason }) => (
    <Notice key={id} kind="information" title={text.title(formatInstant(at, time_zone, language))}>
      <p>{words[language]}</p>
      {reason === null ? null : <p className="soft">{text.reason(reason)}</p>}
    </Notice>
  ));
}
