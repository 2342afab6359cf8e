import type { ReactNode } from 'react';
import type { NoticeBody } from '@scrutin/contracts/public';
import type { Language } from '@scrutin/web-ui';
import { formatInstant, Notice, texts } from '@scrutin/web-ui';

const TEXTS = texts({
  fr: {
    title: (instant: string) => `Avis du ${instant}`,
    reason: 'Motif :',
    others: (count: number) => (count === 1 ? 'Un avis plus ancien' : `${count} avis plus anciens`),
  },
  en: {
    title: (instant: string) => `Notice of ${instant}`,
    reason: 'Reason:',
    others: (count: number) => (count === 1 ? 'One older notice' : `${count} older notices`),
  },
});

/** What voters were told about a contest since its publication: the newest notice, and the others folded away. */
export function ContestNotices(props: {
  readonly notices: readonly NoticeBody[];
  readonly language: Language;
}): ReactNode {
  const { notices, language } = props;
  const [newest, ...others] = notices;
  if (newest === undefined) return null;
  return (
    <>
      <ContestNotice notice={newest} language={language} />
      {others.length === 0 ? null : (
        <details>
          <summary>{TEXTS[language].others(others.length)}</summary>
          {others.map((notice) => (
            <ContestNotice key={notice.id} notice={notice} language={language} />
          ))}
        </details>
      )}
    </>
  );
}

function ContestNotice(props: { readonly notice: NoticeBody; readonly language: Language }): ReactNode {
  const { notice, language } = props;
  const text = TEXTS[language];
  const { at, time_zone, text: words, reason } = notice;
  return (
    <Notice kind="information" title={text.title(formatInstant(at, time_zone, language))}>
      <p>{words[language]}</p>
      {reason === null ? null : (
        <p className="soft">
          {text.reason} <span lang="">{reason}</span>
        </p>
      )}
    </Notice>
  );
}
