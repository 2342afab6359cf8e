/** When the results of a law or an election are public: already while it is open, or only after the closing. */
export const RESULTS_VISIBILITIES = ['live', 'after-closing'] as const;
export type ResultsVisibility = (typeof RESULTS_VISIBILITIES)[number];

/**
 * The visibility of a contest for which none is given, in every API and in the database. Live results of a small
 * contest can show how somebody voted (P6), so they must be decided on and are never the default.
 */
export const DEFAULT_RESULTS_VISIBILITY: ResultsVisibility = 'after-closing';
