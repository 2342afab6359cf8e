import type { ReactNode } from 'react';
import type { NoticeBody } from '@scrutin/contracts/public';
import type { Language } from '@scrutin/web-ui';
import { formatInstant, Notice, texts } from '@scrutin/web-ui';

const TEXTS = texts({
  fr: {
    earlier: (count: number) => (count === 1 ? 'Un avis précédent' : `${count} avis précédents`),
    reason: 'Motif :',
    at: (instant: string) => `Avis du ${instant}`,
  },
  en: {
    earlier: (count: number) => (count === 1 ? 'One earlier notice' : `${count} earlier notices`),
    reason: 'Reason:',
    at: (instant: string) => `Notice of ${instant}`,
  },
});

/** What voters were told about a contest since its publication: the newest notice, and the others behind a control. */
export function Notices(props: {
  readonly notices: readonly NoticeBody[];
  readonly language: Language;
}): ReactNode {
  const { notices, language } = props;
  const [newest, ...earlier] = notices;
  if (newest === undefined) return null;
  return (
    <>
      <OneNotice notice={newest} language={language} />
      {earlier.length === 0 ? null : (
        <details className="earlier-notices">
          <summary>{TEXTS[language].earlier(earlier.length)}</summary>
          {earlier.map((notice) => (
            <OneNotice key={notice.id} notice={notice} language={language} />
          ))}
        </details>
      )}
    </>
  );
}

function OneNotice(props: { readonly notice: NoticeBody; readonly language: Language }): ReactNode {
  const { notice, language } = props;
  const { text: words, reason, at, time_zone: timeZone } = notice;
  const text = TEXTS[language];
  return (
    <Notice kind="attention" title={words[language]}>
      {reason === null ? null : (
        <p>
          {/* Officials write the reason in one language, and nothing says which. */}
          {text.reason} <span lang="">{reason}</span>
        </p>
      )}
      <p className="soft">{text.at(formatInstant(at, timeZone, language))}</p>
    </Notice>
  );
}
