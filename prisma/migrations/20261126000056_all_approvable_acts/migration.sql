-- The database names every act for which a policy can ask for an approval, as the program does (approvableActOf). Until
-- now it did not know lots, replacing publications and reinstated ones, so that somebody with a login of the office who
-- does not use its program could have recorded them without an approval.
--
-- Whether an act on accounts or on the policy waits is judged by the program alone, which knows who else could decide.
-- Their subjects are no contests, so check_approval() lets them pass.
CREATE OR REPLACE FUNCTION approvable_act(action text) RETURNS text
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT CASE
    WHEN action ~ '^(law|election)\.(schedule|unschedule|open|extend|close|certify)$' THEN split_part(action, '.', 2)
    WHEN action = 'candidate.withdraw' THEN 'withdrawal'
    WHEN action = 'lot.record' THEN 'lot'
    WHEN action IN ('tabulation.publish', 'tabulation.supersede', 'tabulation.reinstate') THEN 'publication'
    WHEN action IN ('official.create', 'official.set-password') THEN 'accounts'
    WHEN action = 'policy.change' THEN 'policy'
  END
$$;
