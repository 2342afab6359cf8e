-- How many voters of a roll have a counted vote, by contest. All contests of an election are counted in one reading of its
-- votes: voters_counted() reads all of them for each contest, which took two and a half minutes of the certification of
-- 8,000,000 votes in 125 races. It stays for the version before this one, which may run beside it.
CREATE FUNCTION voters_counted_by_contest(roll text) RETURNS TABLE (contest_key text, voters bigint)
LANGUAGE sql STABLE SECURITY DEFINER PARALLEL RESTRICTED ROWS 100 COST 100000
SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT v.contest_key, count(*) FROM vote_audit AS v
   WHERE v.roll_key = roll COLLATE "C" AND v.status = 'counted'
   GROUP BY 1
$$;

REVOKE ALL ON FUNCTION voters_counted_by_contest FROM PUBLIC;
GRANT EXECUTE ON FUNCTION voters_counted_by_contest TO scrutin_operator, scrutin_auditor, scrutin_admin;
