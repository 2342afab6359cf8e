import { z } from 'zod';
import { noticeBody } from '../public/notices.ts';
import { adminRoutes, CHANGE, FIND, MAKE, NO_CONTENT, success } from './admin-route.ts';
import { bothLanguages, identifier, reason } from './values.ts';

const ofContest = z.object({
  roll_key: z.string().meta({ description: '`law:ID` or `election:ID`.', examples: ['election:PROV-2026'] }),
});

/** `POST …/rehearsals`. */
const rehearsalRequest = z
  .strictObject({
    id: identifier.optional().meta({
      description: 'The identifier of the rehearsal; by default that of the original and -REHEARSAL.',
    }),
  })
  .meta({ id: 'RehearsalRequest', description: 'A rehearsal to make of a contest.' });

const rehearsalBody = z
  .object({
    contest: z.string().meta({ examples: ['election:PROV-2026-REHEARSAL'] }),
    id: identifier.meta({ examples: ['PROV-2026-REHEARSAL'] }),
  })
  .meta({ id: 'Rehearsal', description: 'A rehearsal that was made, as a draft without a roll.' });

const discardRequest = z.strictObject({ reason: reason.optional() }).meta({
  id: 'DiscardRequest',
  description: 'Why the rehearsal is thrown away, if there is something to say.',
});

const discardedBody = z
  .object({
    counted: z
      .int()
      .nonnegative()
      .meta({ description: 'Counted votes that were removed.', examples: [120] }),
    rejected: z
      .int()
      .nonnegative()
      .meta({ description: 'Rejected votes that were removed.', examples: [4] }),
  })
  .meta({ id: 'DiscardedRehearsal', description: 'What was thrown away.' });

/** `POST …/notices`. */
const noticeRequest = z.strictObject({ text: bothLanguages }).meta({
  id: 'NoticeRequest',
  description: 'A text for voters, in both languages. It cannot be taken back.',
});

/** The routes of rehearsals, and of what voters are told about a contest. */
export const NOTICE_OFFICE_ROUTES = adminRoutes({
  rehearse: {
    method: 'post',
    path: '/admin/v1/contests/{roll_key}/rehearsals',
    tag: 'Rehearsals',
    summary: 'Make a rehearsal of a contest, as a draft without a roll',
    access: 'configure',
    params: ofContest,
    body: rehearsalRequest,
    answers: { 201: success(rehearsalBody) },
    problems: MAKE,
  },
  discardRehearsal: {
    method: 'post',
    path: '/admin/v1/contests/{roll_key}/discard',
    tag: 'Rehearsals',
    summary: 'Throw a rehearsal away, with its votes, its ballots and its roll',
    access: 'step',
    params: ofContest,
    body: discardRequest,
    answers: { 200: success(discardedBody) },
    problems: CHANGE,
  },
  contestNotices: {
    method: 'get',
    path: '/admin/v1/contests/{roll_key}/notices',
    tag: 'Notices',
    summary: 'What voters were told about a contest, newest first',
    access: 'read',
    params: ofContest,
    answers: { 200: success(z.array(noticeBody)) },
    problems: FIND,
  },
  publishNotice: {
    method: 'post',
    path: '/admin/v1/contests/{roll_key}/notices',
    tag: 'Notices',
    summary: 'Tell voters something about a contest',
    access: 'publish',
    params: ofContest,
    body: noticeRequest,
    answers: { 204: NO_CONTENT },
    problems: CHANGE,
  },
});
