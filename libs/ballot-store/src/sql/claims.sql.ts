/** Which credentials have a counted vote. $1 roll · $2 hashes in hexadecimal, joined by commas */
export const COUNTED_AMONG = `SELECT hash FROM counted_among($1, string_to_array($2, ',')) AS hash`;

/** Which submissions were not counted: not settled, or rejected. $1 submission ids, joined by commas */
export const UNCOUNTED_AMONG = `
SELECT u.id::text AS submission_id
  FROM unnest(string_to_array($1, ',')::uuid[]) AS u (id)
 WHERE NOT EXISTS (SELECT FROM settled_submissions AS s WHERE s.submission_id = u.id)
    OR EXISTS (SELECT FROM rejected_submissions AS r WHERE r.submission_id = u.id)`;
