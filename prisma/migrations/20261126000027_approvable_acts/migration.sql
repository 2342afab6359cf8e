-- A replacement of letters also changes the roll in Redis, so it cannot be carried out by an approval. The policy names
-- only acts that can.
ALTER TABLE approval_policy DROP COLUMN replacing_above;

-- Whether a lot waits for an approval is judged by the program alone.
CREATE OR REPLACE FUNCTION approvable_act(action text) RETURNS text
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT CASE
    WHEN action ~ '^(law|election)\.(schedule|unschedule|open|extend|close|certify)$' THEN split_part(action, '.', 2)
    WHEN action = 'candidate.withdraw' THEN 'withdrawal'
    WHEN action = 'tabulation.publish' THEN 'publication'
  END
$$;

-- Last, as the table cannot be altered while the check of the changed row is pending.
UPDATE approval_policy SET acts = array_remove(acts, 'replacing');
