/**
 * The statements of section 7 of docs/AUDITING.md: whether the tables are as the record of acts says. The document shows
 * each of them word for word. The role scrutin_auditor runs them.
 */

/**
 * Section 7: what of the laws and elections is not as the last act on them left it. Every statement of section 7 gives
 * rows of `subject`, `what`, `stored` and `on_record`.
 */
export const CONTEST_DIFFERENCES = `
SELECT subject, key AS what, s.value::text AS stored, r.value::text AS on_record
  FROM (SELECT subject,
               jsonb_build_object('title', title, 'summary', summary, 'status', status, 'opens', extract(epoch FROM opens_at) * 1000,
                 'closes', extract(epoch FROM closes_at) * 1000, 'time zone', time_zone, 'results', results_visibility,
                 'blank votes', blank_votes, 'approval', approval, 'purpose', purpose, 'ballot record', ballot_record,
                 'threshold', round(threshold, 12), 'threshold base', base, 'quorum votes', quorum_votes, 'quorum', round(quorum, 12)) AS stored,
               jsonb_build_object('title', coalesce(after -> 'title', after -> 'name'), 'summary', after -> 'summary',
                 'status', after -> 'status', 'opens', after #> '{window,opensAtMs}', 'closes', after #> '{window,closesAtMs}',
                 'time zone', coalesce(after ->> 'timeZone', time_zone), 'results', after -> 'resultsVisibility',
                 'blank votes', after -> 'blankVotes', 'approval', coalesce(after ->> 'approval', approval),
                 'purpose', coalesce(after ->> 'purpose', purpose), 'ballot record', coalesce(after ->> 'ballotRecord', ballot_record),
                 'threshold', round(rtrim(split_part(after ->> 'threshold', '/', 1), '%')::numeric
                   / coalesce(nullif(split_part(after ->> 'threshold', '/', 2), '')::numeric, 100), 12),
                 'threshold base', after -> 'thresholdBase', 'quorum votes', (after ->> 'quorumVotes')::numeric,
                 'quorum', round(rtrim(split_part(after ->> 'quorumShare', '/', 1), '%')::numeric
                   / coalesce(nullif(split_part(after ->> 'quorumShare', '/', 2), '')::numeric, 100), 12)) AS on_record
          FROM (SELECT 'law:' || id AS subject, jsonb_build_object('fr', title_fr, 'en', title_en) AS title,
                       jsonb_build_object('fr', summary_fr, 'en', summary_en) AS summary, status, opens_at, closes_at, time_zone,
                       results_visibility, blank_votes, approval, purpose, ballot_record, threshold_base AS base, quorum_votes,
                       threshold_numerator::numeric / threshold_denominator AS threshold,
                       quorum_numerator::numeric / quorum_denominator AS quorum FROM laws
                UNION ALL
                SELECT 'election:' || id, jsonb_build_object('fr', name_fr, 'en', name_en), NULL, status, opens_at, closes_at, time_zone,
                       results_visibility, blank_votes, approval, purpose, ballot_record, NULL, NULL, NULL, NULL FROM elections) AS c
          FULL JOIN (SELECT DISTINCT ON (subject) subject, action, after FROM admin_audit
                      WHERE (after ? 'status' AND after ? 'window') OR action ~ '^(law|election)[.](remove|discard)$'
                      ORDER BY subject, id DESC) AS a USING (subject)
         WHERE status IS NOT NULL OR action !~ '[.](remove|discard)$') AS both_sides
 CROSS JOIN LATERAL jsonb_each(stored) AS s JOIN LATERAL jsonb_each(on_record) AS r USING (key)
 WHERE s.value <> r.value ORDER BY 1, 2`;

/** Section 7: what of the races is not as the last act on them left it. A rehearsal copies its races without acts. */
export const RACE_DIFFERENCES = `
SELECT subject, key AS what, s.value::text AS stored, r.value::text AS on_record
  FROM (SELECT subject, jsonb_build_object('method', method, 'seats', seats, 'ranks', max_ranks, 'rules', rule_set,
                          'uncontested', uncontested) AS stored,
               jsonb_build_object('method', after -> 'method', 'seats', after -> 'seats', 'ranks', after -> 'maxRanks',
                          'rules', after -> 'ruleSet', 'uncontested', after -> 'uncontested') AS on_record
          FROM (SELECT 'election:' || election_id || ':' || region_id AS subject, r.* FROM election_regions AS r) AS c
          FULL JOIN (SELECT DISTINCT ON (subject) subject, action, after FROM admin_audit
                      WHERE action IN ('race.put', 'race.remove')
                        AND EXISTS (SELECT FROM elections AS e WHERE e.id = split_part(subject, ':', 2))
                      ORDER BY subject, id DESC) AS a USING (subject)
         WHERE (method IS NOT NULL OR action = 'race.put')
           AND (action IS NOT NULL OR NOT EXISTS (SELECT FROM admin_audit AS o WHERE o.action = 'election.rehearse'
                                                     AND o.subject = 'election:' || election_id))) AS both_sides
 CROSS JOIN LATERAL jsonb_each(stored) AS s JOIN LATERAL jsonb_each(on_record) AS r USING (key)
 WHERE s.value <> r.value ORDER BY 1, 2`;

