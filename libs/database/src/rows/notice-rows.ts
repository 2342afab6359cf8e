import type { Notice, RollKey } from '@scrutin/election';
import { CONTEST_PURPOSES, NOTICE_KINDS } from '@scrutin/election';
import type { Notice as NoticeRow } from '../generated/prisma/client.ts';
import { storedWord } from '../stored-word.ts';

export function toNotice(row: NoticeRow): Notice {
  return {
    id: row.id,
    atMs: row.at.getTime(),
    rollKey: row.rollKey as RollKey,
    regionId: row.regionId ?? undefined,
    purpose: storedWord(CONTEST_PURPOSES, row.purpose),
    kind: storedWord(NOTICE_KINDS, row.kind),
    text: { fr: row.textFr, en: row.textEn },
    reason: row.reason ?? undefined,
  };
}
