import { z } from 'zod';
import { CONTEST_PURPOSES, NOTICE_KINDS } from '@scrutin/election';
import { routeTable } from '../routes/route.ts';
import { cached, READ_PROBLEMS } from './cached-answer.ts';
import { electionBody } from './election.ts';
import { includeQuery } from './include.ts';
import { contestTimeZone, instant, lawBody, localizedText } from './law.ts';

/** A notice to voters. */
export const noticeBody = z
  .object({
    id: z.string().meta({ description: 'Increases from notice to notice.', examples: ['17'] }),
    at: instant.meta({ description: 'When it was published.', examples: ['2026-10-05T14:03:11.000Z'] }),
    time_zone: contestTimeZone,
    contest: z
      .string()
      .meta({ description: 'The law, the election, or one of its races.', examples: ['election:PROV-2026'] }),
    purpose: z.enum(CONTEST_PURPOSES).meta({ description: 'Of the contest.', examples: ['real'] }),
    kind: z.enum(NOTICE_KINDS).meta({ description: 'What it is about.', examples: ['extended'] }),
    text: localizedText.meta({
      examples: [
        {
          fr: 'La clôture du vote est reportée : elle a lieu le 5 octobre 2026 à 20\u00a0h (America/Toronto), 6 octobre 2026 à 0\u00a0h UTC.',
          en: 'The closing of the voting is put off: it is on 5 October 2026 at 20:00 (America/Toronto), 6 October 2026 at 00:00 UTC.',
        },
      ],
    }),
    reason: z
      .string()
      .nullable()
      .meta({ description: 'Why, in the words of the official.', examples: ['Panne d’électricité'] }),
  })
  .meta({ id: 'Notice', description: 'What voters were told about a contest after its publication.' });
export type NoticeBody = z.infer<typeof noticeBody>;
const noticesBody = z.array(noticeBody);

const itsNotices = noticesBody.meta({
  description: 'What voters were told about it since its publication, newest first.',
});

/** `GET /api/v1/laws/{id}`. */
export const lawDetailBody = lawBody
  .extend({ notices: itsNotices })
  .meta({ id: 'LawDetail', description: 'A law put to the vote, with its notices.' });

/** `GET /api/v1/elections/{election_id}`. */
export const electionDetailBody = electionBody
  .extend({ notices: itsNotices })
  .meta({ id: 'ElectionDetail', description: 'An election with its races and its notices.' });

/** The route of all notices. Those of one contest are also in the view of the contest. */
export const NOTICE_ROUTES = routeTable({
  notices: {
    method: 'get',
    path: '/api/v1/notices',
    tag: 'Notices',
    summary: 'What voters were told since the contests were published',
    query: includeQuery,
    answers: { 200: cached('All notices, newest first. They are never changed or removed.', noticesBody) },
    problems: ['malformed-query', ...READ_PROBLEMS],
  },
});
