-- The public record of the ballots of a certified contest: every selection with its number of ballots, which is all that
-- a recount needs (P8). Whether a contest has one is decided when it is created and never changes, because a rare ranking
-- can show how somebody voted, and voters must know before they vote whether rankings are published.

-- The voters of contests that exist were not told of it, so these have none.
ALTER TABLE laws
  ADD COLUMN ballot_record text NOT NULL DEFAULT 'not-published'
    CONSTRAINT laws_ballot_record_known CHECK (ballot_record IN ('published', 'not-published'));
ALTER TABLE elections
  ADD COLUMN ballot_record text NOT NULL DEFAULT 'not-published'
    CONSTRAINT elections_ballot_record_known CHECK (ballot_record IN ('published', 'not-published'));
ALTER TABLE laws ALTER COLUMN ballot_record SET DEFAULT 'published';
ALTER TABLE elections ALTER COLUMN ballot_record SET DEFAULT 'published';

CREATE FUNCTION refuse_other_ballot_record() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  RAISE EXCEPTION 'whether the ballots of % are published is decided when it is created and never changes', OLD.id
    USING ERRCODE = 'integrity_constraint_violation';
END
$$;
CREATE TRIGGER ballot_record_fixed BEFORE UPDATE ON laws FOR EACH ROW
  WHEN (NEW.ballot_record IS DISTINCT FROM OLD.ballot_record) EXECUTE FUNCTION refuse_other_ballot_record();
CREATE TRIGGER ballot_record_fixed BEFORE UPDATE ON elections FOR EACH ROW
  WHEN (NEW.ballot_record IS DISTINCT FROM OLD.ballot_record) EXECUTE FUNCTION refuse_other_ballot_record();
ALTER TABLE laws ENABLE ALWAYS TRIGGER ballot_record_fixed;
ALTER TABLE elections ENABLE ALWAYS TRIGGER ballot_record_fixed;
REVOKE EXECUTE ON FUNCTION refuse_other_ballot_record FROM PUBLIC;

-- Whether the ballots of a contest are public: it is certified, its record is published, and all its ballots are mixed,
-- so that what can be read here is in no way the order of their arrival (P6).
CREATE FUNCTION ballot_record_public(contest text) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT (EXISTS (SELECT FROM laws AS l
                   WHERE l.id = split_part(contest, ':', 2) AND contest = 'law:' || l.id
                     AND l.status = 'certified' AND l.ballot_record = 'published')
       OR EXISTS (SELECT FROM elections AS e
                   WHERE e.id = split_part(contest, ':', 2) AND starts_with(contest, 'election:' || e.id || ':')
                     AND e.status = 'certified' AND e.ballot_record = 'published'))
     AND NOT EXISTS (SELECT FROM ballots_arriving AS a WHERE a.contest_key = contest)
$$;

-- One page of the record: at most `page` selections (never more than 10,000) that come after `last` in code point
-- order. The pages of a contest do not change, because nothing about a certified contest does. They come from the tallies
-- of the mixed ballots, which have a key in this order. That the tallies are the ballots is checked when a contest is
-- certified, and by the audit.
CREATE FUNCTION ballot_record(contest text, last text, page integer) RETURNS TABLE (selection text, ballots bigint)
LANGUAGE sql STABLE SECURITY DEFINER PARALLEL RESTRICTED ROWS 1000
SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT s.selection, s.ballots
    FROM (SELECT v.selection COLLATE "C" AS selection, v.ballots
            FROM vote_results AS r,
                 LATERAL (VALUES ('oui', r.oui), ('non', r.non), ('#blank', r.blank)) AS v (selection, ballots)
           WHERE contest = 'law:' || r.law_id AND r.law_id = split_part(contest, ':', 2)
             AND v.ballots > 0 AND v.selection COLLATE "C" > last
          UNION ALL
          (SELECT r.ranking COLLATE "C", r.ballots
             FROM ranking_counts AS r
            WHERE r.election_id = split_part(contest, ':', 2) AND r.region_id = split_part(contest, ':', 3)
              AND starts_with(contest, 'election:') AND r.ranking COLLATE "C" > last
            ORDER BY r.ranking COLLATE "C" LIMIT least(page, 10000))) AS s
   WHERE (SELECT ballot_record_public(contest))
   ORDER BY s.selection COLLATE "C" LIMIT least(page, 10000)
$$;

REVOKE EXECUTE ON FUNCTION ballot_record_public, ballot_record FROM PUBLIC;
GRANT EXECUTE ON FUNCTION ballot_record TO scrutin_ingestion, scrutin_operator, scrutin_auditor, scrutin_admin;
