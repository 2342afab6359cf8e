import { z } from 'zod';
import { secret, totpCode } from './session.ts';

/** `POST /admin/v1/session/second-factor`. */
export const beginSecondFactorRequest = z.strictObject({ current_password: secret }).meta({
  id: 'BeginSecondFactorRequest',
  description: 'The current password of the account that is logged in.',
});

/** Its answer. */
export const enrolledSecretBody = z
  .object({
    secret: z.string().meta({
      description: 'The secret in base32, to be typed into an authenticator. It is shown this once.',
      examples: ['JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP'],
    }),
    uri: z.string().meta({
      description: 'The same as an address for a QR code.',
      examples: [
        'otpauth://totp/Scrutin:marie.tremblay%40elections.example?issuer=Scrutin&secret=JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP&algorithm=SHA1&digits=6&period=30',
      ],
    }),
  })
  .meta({ id: 'EnrolledSecret', description: 'The secret of a second factor (TOTP, RFC 6238).' });

/** `POST /admin/v1/session/second-factor/confirmation`. */
export const secondFactorCodeRequest = z
  .strictObject({ code: totpCode })
  .meta({ id: 'SecondFactorCodeRequest', description: 'A code of the new second factor.' });

/** `POST /admin/v1/session/second-factor/removal`. */
export const removeSecondFactorRequest = z.strictObject({ current_password: secret, code: totpCode }).meta({
  id: 'RemoveSecondFactorRequest',
  description: 'The current password, and a code of the second factor.',
});
