/**
 * Settles a batch of rejections in one round trip and one transaction, as with votes.
 *
 * $1 submission ids · $2 contests · $3 credential hashes (hex) · $4 hours · $5 reasons: arrays of one length.
 * $6 receipts as JSON. The columns have the same names as those of {@link SETTLE_VOTES}.
 */
export const SETTLE_REJECTIONS = `
SELECT outcome, contest AS subject, reason AS detail, submissions
  FROM settle_rejections($1::uuid[], $2::text[], $3::text[], $4::integer[], $5::text[], $6::jsonb)`;
