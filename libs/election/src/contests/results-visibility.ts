/** When the results of a law or an election are public: while it is open, or once it has closed. */
export const RESULTS_VISIBILITIES = ['live', 'after-closing'] as const;
export type ResultsVisibility = (typeof RESULTS_VISIBILITIES)[number];

/**
 * Of a contest for which nobody says it, at every door and in the database. Live results of a small contest tell votes
 * (P6): they are a decision, never a default.
 */
export const DEFAULT_RESULTS_VISIBILITY: ResultsVisibility = 'after-closing';