/**
 * Section 7: what of the candidates is not as the last act on them left it, or as the order that was given to their race
 * after it. A rehearsal copies its candidates without acts.
 */
export const CANDIDATE_DIFFERENCES = `
SELECT subject, key AS what, s.value::text AS stored, r.value::text AS on_record
  FROM (SELECT subject,
               jsonb_build_object('first name', first_name, 'last name', last_name, 'party', party_code,
                 'biography', jsonb_build_object('fr', bio_fr, 'en', bio_en), 'promises', jsonb_build_object('fr', promises_fr, 'en', promises_en),
                 'photo', photo_url, 'place', position, 'withdrawn', extract(epoch FROM withdrawn_at) * 1000) AS stored,
               jsonb_build_object('first name', after -> 'firstName', 'last name', after -> 'lastName', 'party', after -> 'partyCode',
                 'biography', after -> 'bio', 'promises', after -> 'promises', 'photo', after -> 'photoUrl',
                 'place', coalesce(place - 1, (after ->> 'position')::bigint), 'withdrawn', after -> 'withdrawnAtMs') AS on_record
          FROM (SELECT 'election:' || election_id || ':' || region_id || ':' || candidate_id AS subject, k.* FROM candidates AS k) AS c
          FULL JOIN (SELECT DISTINCT ON (subject) id AS act, subject, action, after FROM admin_audit
                      WHERE action ~ '^candidate[.](create|change|remove|withdraw|reinstate)$'
                        AND EXISTS (SELECT FROM elections AS e WHERE e.id = split_part(subject, ':', 2))
                      ORDER BY subject, id DESC) AS a USING (subject)
          LEFT JOIN LATERAL (SELECT place FROM (SELECT id, after FROM admin_audit AS o
                                                 WHERE o.action = 'candidate.order' AND o.subject = regexp_replace(a.subject, ':[^:]*$', '')
                                                 ORDER BY id DESC LIMIT 1) AS o,
                                               jsonb_array_elements_text(o.after) WITH ORDINALITY AS p (candidate, place)
                              WHERE o.id > act AND candidate = split_part(a.subject, ':', 4)) AS ordered ON true
         WHERE (last_name IS NOT NULL OR action <> 'candidate.remove')
           AND (action IS NOT NULL OR NOT EXISTS (SELECT FROM admin_audit AS o WHERE o.action = 'election.rehearse'
                                                     AND o.subject = 'election:' || election_id))) AS both_sides
 CROSS JOIN LATERAL jsonb_each(stored) AS s JOIN LATERAL jsonb_each(on_record) AS r USING (key)
 WHERE s.value <> r.value ORDER BY 1, 2`;

/** Section 7: what of the lots is not as their acts say; lots without an act, and acts without a lot. */
export const LOT_DIFFERENCES = `
SELECT coalesce(contest_key, subject) AS subject, 'lot ' || lot || ', ' || key AS what, s.value::text AS stored, r.value::text AS on_record
  FROM (SELECT contest_key, subject, lot,
               jsonb_build_object('contest', contest_key, 'count', tabulation_id, 'purpose', purpose, 'tied', tied, 'drawn', drawn,
                 'method', method, 'drawn by', drawn_by, 'witnesses', witnesses) AS stored,
               jsonb_build_object('contest', after -> 'contest', 'count', after -> 'tabulation', 'purpose', after -> 'purpose',
                 'tied', after -> 'tied', 'drawn', after -> 'drawn', 'method', after -> 'method',
                 'drawn by', after -> 'drawnBy', 'witnesses', after -> 'witnesses') AS on_record
          FROM (SELECT id::text AS lot, l.* FROM lots AS l) AS c
          FULL JOIN (SELECT after ->> 'id' AS lot, subject, after FROM admin_audit
                      WHERE action = 'lot.record'
                        AND NOT EXISTS (SELECT FROM discarded_rehearsals AS d
                                         WHERE subject = d.roll_key OR starts_with(subject, d.roll_key || ':'))) AS a USING (lot)) AS both_sides
 CROSS JOIN LATERAL jsonb_each(stored) AS s JOIN LATERAL jsonb_each(on_record) AS r USING (key)
 WHERE s.value <> r.value ORDER BY 1, 2`;

