/**
 * One round trip and one transaction per batch; the work is in the function settle_votes() of the
 * migrations, whose plans each connection keeps.
 *
 * $1 submission ids · $2 contests · $3 credential hashes (hex) · $4 hours · $5 ten-second buckets · $6 selections
 */
export const SETTLE_VOTES = `
SELECT outcome, contest, selection, votes
  FROM settle_votes($1::uuid[], $2::text[], $3::text[], $4::integer[], $5::integer[], $6::text[])`;
