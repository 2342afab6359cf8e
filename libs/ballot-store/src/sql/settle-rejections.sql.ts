/**
 * Settles a batch of rejections in one round trip and one transaction, as with votes.
 *
 * $1 submission ids · $2 contests · $3 credential hashes (hex) · $4 hours · $5 reasons: arrays of one length.
 * $6 receipts as JSON
 */
export const SETTLE_REJECTIONS = `
SELECT outcome, contest, reason, submissions
  FROM settle_rejections($1::uuid[], $2::text[], $3::text[], $4::integer[], $5::text[], $6::jsonb)`;
