/**
 * One round trip and one transaction per batch, as with votes.
 *
 * $1 submission ids · $2 contests · $3 credential hashes (hex) · $4 hours · $5 reasons: each a list joined
 * by commas, as with votes. $6 receipts as JSON
 */
export const SETTLE_REJECTIONS = `
SELECT outcome, contest, reason, submissions
  FROM settle_rejections(
    string_to_array($1, ',')::uuid[], string_to_array($2, ','), string_to_array($3, ','),
    string_to_array($4, ',')::integer[], string_to_array($5, ','), $6::jsonb)`;
