/**
 * The answers of the routes on which people and gateways hand in votes, as conditions of a selector. Readers have errors of
 * their own, and are many more.
 */
export const ANSWERS_TO_VOTES = 'service="ingestion-api",route=~"/api/v1/(elections/vote|vote|votes/batch)"';
