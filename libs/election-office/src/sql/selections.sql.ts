/**
 * The ballots of a contest, grouped: those in the box, and beside each group what the tallies say. In code point
 * order, which is that of the texts' UTF-8 bytes. $1 contest
 */
export const SELECTIONS = `SELECT selection, ballots, tallied FROM ballots_and_tallies($1)`;

/**
 * How many ballots a contest has in the box and the SHA-256 of their text, as `ballotsText` of @scrutin/tabulation
 * writes it and docs/AUDITING.md gives it; how many groups the tallies have otherwise; and how many voters are
 * recorded. The text is one value, of 1 GB at the most: some ten million different rankings. $1 contest
 */
export const BALLOTS_DIGEST = `
SELECT coalesce(sum(ballots), 0)::bigint AS ballots,
       encode(sha256(convert_to(
         $1 || E'\\n' || coalesce(string_agg(selection || ',' || ballots || E'\\n', '' ORDER BY selection COLLATE "C")
                                    FILTER (WHERE ballots > 0), ''),
         'UTF8')), 'hex') AS digest,
       count(*) FILTER (WHERE ballots <> tallied)::integer AS differing,
       voters_counted($1) AS voters
  FROM ballots_and_tallies($1)`;
