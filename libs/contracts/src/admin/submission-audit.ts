import { z } from 'zod';
import { parseContestKey, parseRollKey, REJECTION_REASONS } from '@scrutin/election';
import { localizedIssue } from '../problems/form-errors.ts';
import { givenInstant } from '../public/given-instant.ts';
import { instant } from '../public/law.ts';
import { requestId } from '../public/submission.ts';

/** The most submissions on a page of JSON. */
const MOST_SUBMISSIONS = 1_000;

const NO_CONTEST = {
  fr: 'La valeur doit être law:ID, election:ID ou election:ID:RÉGION.',
  en: 'The value must be law:ID, election:ID or election:ID:REGION.',
};

/** A law, an election or a race in a query. */
const audited = z.string().superRefine((text, context) => {
  if (parseContestKey(text) === undefined && parseRollKey(text) === undefined)
    context.addIssue(localizedIssue(NO_CONTEST));
});

/** `GET /admin/v1/audit/submissions?…`. */
export const submissionAuditQuery = z
  .strictObject({
    contest: audited.optional().meta({
      description: 'Only submissions to law:ID, election:ID or election:ID:REGION.',
      examples: ['election:PROV-2026:NORD'],
    }),
    submission: requestId.optional(),
    status: z
      .enum(['counted', 'rejected'])
      .optional()
      .meta({ description: 'Only submissions with this outcome.', examples: ['rejected'] }),
    from: givenInstant.optional().meta({
      description: 'Only submissions that may have been accepted at this time or later.',
      examples: ['2026-10-05T08:00-04:00'],
    }),
    to: givenInstant.optional().meta({
      description: 'Only submissions that may have been accepted before this time.',
      examples: ['2026-10-05T12:00-04:00'],
    }),
    after: requestId
      .optional()
      .meta({ description: 'Only submissions after this one in the list: `next` of the previous page.' }),
    limit: z.coerce
      .number()
      .int()
      .min(1)
      .max(MOST_SUBMISSIONS)
      .default(100)
      .meta({ description: 'How many submissions a page of JSON has. A file has all.', examples: [100] }),
    format: z
      .enum(['json', 'csv', 'xlsx'])
      .default('json')
      .meta({ examples: ['json'] }),
  })
  .meta({ id: 'SubmissionAuditQuery' });

const auditedSubmission = z
  .object({
    submission_id: requestId,
    contest: z.string().meta({
      description: 'The law or the race; empty if the submission named none that exists.',
      examples: ['election:PROV-2026:NORD'],
    }),
    status: z.enum(['counted', 'rejected']),
    reason: z.enum(REJECTION_REASONS).nullable().meta({ description: 'Why it was rejected.' }),
    from: instant.nullable().meta({
      description:
        'The beginning of the hour of acceptance. Where fewer than twenty votes were counted in an hour, several hours are told together. Null for a repeated rejection, whose hour is not stored.',
      examples: ['2026-10-05T12:00:00.000Z'],
    }),
    to: instant
      .nullable()
      .meta({ description: 'The end of that time.', examples: ['2026-10-05T13:00:00.000Z'] }),
  })
  .meta({
    id: 'AuditedSubmission',
    description: 'What became of a submission. It says neither who voted nor what was chosen (P6).',
  });
export type AuditedSubmissionBody = z.infer<typeof auditedSubmission>;

/** `GET /admin/v1/audit/submissions`. */
export const submissionAuditBody = z
  .object({
    submissions: z
      .array(auditedSubmission)
      .meta({ description: 'In the order of their identifiers, which are random.' }),
    next: requestId
      .nullable()
      .meta({ description: 'Give it as `after` to read the next page; null on the last page.' }),
    withheld: z.array(z.string()).meta({
      description: 'Laws and elections that have not closed. Their submissions are not in the list.',
      examples: [['law:L2026-007']],
    }),
  })
  .meta({ id: 'SubmissionAudit' });

const rejectionCount = z.object({
  contest: z.string().meta({ examples: ['election:PROV-2026:NORD'] }),
  reason: z.enum(REJECTION_REASONS),
  submissions: z
    .int()
    .nonnegative()
    .meta({ examples: [12] }),
});

const repeatedAttempts = z
  .object({
    roll_key: z.string().meta({ examples: ['election:PROV-2026'] }),
    reason: z.enum(REJECTION_REASONS),
    attempts: z
      .int()
      .positive()
      .meta({ description: 'How often each of these credentials tried in vain.', examples: [2] }),
    credentials: z
      .int()
      .positive()
      .nullable()
      .meta({ description: 'How many credentials; null if the attempts are not counted by credential.' }),
    first_hour: instant,
    last_hour: instant,
  })
  .meta({ id: 'RepeatedAttempts' });

/** `GET /admin/v1/audit/rejections`. */
export const rejectionAuditBody = z
  .object({
    rejections: z.array(rejectionCount).meta({ description: 'Rejected submissions, by contest and reason.' }),
    attempts: z.array(repeatedAttempts).meta({
      description:
        'How many credentials tried how often in vain, the most attempts first: at most 1,000 groups.',
    }),
  })
  .meta({ id: 'RejectionAudit' });
