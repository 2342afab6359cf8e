import { z } from 'zod';
import { ACCOUNT_SETUP_STEPS } from '@scrutin/election';
import { instant } from '../public/law.ts';
import { officialBody } from './officials.ts';

/** The error of a code that does not have six digits is that of a wrong code. */
export const totpCode = z
  .string()
  .max(20)
  .meta({
    description: 'The six digits that the authenticator shows now. Each code is accepted once.',
    examples: ['492039'],
  });

/** `POST /admin/v1/session`. */
export const loginRequest = z
  .strictObject({
    email: z
      .string()
      .max(320)
      .meta({ examples: ['marie.tremblay@elections.example'] }),
    password: z
      .string()
      .max(1_000)
      .meta({ examples: ['correct horse battery staple'] }),
    code: totpCode.optional(),
  })
  .meta({
    id: 'LoginRequest',
    description: 'E-mail address and password of an official, and a code if the account has a second factor.',
  });

/** A password that is given to show who somebody is. */
export const secret = z
  .string()
  .max(1_000)
  .meta({ examples: ['correct horse battery staple'] });

/** `POST /admin/v1/session/password`. */
export const ownPasswordRequest = z.strictObject({ current_password: secret, new_password: secret }).meta({
  id: 'OwnPasswordRequest',
  description: 'The current password of the account that is logged in, and a new one.',
});

/** `GET` and `POST /admin/v1/session`. */
export const sessionBody = z
  .object({
    official: officialBody,
    setup: z
      .enum(ACCOUNT_SETUP_STEPS)
      .nullable()
      .meta({
        description:
          'What the account must do first: change its password (`POST /admin/v1/session/password`), or enrol a second factor (`POST /admin/v1/session/second-factor`). Until then every other operation is refused. Null if the account may be used.',
        examples: [null],
      }),
    csrf_token: z.string().meta({
      description: 'Must be sent as X-CSRF-Token with every request except GET and HEAD.',
      examples: ['m1S5oJ8n3y0cQ2b7xYkT4zWv9uLrEhGfDaCpIiOeNsM'],
    }),
    expires_at: instant.meta({
      description: 'When the session ends, even if it is in use.',
      examples: ['2026-10-05T20:00:00.000Z'],
    }),
  })
  .meta({ id: 'Session', description: 'Who is logged in, and until when.' });
export type SessionBody = z.infer<typeof sessionBody>;

/** An entry of `GET /admin/v1/sessions`, newest first. */
const listedSessionBody = z
  .object({
    id: z.uuid().meta({ description: 'A name for the session, which opens nothing.' }),
    created_at: instant,
    last_seen_at: instant.meta({ description: 'The last use, to the minute.' }),
    expires_at: instant,
    current: z.boolean().meta({ description: 'True if this request belongs to it.', examples: [true] }),
  })
  .meta({ id: 'ListedSession', description: 'A session that can still be used.' });
export type ListedSessionBody = z.infer<typeof listedSessionBody>;
export const sessionsBody = z.array(listedSessionBody);
