/**
 * Settles a batch of votes in one round trip and one transaction. The work is done by the function settle_votes() in
 * the migrations, whose plans each connection keeps. A vote takes about 25 µs of the server's processor: 8 for the row
 * in the table of settled submissions, 13 for the audit row, 3 for the ballot, 1 for results and turnout (PostgreSQL
 * 15, batches of 100 and 500).
 *
 * $1 submission ids · $2 contests · $3 credential hashes (hex) · $4 times of acceptance (ms) · $5 selections, none of
 * which may be empty: arrays of one length. $6 receipts as JSON
 *
 * The function names its columns after the rows of counted votes. The row of a refused submission has the identifier of
 * the submission in the first of them and the reason in the second, so they are renamed here.
 */
export const SETTLE_VOTES = `
SELECT outcome, contest AS subject, selection AS detail, votes AS submissions
  FROM settle_votes($1::uuid[], $2::text[], $3::text[], $4::bigint[], $5::text[], $6::jsonb)`;
