import { noticeView } from '@scrutin/contracts/public';
import { isRollKey } from '@scrutin/election';
import type { ElectionOffice } from '@scrutin/election-office';
import { throwAway } from '@scrutin/election-office';
import { ok } from '@scrutin/http-edge';
import type { VoterRoll } from '@scrutin/voter-roll';
import { changedRecord, createdRecord, emptyAnswer, NOT_FOUND } from '../http/answer.ts';
import type { OfficeHandlers } from '../http/office-call.ts';

export interface NoticeHandlersOptions {
  readonly office: Pick<
    ElectionOffice,
    'rehearse' | 'discardRehearsal' | 'contest' | 'notices' | 'publishStatement'
  >;
  readonly roll: Pick<VoterRoll, 'removeRoll'>;
}

type NoticeRoute = 'rehearse' | 'discardRehearsal' | 'contestNotices' | 'publishNotice';

/** The handlers of rehearsals and notices. */
export function noticeHandlers({ office, roll }: NoticeHandlersOptions): OfficeHandlers<NoticeRoute> {
  return {
    rehearse: async ({ caller, params, body }) => {
      if (!isRollKey(params.roll_key)) return NOT_FOUND;
      const made = await office.rehearse(caller.actor, params.roll_key, body.id);
      return createdRecord(made, ({ kind, id }) => ({ contest: `${kind}:${id}`, id }));
    },
    discardRehearsal: async ({ caller: { actor }, params, body: { reason } }) => {
      if (!isRollKey(params.roll_key)) return NOT_FOUND;
      const discarded = await throwAway(params.roll_key, { office, roll, actor, reason });
      return changedRecord(discarded, (votes) => votes);
    },
    contestNotices: async ({ params }) => {
      if (!isRollKey(params.roll_key)) return NOT_FOUND;
      const contest = await office.contest(params.roll_key);
      if (contest === undefined) return NOT_FOUND;
      const notices = await office.notices(params.roll_key);
      return ok(notices.map((notice) => noticeView(notice, contest.timeZone)));
    },
    publishNotice: async ({ caller, params, body }) => {
      if (!isRollKey(params.roll_key)) return NOT_FOUND;
      return emptyAnswer(await office.publishStatement(caller.actor, params.roll_key, body.text));
    },
  };
}
