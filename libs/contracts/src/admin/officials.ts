import { z } from 'zod';
import { OFFICIAL_ROLES } from '@scrutin/election';
import { instant } from '../public/law.ts';
import { reason, recordVersion } from './values.ts';

const role = z.enum(OFFICIAL_ROLES).meta({
  description: 'official: contests, rolls and counts; operator: accounts and rolls; auditor: reads only.',
  examples: ['official'],
});
const email = z.string().meta({ examples: ['marie.tremblay@elections.example'] });
const displayName = z.string().meta({ examples: ['Marie Tremblay'] });

/** An entry of `GET /admin/v1/officials`. */
export const officialBody = z
  .object({
    id: z.uuid().meta({ examples: ['5b1e0c9a-7d3f-4a21-9c4e-d2f06b7a1188'] }),
    email,
    display_name: displayName,
    role,
    created_at: instant.meta({ examples: ['2026-09-01T13:00:00.000Z'] }),
    disabled_at: instant
      .nullable()
      .meta({ description: 'Null if the account is enabled.', examples: [null] }),
    locked_until: instant.nullable().meta({
      description:
        'Until this time every login is refused, after repeated failures; null if the account is not locked.',
      examples: [null],
    }),
    must_change_password: z.boolean().meta({
      description:
        'True if somebody else chose the password: the account may do nothing before it is changed.',
      examples: [false],
    }),
    second_factor_at: instant.nullable().meta({
      description: 'When a second factor was enrolled; null if a login needs none.',
      examples: [null],
    }),
    second_factor_reset: z
      .object({
        asked_by: z.string().meta({ examples: ['ops@elections.example'] }),
        asked_at: instant,
      })
      .nullable()
      .meta({
        description: 'The request to remove a lost second factor, which another operator has to confirm.',
        examples: [null],
      }),
    version: recordVersion,
  })
  .meta({ id: 'Official', description: 'An account. It never contains the password.' });
export type OfficialBody = z.infer<typeof officialBody>;
export const officialsBody = z.array(officialBody);

const password = z
  .string()
  .max(1_000)
  .meta({ description: 'Stored only as an argon2id hash.', examples: ['correct horse battery staple'] });

/** `POST /admin/v1/officials`. */
export const newOfficial = z
  .strictObject({ email, display_name: displayName, role, password })
  .meta({ id: 'NewOfficial', description: 'An account to create.' });

/** `POST /admin/v1/officials/{id}/password`. */
export const passwordRequest = z.strictObject({ password }).meta({
  id: 'PasswordRequest',
  description: 'A new password. It ends the sessions of the account, which must change it at the next login.',
});

/** `POST /admin/v1/officials/{id}/second-factor-reset`. */
export const resetRequest = z
  .strictObject({ reason })
  .meta({ id: 'SecondFactorResetRequest', description: 'Why the second factor must be removed.' });
