-- The public sees how a lot was drawn that decided a published count: the lots of the contests with one.
CREATE VIEW published_lots WITH (security_barrier = true) AS
  SELECT contest_key, purpose, tied, drawn, method, drawn_by, witnesses, recorded_at
    FROM lots AS l
   WHERE EXISTS (SELECT FROM publications AS p WHERE p.contest_key = l.contest_key);

GRANT SELECT ON published_lots TO scrutin_ingestion, scrutin_operator, scrutin_auditor, scrutin_admin;
