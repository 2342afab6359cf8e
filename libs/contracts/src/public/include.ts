import { z } from 'zod';

/** The query of the lists that leave rehearsals out. */
export const includeQuery = z.object({
  include: z
    .enum(['rehearsals'])
    .optional()
    .meta({
      description: 'Whether rehearsals are listed too. They are left out otherwise.',
      examples: ['rehearsals'],
    }),
});

/** Whether the list of a request has a contest with this purpose. */
export function isListed(
  { purpose }: { readonly purpose: 'real' | 'rehearsal' },
  { include }: { readonly include?: 'rehearsals' | undefined },
): boolean {
  return purpose === 'real' || include === 'rehearsals';
}
