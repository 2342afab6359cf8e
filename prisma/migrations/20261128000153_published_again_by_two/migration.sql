-- A contest of two officials that was taken back is published again by two, whatever was changed meanwhile. Before, one
-- official alone could take it back, remove a candidate, which needs two while it is published, and publish it again.
-- Only late registrations were counted.
CREATE OR REPLACE FUNCTION note_published_roll() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  roll constant text COLLATE "C" := TG_ARGV[0] || NEW.id;
  publication admin_audit%ROWTYPE;
BEGIN
  IF NOT EXISTS (SELECT FROM rolls WHERE roll_key = roll) THEN
    RETURN NULL;
  END IF;
  PERFORM FROM published_rolls WHERE roll_key = roll FOR UPDATE;
  SELECT * INTO publication FROM admin_audit AS a
   WHERE a.at >= now() - interval '1 second' AND a.xmin = pg_current_xact_id()::xid AND a.subject = roll
     AND a.action ~ '^(law|election)[.](schedule|open)$' ORDER BY a.id DESC LIMIT 1;
  IF NEW.approval <> 'single-official' AND publication.approved_by IS NULL
     AND EXISTS (SELECT FROM published_rolls WHERE roll_key = roll) THEN
    -- Whatever the owner of the database adds to the roll, the audit finds that no act counted it.
    IF session_is_owner() THEN
      RETURN NULL;
    END IF;
    RAISE EXCEPTION '% was published before: publishing it again needs the approval of a second official', roll
      USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  INSERT INTO published_rolls (roll_key, edition, credentials, replaced, since)
  SELECT roll, r.edition, r.credentials,
         (SELECT coalesce(sum(v.credentials), 0) FROM void_totals AS v WHERE v.roll_key = roll AND v.kind = 'replaced'),
         coalesce(publication.id, (SELECT max(a.id) FROM admin_audit AS a), 0)
    FROM rolls AS r WHERE r.roll_key = roll
  ON CONFLICT (roll_key) DO UPDATE
    SET edition = excluded.edition, credentials = excluded.credentials, replaced = excluded.replaced,
        since = excluded.since, late = 0, approved = 0;
  RETURN NULL;
END
$$;
