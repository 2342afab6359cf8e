import { z } from 'zod';
import { instant } from '../public/law.ts';
import { officialBody } from './officials.ts';

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
  })
  .meta({ id: 'LoginRequest', description: 'E-mail address and password of an official.' });

const secret = z
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
