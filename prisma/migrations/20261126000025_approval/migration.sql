-- Whether the weighty acts on a contest need the approval of a second official. It is decided when the contest is
-- created and never changes, so that nobody can turn it off when it hinders.

ALTER TABLE laws
  ADD COLUMN approval text NOT NULL DEFAULT 'single-official'
    CONSTRAINT laws_approval_known CHECK (approval IN ('two-officials', 'single-official'));
ALTER TABLE elections
  ADD COLUMN approval text NOT NULL DEFAULT 'single-official'
    CONSTRAINT elections_approval_known CHECK (approval IN ('two-officials', 'single-official'));

-- The contests that exist were created when one official could do everything.
ALTER TABLE laws ALTER COLUMN approval SET DEFAULT 'two-officials';
ALTER TABLE elections ALTER COLUMN approval SET DEFAULT 'two-officials';

CREATE FUNCTION refuse_other_approval() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  RAISE EXCEPTION 'how many officials act on % is decided when it is created and never changes', OLD.id
    USING ERRCODE = 'integrity_constraint_violation';
END
$$;
CREATE TRIGGER approval_fixed BEFORE UPDATE ON laws FOR EACH ROW
  WHEN (NEW.approval IS DISTINCT FROM OLD.approval) EXECUTE FUNCTION refuse_other_approval();
CREATE TRIGGER approval_fixed BEFORE UPDATE ON elections FOR EACH ROW
  WHEN (NEW.approval IS DISTINCT FROM OLD.approval) EXECUTE FUNCTION refuse_other_approval();
ALTER TABLE laws ENABLE ALWAYS TRIGGER approval_fixed;
ALTER TABLE elections ENABLE ALWAYS TRIGGER approval_fixed;
REVOKE EXECUTE ON FUNCTION refuse_other_approval FROM PUBLIC;
