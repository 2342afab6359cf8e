import type { TabulationDetailBody } from '@scrutin/contracts/admin';

/** A count in the list of the counts of its contest. */
export type TabulationSummary = Omit<TabulationDetailBody, 'rounds' | 'referendum'>;
