import type { ReactNode } from 'react';
import type { NoticeBody } from '@scrutin/contracts/public';
import type { Language } from '@scrutin/web-ui';
import { formatInstant, Notice } from '@scrutin/web-ui';

/** What voters were told about a contest since it was published, newest first. */
export function Notices(props: {
  readonly notices: readonly NoticeBody[];
  readonly language: Language;
}): ReactNode {
  const { notices, language } = props;
  return notices.map(({ id, text, reason, at, time_zone: timeZone }) => (
    <Notice key={id} kind="attention" title={text[language]}>
      {reason === null ? null : <p>{reason}</p>}
      <p className="soft">{formatInstant(at, timeZone, language)}</p>
    </Notice>
  ));
}
