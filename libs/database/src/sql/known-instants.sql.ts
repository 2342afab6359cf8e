/**
 * Two known instants as this session writes times, one in January and one in July: a zone that is at UTC for
 * half of the year only does not pass.
 */
export const INSTANTS_AS_TEXT = `to_timestamp(1768478400)::text || ' ' || to_timestamp(1784116800)::text`;

export const EXPECTED_INSTANTS = '2026-01-15 12:00:00+00 2026-07-15 12:00:00+00';
