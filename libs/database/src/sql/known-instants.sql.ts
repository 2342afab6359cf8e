/**
 * Two known instants in the form in which this session writes times. One is in January and one in July, so that a time
 * zone which is at UTC for only half of the year is noticed.
 */
export const INSTANTS_AS_TEXT = `to_timestamp(1768478400)::text || ' ' || to_timestamp(1784116800)::text`;

export const EXPECTED_INSTANTS = '2026-01-15 12:00:00+00 2026-07-15 12:00:00+00';
