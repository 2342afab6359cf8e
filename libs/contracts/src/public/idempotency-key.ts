import { z } from 'zod';

export const SHORTEST_KEY = 16;
export const LONGEST_KEY = 255;

/**
 * The Idempotency-Key header: visible ASCII. The lower limit makes it unlikely that two votes have the same key by
 * chance, and the upper limit keeps a key from carrying other data.
 */
export const idempotencyKey = z
  .string()
  .min(SHORTEST_KEY)
  .max(LONGEST_KEY)
  .regex(/^[\x21-\x7e]+$/)
  .meta({
    description:
      'A name that the client chooses for this vote, a new one for each vote: 16 to 255 visible ASCII characters, preferably a UUID. The same key with the same credential in the same contest names the same submission. A vote whose answer was lost can therefore be sent again and is counted once. A key names one submission for ever, whether it was counted or not, and a different choice under the same key is never counted. It is refused (422) while the first vote is undecided, for a minute or more, and also if the first vote was not counted. To correct a vote that was not counted, use a new key.',
    examples: ['7f3c1f0e-5a52-4d0b-9c1b-2f6f0f0e9d11'],
  });
