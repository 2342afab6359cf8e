-- From the opening on, the title and the summary of a law stay as they are: they are the question that voters answer.
CREATE OR REPLACE FUNCTION guard_rules() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  rules constant text[] := ARRAY['blank_votes', 'threshold_numerator', 'threshold_denominator', 'threshold_base',
                                 'quorum_votes', 'quorum_numerator', 'quorum_denominator'];
  question constant text[] := ARRAY['title_fr', 'title_en', 'summary_fr', 'summary_en'];
  fixed constant text[] := rules || CASE WHEN clock_timestamp() < OLD.opens_at THEN '{}' ELSE question END;
BEGIN
  IF OLD.status <> 'draft' AND NOT session_is_owner()
     AND EXISTS (SELECT FROM unnest(fixed) AS f (name)
                  WHERE to_jsonb(NEW) -> f.name IS DISTINCT FROM to_jsonb(OLD) -> f.name) THEN
    RAISE EXCEPTION '% cannot be changed in this way: voters have been told its rules and its question', OLD.id
      USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END
$$;
