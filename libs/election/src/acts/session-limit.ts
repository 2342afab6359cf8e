/** A session of an official ends when it was not used for this long. The office warns before. */
export const SESSION_IDLE_LIMIT_MS = 30 * 60_000;
