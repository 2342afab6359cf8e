import { z } from 'zod';
import { routeTable } from '../routes/route.ts';
import { READ_PROBLEMS } from './cached-answer.ts';

const photoHeaders = z.object({
  'Cache-Control': z.string().meta({
    description: 'The photo at an address never changes.',
    examples: ['public, max-age=31536000, immutable'],
  }),
  ETag: z.string().meta({
    description: 'Send it back as `If-None-Match`.',
    examples: ['"2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae"'],
  }),
});

/** The route of the photos of candidates. */
export const PHOTO_ROUTES = routeTable({
  candidatePhoto: {
    method: 'get',
    path: '/api/v1/photos/{photo}',
    tag: 'Elections',
    summary: 'The photo of a candidate, at the address in `photo_url`',
    params: z.object({
      photo: z
        .string()
        .regex(/^[0-9a-f]{64}\.jpg$/)
        .meta({
          description: 'SHA-256 of the photo.',
          examples: ['2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae.jpg'],
        }),
    }),
    answers: { 200: { description: 'The photo.', otherMedia: ['image/jpeg'], headers: photoHeaders } },
    problems: ['not-found', ...READ_PROBLEMS],
  },
});
