import type { ReactNode } from 'react';
import type { NoticeBody } from '@scrutin/contracts/public';
import type { Language } from '@scrutin/web-ui';
import { formatInstant, Notice, texts } from '@scrutin/web-ui';

const TEXTS = texts({
  fr: { earlier: (count: number) => `Avis précédents (${count})` },
  en: { earlier: (count: number) => `Earlier notices (${count})` },
});

/** What voters were told about a contest since it was published: the newest notice, and the others behind a control. */
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
  const { text, reason, at, time_zone: timeZone } = notice;
  return (
    <Notice kind="attention" title={text[language]}>
      {reason === null ? null : <p lang="">{reason}</p>}
      <p className="soft">{formatInstant(at, timeZone, language)}</p>
    </Notice>
  );
}