/** Section 7: publications and their counts that are not as their acts say, or that lack their act or their row. */
export const PUBLICATION_DIFFERENCES = `
SELECT subject, 'publication ' || nth || ' of ' || tabulation || ', ' || key AS what, s.value::text AS stored, r.value::text AS on_record
  FROM (SELECT subject, tabulation, nth,
               jsonb_build_object('count', c.tabulation_id, 'supersedes', supersedes, 'reason', c.reason, 'rules', rule_set,
                 'ballots', ballots, 'digest', ballots_digest, 'winners', winners) AS stored,
               jsonb_build_object('count', after -> 'id', 'supersedes', after -> 'supersedes',
                 'reason', CASE WHEN after ? 'supersedes' THEN a.reason END, 'rules', after -> 'ruleSet',
                 'ballots', (after ->> 'ballots')::numeric, 'digest', after -> 'ballotsDigest', 'winners', after -> 'winners') AS on_record
          FROM (SELECT p.contest_key AS subject, p.tabulation_id::text AS tabulation, p.tabulation_id, p.supersedes, p.reason,
                       row_number() OVER (PARTITION BY p.contest_key, p.tabulation_id ORDER BY p.id) AS nth,
                       t.rule_set, t.ballots, t.ballots_digest, t.result -> 'winners' AS winners
                  FROM publications AS p LEFT JOIN tabulations AS t ON t.id = p.tabulation_id) AS c
          FULL JOIN (SELECT subject, after ->> 'id' AS tabulation, reason, after,
                            row_number() OVER (PARTITION BY subject, after ->> 'id' ORDER BY id) AS nth
                       FROM admin_audit
                      WHERE action IN ('tabulation.publish', 'tabulation.supersede', 'tabulation.reinstate')
                        AND NOT EXISTS (SELECT FROM discarded_rehearsals AS d
                                         WHERE subject = d.roll_key OR starts_with(subject, d.roll_key || ':'))) AS a
            USING (subject, tabulation, nth)) AS both_sides
 CROSS JOIN LATERAL jsonb_each(stored) AS s JOIN LATERAL jsonb_each(on_record) AS r USING (key)
 WHERE s.value <> r.value ORDER BY 1, 2`;

/** Section 7: acts that made another number of credentials void than are on the list. Acts of one reason are added up. */
export const VOIDING_DIFFERENCES = `
SELECT subject, kind || ', reason: ' || reason AS what, coalesce(stored, 0)::text AS stored, coalesce(on_record, 0)::text AS on_record
  FROM (SELECT roll_key AS subject, kind, reason, coalesce(proposal_id::text, '') AS proposal, count(*) AS stored
          FROM void_credentials GROUP BY 1, 2, 3, 4) AS c
  FULL JOIN (SELECT subject, CASE action WHEN 'roll.replace' THEN 'replaced' ELSE 'revoked' END AS kind, coalesce(reason, '') AS reason,
                    coalesce(proposal_id::text, '') AS proposal,
                    sum(coalesce(after ->> 'replaced', after ->> 'revoked')::bigint) AS on_record
               FROM admin_audit
              WHERE action IN ('roll.replace', 'roll.revoke')
                AND NOT EXISTS (SELECT FROM discarded_rehearsals AS d WHERE subject = d.roll_key)
              GROUP BY 1, 2, 3, 4) AS a USING (subject, kind, reason, proposal)
 WHERE coalesce(stored, 0) <> coalesce(on_record, 0) ORDER BY 1, 2`;

/**
 * Section 7: late registrations that are not as their acts say, rolls that have more or fewer credentials than were
 * published, registered late and put in place of others, and acts with which one official added more alone than the
 * policy of that time allowed.
 */
