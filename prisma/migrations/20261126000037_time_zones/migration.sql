-- The IANA time zone in which the times of a contest are shown, and in which times without an offset are read. Instants
-- are stored as before: the zone changes no decision. Its rules come from the tz database of the services; only the form
-- of its name is checked here.

ALTER TABLE laws ADD COLUMN time_zone text NOT NULL DEFAULT 'UTC'
  CHECK (time_zone ~ '^(UTC|[A-Z][A-Za-z_]+(/[A-Za-z0-9_+-]+){1,2})$');
ALTER TABLE elections ADD COLUMN time_zone text NOT NULL DEFAULT 'UTC'
  CHECK (time_zone ~ '^(UTC|[A-Z][A-Za-z_]+(/[A-Za-z0-9_+-]+){1,2})$');
