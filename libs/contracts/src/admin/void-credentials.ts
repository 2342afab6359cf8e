import { z } from 'zod';
import { CREDENTIAL_HASH, PEPPER_CHECK } from '../problems/written-forms.ts';
import { identifier, reason } from './values.ts';

/** The most credentials that one request makes void. */
const MOST = 250;

const credential = z
  .string()
  .regex(CREDENTIAL_HASH.pattern)
  .meta({ description: 'A credential hash as in the roll: 43 characters of base64url.' });

/** `POST /admin/v1/rolls/{roll_key}/replacements`. */
export const replacementsRequest = z.strictObject({
  reason,
  replacements: z
    .array(
      z.strictObject({
        credential: credential.meta({ description: 'The credential whose letter was lost.' }),
        replaced_by: credential.meta({ description: 'The credential of the new letter.' }),
        region: identifier
          .optional()
          .meta({ description: 'The region of the new letter; that of the old one if it is left out.' }),
      }),
    )
    .min(1)
    .max(MOST),
  other_region: z
    .boolean()
    .default(false)
    .meta({ description: 'True if the voters move: the region may differ from that of the old letter.' }),
  pepper_check: z
    .string()
    .regex(PEPPER_CHECK.pattern)
    .optional()
    .meta({ description: 'The `pepper_check` of the manifest of the new letters.' }),
});

export const replacementsBody = z
  .object({
    roll: z.string().meta({ examples: ['election:PROV-2026'] }),
    replaced: z
      .int()
      .nonnegative()
      .meta({ description: 'Credentials that this request made void.', examples: [1] }),
    repeated: z
      .int()
      .nonnegative()
      .meta({
        description: 'Credentials that the same credentials replaced before. They are void already.',
        examples: [0],
      }),
    credentials: z
      .int()
      .nonnegative()
      .meta({ description: 'Credentials on the roll now, with those that are void.', examples: [8201] }),
    rebuild_needed: z.boolean().meta({
      description:
        'True if Redis had lost the roll: run `scrutin roll rebuild` to restore the claims of votes.',
    }),
  })
  .meta({ id: 'Replacements', description: 'Credentials that were replaced.' });

/** `POST /admin/v1/rolls/{roll_key}/revocations`. */
export const revocationsRequest = z.strictObject({
  reason,
  credentials: z.array(credential).min(1).max(MOST),
});

export const revocationsBody = z
  .object({
    roll: z.string().meta({ examples: ['election:PROV-2026'] }),
    revoked: z
      .int()
      .nonnegative()
      .meta({ description: 'Credentials that this request revoked.', examples: [1] }),
    repeated: z
      .int()
      .nonnegative()
      .meta({ description: 'Credentials that were revoked before.', examples: [0] }),
  })
  .meta({ id: 'Revocations', description: 'Credentials that were revoked.' });