export const REGISTRATION_DIFFERENCES = `
SELECT r.roll_key AS subject, key AS what, stored::text, on_record::text
  FROM rolls AS r LEFT JOIN published_rolls AS p USING (roll_key)
 CROSS JOIN LATERAL (SELECT coalesce(sum((after #>> '{late,credentials}')::bigint), 0) AS late,
                            coalesce(sum((after #>> '{late,credentials}')::bigint) FILTER (WHERE approved_by IS NOT NULL), 0) AS approved
                       FROM admin_audit WHERE subject = r.roll_key AND id > p.since) AS a
 CROSS JOIN LATERAL (SELECT coalesce(sum(credentials), 0) - p.replaced AS replaced
                       FROM void_totals AS v WHERE v.roll_key = p.roll_key AND kind = 'replaced') AS v
 CROSS JOIN LATERAL (VALUES ('late registrations', coalesce(p.late, 0), a.late),
                            ('approved late registrations', coalesce(p.approved, 0), a.approved),
                            ('credentials', r.credentials, p.credentials + p.late + v.replaced)) AS c (key, stored, on_record)
 WHERE stored IS DISTINCT FROM on_record AND (key <> 'credentials'
       OR EXISTS (SELECT FROM laws WHERE 'law:' || id = r.roll_key AND status <> 'draft'
                  UNION ALL SELECT FROM elections WHERE 'election:' || id = r.roll_key AND status <> 'draft'))
UNION ALL
SELECT subject, 'act ' || id || ', registered alone', alone::text, allowed::text
  FROM (SELECT a.id, a.subject, a.approved_by, sum((a.after #>> '{late,credentials}')::bigint) FILTER (WHERE a.approved_by IS NULL)
                 OVER (PARTITION BY a.subject ORDER BY a.id) AS alone
          FROM admin_audit AS a JOIN published_rolls AS p ON p.roll_key = a.subject AND a.id > p.since
         WHERE a.after #> '{late,credentials}' IS NOT NULL
           AND a.subject IN (SELECT 'law:' || id FROM laws WHERE approval = 'two-officials'
                             UNION ALL SELECT 'election:' || id FROM elections WHERE approval = 'two-officials')) AS acts
 CROSS JOIN LATERAL (SELECT coalesce(
         (SELECT o.after FROM admin_audit AS o WHERE o.action = 'policy.change' AND o.id < acts.id ORDER BY o.id DESC LIMIT 1),
         (SELECT o.before FROM admin_audit AS o WHERE o.action = 'policy.change' AND o.id > acts.id ORDER BY o.id LIMIT 1),
         '{}') AS said, c.registering, c.registering_above FROM approval_policy AS c) AS policy
 CROSS JOIN LATERAL (SELECT coalesce((said ->> 'registeringAbove')::bigint, registering_above) AS allowed,
                            CASE WHEN said ? 'registeringAbove' THEN said -> 'acts' ? 'registering' ELSE registering END AS names) AS rule
 WHERE approved_by IS NULL AND alone > allowed AND names
 ORDER BY 1, 2`;

/** Section 7: certified contests without the act, and acts of certification without a certified contest. */
export const CERTIFICATION_DIFFERENCES = `
SELECT subject, 'certifications' AS what, coalesce(stored, 0)::text AS stored, coalesce(on_record, 0)::text AS on_record
  FROM (SELECT 'law:' || id AS subject, 1 AS stored FROM laws WHERE status = 'certified'
        UNION ALL SELECT 'election:' || id, 1 FROM elections WHERE status = 'certified') AS c
  FULL JOIN (SELECT subject, count(*) AS on_record FROM admin_audit
              WHERE action IN ('law.certify', 'election.certify')
                AND NOT EXISTS (SELECT FROM discarded_rehearsals AS d WHERE subject = d.roll_key)
              GROUP BY 1) AS a USING (subject)
 WHERE coalesce(stored, 0) <> coalesce(on_record, 0) ORDER BY 1`;

/** Section 7: acts on laws and elections that begin otherwise than the act before them ended: one in between is missing. */
export const ACT_GAPS = `
SELECT subject, 'before act ' || id || ', ' || key AS what, begins::text AS stored, ended::text AS on_record
  FROM (SELECT id, subject, before, lag(after) OVER (PARTITION BY subject ORDER BY id) AS previous FROM admin_audit
         WHERE action ~ '^(law|election)[.]' AND (before ? 'window' OR after ? 'window')) AS acts
 CROSS JOIN LATERAL (SELECT key, b.value, p.value FROM jsonb_each(before) AS b
                       FULL JOIN jsonb_each(previous) AS p USING (key)) AS sides (key, begins, ended)
 WHERE before IS NOT NULL AND begins IS DISTINCT FROM ended
   AND (key IN ('status', 'window', 'threshold', 'quorumVotes', 'quorumShare') OR (begins IS NOT NULL AND ended IS NOT NULL))
 ORDER BY subject, id, key`;
