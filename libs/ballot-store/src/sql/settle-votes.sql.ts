/**
 * One round trip and one transaction per batch; the work is in the function settle_votes() of the
 * migrations, whose plans each connection keeps. Of about 25 µs of the server's processor per vote, the
 * gate takes 8, the audit row 13, the ballot 3, results and turnout 1 (PostgreSQL 15, batches of 100 and 500).
 *
 * $1 submission ids · $2 contests · $3 credential hashes (hex) · $4 times of acceptance (ms) · $5 selections, of which
 * an empty one is a blank ballot: arrays of one length. $6 receipts as JSON
 */
export const SETTLE_VOTES = `
SELECT outcome, contest, selection, votes
  FROM settle_votes($1::uuid[], $2::text[], $3::text[], $4::bigint[], $5::text[], $6::jsonb)`;
