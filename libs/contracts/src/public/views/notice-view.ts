import type { Notice } from '@scrutin/election';
import { instantText } from '@scrutin/election';
import type { NoticeBody } from '../notices.ts';

/** A notice as both APIs show it. @param timeZone of its contest */
export function noticeView(notice: Notice, timeZone: string): NoticeBody {
  const { id, atMs, rollKey, regionId, purpose, kind, text, reason } = notice;
  return {
    id: id.toString(),
    at: instantText(atMs),
    time_zone: timeZone,
    contest: regionId === undefined ? rollKey : `${rollKey}:${regionId}`,
    purpose,
    kind,
    text,
    reason: reason ?? null,
  };
}
