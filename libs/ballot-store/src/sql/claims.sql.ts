/** Which credentials have a counted vote. $1 roll · $2 hashes in hexadecimal, joined by commas */
export const COUNTED_AMONG = `SELECT hash FROM counted_among($1, string_to_array($2, ',')) AS hash`;

/** Which submissions were not counted: not settled, or rejected. $1 submission ids, joined by commas */
export const UNCOUNTED_AMONG = `
SELECT id::text AS submission_id FROM uncounted_among(string_to_array($1, ',')::uuid[]) AS id`;
