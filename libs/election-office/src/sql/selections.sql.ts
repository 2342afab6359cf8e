/**
 * The stored ballots of a contest, grouped by selection, with the tally of each group. The order is that of the UTF-8
 * bytes, which is code point order. $1 contest
 */
export const SELECTIONS = `SELECT selection, ballots, tallied FROM ballots_and_tallies($1)`;

/**
 * The number of stored ballots of a contest and the SHA-256 of their text, which is defined by `ballotsText` of
 * @scrutin/tabulation and by docs/AUDITING.md; and the number of groups whose tally differs. The text is one value of at most 1 GB: some ten million different rankings. $1 contest
 */
export const BALLOTS_DIGEST = `
SELECT coalesce(sum(ballots), 0)::bigint AS ballots,
       encode(sha256(convert_to(
         $1 || E'\\n' || coalesce(string_agg(selection || ',' || ballots || E'\\n', '' ORDER BY selection COLLATE "C")
                                    FILTER (WHERE ballots > 0), ''),
         'UTF8')), 'hex') AS digest,
       count(*) FILTER (WHERE ballots <> tallied)::integer AS differing
  FROM ballots_and_tallies($1)`;

/** The number of voters who are recorded as counted, by contest. $1 roll */
export const VOTERS_COUNTED = `SELECT contest_key AS contest, voters FROM voters_counted_by_contest($1)`;
