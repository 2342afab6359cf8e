/**
 * One round trip and one transaction per batch; the work is in the function settle_votes() of the
 * migrations, whose plans each connection keeps. Of about 25 µs of the server's processor per vote, the
 * gate takes 8, the audit row 13, the ballot 3, results and turnout 1 (PostgreSQL 15, batches of 100 and 500).
 *
 * $1 submission ids · $2 contests · $3 credential hashes (hex) · $4 times of acceptance (ms) ·
 * $5 selections: each a list joined by commas, which none of the values can hold. Prisma takes arrays apart
 * element by element, which costs this process four times what the joined texts do (docs/PERFORMANCE.md).
 * $6 receipts as JSON
 */
export const SETTLE_VOTES = `
SELECT outcome, contest, selection, votes
  FROM settle_votes(
    string_to_array($1, ',')::uuid[], string_to_array($2, ','), string_to_array($3, ','),
    string_to_array($4, ',')::bigint[],
    -- A blank ballot is an empty text, and a list of one empty text must not become an empty list.
    (string_to_array(',' || $5, ','))[2:], $6::jsonb)`;
