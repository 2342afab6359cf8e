/**
 * How far the counts of elections and laws are: a row for each contest that was counted, with whether a count of it was
 * published, and how its newest count ended if none was. A count that asked for a lot which is on record by now says
 * nothing any more: the contest has to be counted again. $1 roll keys
 */
export const COUNT_PROGRESS = `
SELECT DISTINCT ON (c.contest_key) c.contest_key, c.roll_key, c.published,
       CASE WHEN c.published THEN NULL ELSE c.result ->> 'status' END AS newest,
       NOT c.published AND EXISTS (SELECT FROM lots AS l WHERE l.tabulation_id = c.id) AS is_outdated
  FROM (SELECT t.*, split_part(t.contest_key, ':', 1) || ':' || split_part(t.contest_key, ':', 2) AS roll_key,
               bool_or(t.published_at IS NOT NULL) OVER (PARTITION BY t.contest_key) AS published
          FROM tabulations AS t) AS c
 WHERE c.roll_key = ANY ($1::text[])
 ORDER BY c.contest_key, c.computed_at DESC`;

/** The latest notice of each contest. $1 roll keys */
export const LATEST_NOTICES = `
SELECT DISTINCT ON (roll_key) roll_key, text_fr, text_en
  FROM notices
 WHERE roll_key = ANY ($1::text[])
 ORDER BY roll_key, id DESC`;

/** How many races each election has. $1 election ids */
export const RACES_OF_ELECTIONS = `
SELECT election_id, count(*)::integer AS races FROM election_regions WHERE election_id = ANY ($1::text[]) GROUP BY election_id`;
