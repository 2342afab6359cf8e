-- Exact thresholds: a threshold is a fraction of two integers in lowest terms, such as 2/3, and not a number of basis
-- points. It is a share of the valid votes (oui and non) or of all votes cast, blank ones included. A quorum may also be
-- a share of the registered voters.

-- Values are converted by rewriting the columns, and not by an UPDATE: that would need an act of an official.
ALTER TABLE laws DROP CONSTRAINT laws_threshold_basis_points_check;
ALTER TABLE laws ADD COLUMN threshold_denominator integer;
ALTER TABLE laws ALTER COLUMN threshold_denominator TYPE integer USING 10000 / gcd(threshold_basis_points, 10000);
ALTER TABLE laws ALTER COLUMN threshold_basis_points TYPE integer
  USING threshold_basis_points / gcd(threshold_basis_points, 10000);
ALTER TABLE laws RENAME COLUMN threshold_basis_points TO threshold_numerator;
ALTER TABLE laws ADD CONSTRAINT laws_threshold_check CHECK (
  (threshold_numerator IS NULL) = (threshold_denominator IS NULL)
  AND threshold_numerator >= 0 AND threshold_denominator > 0 AND threshold_numerator <= threshold_denominator);

ALTER TABLE laws ADD COLUMN threshold_base text NOT NULL DEFAULT 'valid' CHECK (threshold_base IN ('valid', 'cast'));

ALTER TABLE laws ADD COLUMN quorum_numerator integer;
ALTER TABLE laws ADD COLUMN quorum_denominator integer;
ALTER TABLE laws ADD CONSTRAINT laws_quorum_check CHECK (
  (quorum_numerator IS NULL) = (quorum_denominator IS NULL)
  AND quorum_numerator >= 0 AND quorum_denominator > 0 AND quorum_numerator <= quorum_denominator);

-- As in the migration of blank votes, and guards everything that decides whether a law is adopted.
CREATE OR REPLACE FUNCTION guard_rules() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  rules constant text[] := ARRAY['blank_votes', 'threshold_numerator', 'threshold_denominator', 'threshold_base',
                                 'quorum_votes', 'quorum_numerator', 'quorum_denominator'];
BEGIN
  IF OLD.status <> 'draft' AND NOT session_is_owner()
     AND EXISTS (SELECT FROM unnest(rules) AS r (name)
                  WHERE to_jsonb(NEW) -> r.name IS DISTINCT FROM to_jsonb(OLD) -> r.name) THEN
    RAISE EXCEPTION '% cannot be changed in this way: voters have been told its rules', OLD.id
      USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END
$$;
