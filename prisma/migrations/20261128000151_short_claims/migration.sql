-- Claims of new rolls keep only the first 8 of the 16 bytes of a submission's id, so that Redis needs less memory. So
-- what is asked about claims names submissions by the first digits of their ids, 16 or all 32.
--
-- Each is found with one step in the index, whatever the statistics say: the first id from there on either begins with
-- these digits, or no id does.

-- Which of these submissions were not counted, that is not settled or rejected: for the operator who compares the claims
-- in Redis with the votes. Texts with another number of digits are left out, so that nobody searches for ids digit by
-- digit. uncounted_among() stays for the version before this one, which may run beside it.
CREATE FUNCTION uncounted_submissions(submissions text[]) RETURNS SETOF text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT g.submission
    FROM (SELECT u AS submission, rpad(u, 32, '0')::uuid AS least, rpad(u, 32, 'f')::uuid AS most
            FROM unnest(submissions) AS u WHERE u ~ '^[0-9a-f]{16}([0-9a-f]{16})?$') AS g
   WHERE ((SELECT s.submission_id FROM settled_submissions AS s
            WHERE s.submission_id >= g.least ORDER BY s.submission_id LIMIT 1) <= g.most) IS NOT TRUE
      OR (SELECT r.submission_id FROM rejected_submissions AS r
           WHERE r.submission_id >= g.least ORDER BY r.submission_id LIMIT 1) <= g.most
$$;
REVOKE ALL ON FUNCTION uncounted_submissions FROM PUBLIC;
GRANT EXECUTE ON FUNCTION uncounted_submissions TO scrutin_operator;

-- `claims` of make_void() are such digits too, or whole ids, as the version before this one gives them.
GRANT CREATE ON SCHEMA public TO scrutin_settler;
DO $membership$
BEGIN
  EXECUTE format('GRANT scrutin_settler TO %I', current_user);
END
$membership$;
DO $claims$
DECLARE
  before constant text := pg_get_functiondef('make_void'::regproc);
  wanted constant text := 'NOT EXISTS (
                         SELECT FROM rejected_submissions AS r WHERE r.submission_id = g.claim::uuid)';
BEGIN
  IF position(wanted IN before) = 0 THEN
    RAISE EXCEPTION 'make_void() is not as this migration expects it';
  END IF;
  EXECUTE replace(before, wanted, '(
                         (SELECT r.submission_id FROM rejected_submissions AS r
                           WHERE r.submission_id >= rpad(replace(g.claim, ''-'', ''''), 32, ''0'')::uuid
                           ORDER BY r.submission_id LIMIT 1)
                         <= rpad(replace(g.claim, ''-'', ''''), 32, ''f'')::uuid) IS NOT TRUE');
END
$claims$;
REVOKE CREATE ON SCHEMA public FROM scrutin_settler;
DO $membership$
BEGIN
  EXECUTE format('REVOKE scrutin_settler FROM %I', current_user);
END
$membership$;
