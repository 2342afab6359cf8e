-- A contest is real or a rehearsal from its creation and for ever. Votes may be made up for a rehearsal alone, and only
-- a rehearsal can be thrown away with its votes.
ALTER TABLE laws ADD COLUMN purpose text NOT NULL DEFAULT 'real' CHECK (purpose IN ('real', 'rehearsal'));
ALTER TABLE elections ADD COLUMN purpose text NOT NULL DEFAULT 'real' CHECK (purpose IN ('real', 'rehearsal'));

CREATE FUNCTION refuse_other_purpose() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  RAISE EXCEPTION '% of % is % for ever', TG_TABLE_NAME, OLD.id, OLD.purpose
    USING ERRCODE = 'integrity_constraint_violation',
          DETAIL = 'A contest is real or a rehearsal from its creation. Create another one.';
END
$$;
-- It binds the owner of the tables as well, as the other records that never change do.
CREATE TRIGGER same_purpose BEFORE UPDATE ON laws FOR EACH ROW
  WHEN (OLD.purpose IS DISTINCT FROM NEW.purpose) EXECUTE FUNCTION refuse_other_purpose();
CREATE TRIGGER same_purpose BEFORE UPDATE ON elections FOR EACH ROW
  WHEN (OLD.purpose IS DISTINCT FROM NEW.purpose) EXECUTE FUNCTION refuse_other_purpose();
ALTER TABLE laws ENABLE ALWAYS TRIGGER same_purpose;
ALTER TABLE elections ENABLE ALWAYS TRIGGER same_purpose;
REVOKE EXECUTE ON FUNCTION refuse_other_purpose FROM PUBLIC;
