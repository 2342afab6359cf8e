-- If a batch has two votes of one submission or of one credential, the first of them in the batch counts, as voters are
-- told. Before, it was any of the two. Votes of several batches count in the order in which these are settled.
GRANT CREATE ON SCHEMA public TO scrutin_settler;
DO $membership$
BEGIN
  EXECUTE format('GRANT scrutin_settler TO %I', current_user);
END
$membership$;
DO $order$
DECLARE
  definition text := pg_get_functiondef('settle_votes'::regproc);
  change record;
BEGIN
  FOR change IN SELECT * FROM (VALUES
    ('SELECT array_agg(v.id), array_agg(v.contest), array_agg(v.hash), array_agg(v.accepted), array_agg(v.selection)
      INTO submission_ids, contests, hashes, accepted, selections
      FROM (SELECT DISTINCT ON (u.id) u.*
              FROM unnest(submission_ids, contests, hashes, accepted, selections)
                   AS u (id, contest, hash, accepted, selection)
              JOIN unnest(fresh) AS f (id) ON f.id = u.id
             ORDER BY u.id) AS v;',
     'SELECT array_agg(v.id ORDER BY v.n), array_agg(v.contest ORDER BY v.n), array_agg(v.hash ORDER BY v.n),
           array_agg(v.accepted ORDER BY v.n), array_agg(v.selection ORDER BY v.n)
      INTO submission_ids, contests, hashes, accepted, selections
      FROM (SELECT DISTINCT ON (u.id) u.*
              FROM unnest(submission_ids, contests, hashes, accepted, selections)
                   WITH ORDINALITY AS u (id, contest, hash, accepted, selection, n)
              JOIN unnest(fresh) AS f (id) ON f.id = u.id
             ORDER BY u.id, u.n) AS v;'),
    ('      FROM unnest(submission_ids, contests, hashes, accepted) AS v (id, contest, hash, accepted)
     WHERE unsettled IS NULL OR NOT unsettled ? v.id::text
     ORDER BY 3, 2',
     '      FROM unnest(submission_ids, contests, hashes, accepted) WITH ORDINALITY AS v (id, contest, hash, accepted, n)
     WHERE unsettled IS NULL OR NOT unsettled ? v.id::text
     ORDER BY 3, v.n')) AS c (before, after)
  LOOP
    IF position(change.before IN definition) = 0 THEN
      RAISE EXCEPTION 'settle_votes() is not as this migration expects it';
    END IF;
    definition := replace(definition, change.before, change.after);
  END LOOP;
  EXECUTE definition;
END
$order$;
REVOKE CREATE ON SCHEMA public FROM scrutin_settler;
DO $membership$
BEGIN
  EXECUTE format('REVOKE scrutin_settler FROM %I', current_user);
END
$membership$;
