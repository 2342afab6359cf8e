import { z } from 'zod';
import { ROLL_FILE_NOTES, ROLL_LINE_PROBLEMS } from '@scrutin/credentials';
import { instant } from '../public/law.ts';

const ROLL_SCHEMES = ['hmac-sha256', 'sha256'] as const;

const count = z.int().nonnegative();

/** What was found in a roll, line by line. */
export const rollReportBody = z
  .object({
    lines: count.meta({ description: 'Lines read.', examples: [8200] }),
    credentials: count.meta({ description: 'Lines that are good.', examples: [8199] }),
    regions: z.record(z.string(), count).meta({
      description: 'Good lines by region, duplicates included; empty for a law.',
      examples: [{ NORD: 4100, SUD: 4099 }],
    }),
    errors: z
      .array(
        z.object({
          line: z.int().positive().meta({ description: 'From 1.' }),
          column: z.int().positive().meta({ description: 'Where in the line, from 1.' }),
          problem: z.enum(ROLL_LINE_PROBLEMS),
          message: z.string().meta({ description: 'What is wrong and what to do. Nothing of the line.' }),
        }),
      )
      .meta({ description: 'The first 100.' }),
    error_count: count.meta({ description: 'Lines that are wrong, all of them.', examples: [1] }),
    duplicates: count.meta({ description: 'Lines whose hash stood before.', examples: [0] }),
    duplicates_checked: z.boolean().meta({
      description:
        'False when the lines were not sorted by hash and too many to remember: then some may be missed.',
      examples: [true],
    }),
    passed_over: z.array(z.enum(ROLL_FILE_NOTES)).meta({
      description: 'What the file has besides its lines, which changes nothing of what they say.',
      examples: [['byte-order-mark', 'crlf']],
    }),
  })
  .meta({ id: 'RollReport', description: 'What was found in a roll. Never a hash.' });
export type RollReportBody = z.infer<typeof rollReportBody>;

/** `POST /admin/v1/rolls/{roll_key}`. */
export const rollUploadBody = z
  .object({
    roll: z.string().meta({ examples: ['election:PROV-2026'] }),
    scheme: z.enum(ROLL_SCHEMES),
    dry_run: z.boolean().meta({ description: 'True: nothing was loaded.' }),
    report: rollReportBody,
    loaded: z
      .object({
        credentials: count.meta({ description: 'On the roll now.', examples: [8200] }),
        added: count.meta({ description: 'That were not on it before.', examples: [8200] }),
        already_there: count.meta({
          description: 'That were on it: they keep their region and, who has voted, their vote.',
          examples: [0],
        }),
        rebuild_needed: z.boolean().meta({
          description: 'Redis had lost the roll: put the votes back with `scrutin roll rebuild`.',
          examples: [false],
        }),
      })
      .nullable()
      .meta({ description: 'Null after a dry run.' }),
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
    regions: z.record(z.string(), count),
  })
  .meta({ id: 'Roll', description: 'A roll on record.' });
export type RollBody = z.infer<typeof rollBody>;
export const rollsBody = z.array(rollBody);

/** The query of an uploaded roll. */
export const rollUploadQuery = z.strictObject({
  scheme: z.enum(ROLL_SCHEMES).meta({ description: 'How its credentials were hashed (P7).' }),
  dry_run: z
    .enum(['true', 'false'])
    .default('false')
    .meta({ description: 'true: check every line and load nothing.' }),
  pepper_check: z
    .string()
    .regex(/^[0-9a-f]{16}$/)
    .optional()
    .meta({
      description:
        '`pepper_check` of the manifest that lies beside the roll: with it on record, a service that has another pepper finds out before it takes a vote.',
    }),
});
