-- Photos of candidates, as this installation wrote them again. A photo is named by its content, so it never changes: a new
-- photo is another row, and a photo that no candidate has is removed by the next act on a photo.
CREATE TABLE photos (
  sha256 text COLLATE "C" PRIMARY KEY,
  bytes bytea NOT NULL CHECK (octet_length(bytes) BETWEEN 1 AND 2000000),
  CONSTRAINT photos_named_by_content CHECK (sha256 = encode(sha256(bytes), 'hex'))
);
-- A JPEG does not become smaller.
ALTER TABLE photos ALTER COLUMN bytes SET STORAGE EXTERNAL;

-- A photo comes and goes only with an act on an election in the same transaction.
CREATE FUNCTION require_photo_act() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF NOT session_is_owner() AND NOT EXISTS (
    SELECT FROM admin_audit AS a
     WHERE a.at >= now() - interval '1 second' AND a.xmin = pg_current_xact_id()::xid
       AND starts_with(a.subject, 'election:')) THEN
    RAISE EXCEPTION 'a photo needs an act on a candidate in the same transaction'
      USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NULL;
END
$$;
CREATE CONSTRAINT TRIGGER recorded AFTER INSERT OR UPDATE OR DELETE ON photos
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION require_photo_act();
ALTER TABLE photos ENABLE ALWAYS TRIGGER recorded;

REVOKE ALL ON photos FROM PUBLIC;
REVOKE EXECUTE ON FUNCTION require_photo_act FROM PUBLIC;
GRANT SELECT, INSERT, DELETE ON photos TO scrutin_admin, scrutin_operator;
GRANT SELECT ON photos TO scrutin_ingestion, scrutin_auditor;
