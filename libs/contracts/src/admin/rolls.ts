import { z } from 'zod';
import { ROLL_FILE_NOTES, ROLL_LINE_PROBLEMS } from '@scrutin/credentials';
import { ROLL_SCHEMES } from '@scrutin/election';
import { PEPPER_CHECK } from '../problems/written-forms.ts';
import { contestTimeZone, instant } from '../public/law.ts';
import { reason } from './values.ts';

const count = z.int().nonnegative();

/** The result of checking a roll line by line. */
export const rollReportBody = z
  .object({
    lines: count.meta({ description: 'Lines read.', examples: [8200] }),
    credentials: count.meta({ description: 'Valid lines.', examples: [8199] }),
    regions: z.record(z.string(), count).meta({
      description: 'Valid lines by region, including duplicates; empty for a law.',
      examples: [{ NORD: 4100, SUD: 4099 }],
    }),
    errors: z
      .array(
        z.object({
          line: z.int().positive().meta({ description: 'Number of the line, from 1.' }),
          column: z.int().positive().meta({ description: 'Place in the line, from 1.' }),
          problem: z.enum(ROLL_LINE_PROBLEMS),
          message: z
            .string()
            .meta({ description: 'What is wrong and what to do. It repeats nothing of the line.' }),
        }),
      )
      .meta({ description: 'The first 100 wrong lines.' }),
    error_count: count.meta({ description: 'The number of all wrong lines.', examples: [1] }),
    duplicates: count.meta({ description: 'Lines whose hash is in an earlier line too.', examples: [0] }),
    duplicates_checked: z.boolean().meta({
      description:
        'False if the lines were not sorted by hash and there were too many to remember. Then some duplicates may be missed.',
      examples: [true],
    }),
    passed_over: z.array(z.enum(ROLL_FILE_NOTES)).meta({
      description: 'Things that the file has besides its lines, and that do not change their meaning.',
      examples: [['byte-order-mark', 'crlf']],
    }),
  })
  .meta({ id: 'RollReport', description: 'The result of checking a roll. It never contains a hash.' });
export type RollReportBody = z.infer<typeof rollReportBody>;

/** `POST /admin/v1/rolls/{roll_key}`. */
export const rollUploadBody = z
  .object({
    roll: z.string().meta({ examples: ['election:PROV-2026'] }),
    scheme: z.enum(ROLL_SCHEMES),
    dry_run: z.boolean().meta({ description: 'True if nothing was loaded.' }),
    report: rollReportBody,
    loaded: z
      .object({
        credentials: count.meta({ description: 'Credentials on the roll now.', examples: [8200] }),
        added: count.meta({ description: 'Credentials that were not on the roll before.', examples: [8200] }),
        already_there: count.meta({
          description: 'Credentials that were on the roll already. They keep their region, and their votes.',
          examples: [0],
        }),
        rebuild_needed: z.boolean().meta({
          description:
            'True if Redis had lost the roll: run `scrutin roll rebuild` to restore the claims of votes.',
          examples: [false],
        }),
      })
      .nullable()
      .meta({ description: 'What was loaded; null after a dry run.' }),
    needs: z
      .object({
        reason: z.boolean().meta({
          description: 'True if a reason must be given for what is not on the roll yet.',
          examples: [false],
        }),
        approval_above: count.nullable().meta({
          description:
            'How many credentials one official may add alone to the roll of this contest, in total; more need an approval. Null if none does.',
          examples: [null],
        }),
      })
      .nullable()
      .meta({ description: 'What loading will need after a dry run; null after a load.' }),
  })
  .meta({ id: 'RollUpload', description: 'A roll that was checked, and loaded unless it was a dry run.' });
export type RollUploadBody = z.infer<typeof rollUploadBody>;

/** An entry of `GET /admin/v1/rolls`. */
const rollBody = z
  .object({
    roll: z.string().meta({ examples: ['election:PROV-2026'] }),
    credentials: count.meta({ examples: [8200] }),
    scheme: z.enum(ROLL_SCHEMES),
    loaded_at: instant,
    time_zone: contestTimeZone,
    regions: z.record(z.string(), count),
    void: z
      .object({
        replaced: count.meta({ description: 'Credentials that another one replaced.' }),
        revoked: count.meta({ description: 'Credentials that nobody votes with instead.' }),
      })
      .meta({ description: 'Credentials on the roll of which no vote is counted.' }),
    voters: count.meta({ description: '`credentials` without those that are void.', examples: [8200] }),
  })
  .meta({ id: 'Roll', description: 'A roll on record.' });
export type RollBody = z.infer<typeof rollBody>;
export const rollsBody = z.array(rollBody);

/** The query of an uploaded roll. */
export const rollUploadQuery = z.strictObject({
  scheme: z.enum(ROLL_SCHEMES).optional().meta({
    description: 'How its credentials were hashed (P7). The manifest says so; without one it must be given.',
  }),
  manifest: z.enum(['none']).optional().meta({
    description: '`none` for lines without a manifest, which cannot be compared with anything.',
  }),
  dry_run: z
    .enum(['true', 'false'])
    .default('false')
    .meta({ description: 'If true, every line is checked and nothing is loaded.' }),
  reason: reason.optional().meta({
    description:
      'Why credentials are added to the roll of a published contest; URL-encoded. The public reads it. Not needed for a draft, nor if nothing is added.',
    examples: ['Registered by the board of revisors'],
  }),
  pepper_check: z.string().regex(PEPPER_CHECK.pattern).optional().meta({
    description:
      'The `pepper_check` of the credential set, for lines without a manifest. When it is on record, a service with another pepper notices that before it accepts a vote.',
  }),
});
