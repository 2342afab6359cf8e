-- Who voted, what was cast, and how many: three things that nothing stored may join (P6).

-- ---------------------------------------------------------------- who voted

-- One row per submission whose fate is decided, whatever the fate: its key is the gate through which
-- votes and rejections both go, so that a redelivery, even through the other queue, adds zero (P2).
CREATE TABLE settled_submissions (
  submission_id uuid PRIMARY KEY
);

-- The settled submissions that were not counted. The others were.
CREATE TABLE rejected_submissions (
  submission_id uuid PRIMARY KEY,
  contest_key text COLLATE "C" NOT NULL,
  reason text NOT NULL CHECK (reason IN (
    'malformed', 'unknown-contest', 'not-open', 'closed', 'unknown-credential', 'wrong-region',
    'invalid-selection', 'already-voted', 'rate-limited'))
);

CREATE TABLE vote_audit (
  contest_key text COLLATE "C" NOT NULL,
  roll_key text COLLATE "C" NOT NULL,
  credential_hash bytea NOT NULL CHECK (octet_length(credential_hash) = 32),
  status text NOT NULL CHECK (status IN ('counted', 'rejected')),
  reason text CHECK ((reason IS NULL) = (status = 'counted')),
  submission_id uuid NOT NULL,
  -- The finest time that is stored about a voter (P6).
  hour timestamptz NOT NULL CHECK (extract(epoch FROM hour)::bigint % 3600 = 0),
  CHECK (contest_key = roll_key OR starts_with(contest_key, roll_key || ':'))
);

-- P3: the authority. A second ballot of a credential has nowhere to go.
CREATE UNIQUE INDEX vote_audit_counted ON vote_audit (roll_key, credential_hash) WHERE status = 'counted';
-- The first rejection of a credential for a reason is a row; the next ones are a count in duplicate_attempts.
CREATE UNIQUE INDEX vote_audit_rejected ON vote_audit (roll_key, credential_hash, reason)
  WHERE status = 'rejected';

-- Rejections per credential, for credentials that are on a roll. Whoever guesses invents credentials
-- without end: those are counted together in one row per roll and reason, whose hash is empty.
CREATE TABLE duplicate_attempts (
  roll_key text COLLATE "C" NOT NULL,
  credential_hash bytea NOT NULL CHECK (octet_length(credential_hash) IN (0, 32)),
  reason text COLLATE "C" NOT NULL,
  attempts bigint NOT NULL CHECK (attempts > 0),
  first_hour timestamptz NOT NULL,
  last_hour timestamptz NOT NULL,
  PRIMARY KEY (roll_key, credential_hash, reason)
) WITH (fillfactor = 70);

CREATE TABLE rejection_counts (
  contest_key text COLLATE "C" NOT NULL,
  reason text COLLATE "C" NOT NULL,
  count bigint NOT NULL CHECK (count > 0),
  PRIMARY KEY (contest_key, reason)
) WITH (fillfactor = 50);

-- What one life of an ingestion process accepted: the ledger's "received" (P5).
CREATE TABLE intake (
  intake_id uuid PRIMARY KEY,
  received bigint NOT NULL CHECK (received >= 0),
  reported_at timestamptz(3) NOT NULL DEFAULT now()
) WITH (fillfactor = 50);

-- ---------------------------------------------------------------- what was cast

-- A batch writes audit rows and ballots in one transaction (P4), and PostgreSQL stamps every row with its
-- transaction (xmin) and puts rows where they came (ctid). At a quiet hour a batch is one vote: the stamp
-- joins the voter to the choice. So a ballot first arrives here, and mix_ballots() moves it, among a
-- thousand others, to ballots_mixed: another transaction, another order, another id.
CREATE TABLE ballots_arriving (
  id uuid NOT NULL DEFAULT gen_random_uuid(),
  contest_key text COLLATE "C" NOT NULL,
  selection text COLLATE "C" NOT NULL CHECK (length(selection) <= 2000),
  CHECK (NOT starts_with(contest_key, 'law:') OR selection IN ('oui', 'non'))
) WITH (
  -- What was moved is still on the disk until it is vacuumed: soon, and at full speed.
  autovacuum_vacuum_threshold = 500, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_cost_delay = 0
);

CREATE TABLE ballots_mixed (
  contest_key text COLLATE "C" NOT NULL,
  id uuid NOT NULL,
  selection text COLLATE "C" NOT NULL,
  PRIMARY KEY (contest_key, id)
);

-- The cast vote records, for whoever counts. The sort takes the order of arrival out of the answer.
CREATE VIEW ballots AS
  SELECT id, contest_key, selection FROM ballots_mixed
  UNION ALL
  SELECT id, contest_key, selection
    FROM (SELECT id, contest_key, selection FROM ballots_arriving ORDER BY id) AS arriving;

-- Ten seconds are finer than the hour of the audit, so that these rows are mixed as well: the stamp of a
-- quiet bucket would tell the ten seconds in which a credential voted.
CREATE TABLE turnout_arriving (
  contest_key text COLLATE "C" NOT NULL,
  bucket_start timestamptz(3) NOT NULL CHECK (extract(epoch FROM bucket_start)::bigint % 10 = 0),
  counted integer NOT NULL CHECK (counted > 0)
) WITH (
  autovacuum_vacuum_threshold = 500, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_cost_delay = 0
);

CREATE TABLE turnout_buckets (
  contest_key text COLLATE "C" NOT NULL,
  bucket_start timestamptz(3) NOT NULL,
  counted bigint NOT NULL CHECK (counted > 0),
  PRIMARY KEY (contest_key, bucket_start)
) WITH (fillfactor = 70);

CREATE VIEW turnout AS
  SELECT contest_key, bucket_start, sum(counted)::bigint AS counted
    FROM (SELECT contest_key, bucket_start, counted FROM turnout_buckets
          UNION ALL
          SELECT contest_key, bucket_start, counted FROM turnout_arriving) AS both_parts
   GROUP BY contest_key, bucket_start;

-- ---------------------------------------------------------------- how many

-- One row per law, written by every batch: its stamp says which batch was the last, and no more.
CREATE TABLE vote_results (
  law_id text PRIMARY KEY REFERENCES laws ON DELETE RESTRICT ON UPDATE RESTRICT,
  oui bigint NOT NULL DEFAULT 0 CHECK (oui >= 0),
  non bigint NOT NULL DEFAULT 0 CHECK (non >= 0),
  updated_at timestamptz(3) NOT NULL DEFAULT now()
) WITH (fillfactor = 10);

-- A row per candidate or ranking would carry the stamp of the last batch that chose it: for a rare choice,
-- of its voter. So these are written by mix_ballots() alone, and read through the views below.
CREATE TABLE election_results (
  election_id text COLLATE "C" NOT NULL,
  region_id text COLLATE "C" NOT NULL,
  candidate_id text COLLATE "C" NOT NULL,
  votes bigint NOT NULL CHECK (votes > 0),
  PRIMARY KEY (election_id, region_id, candidate_id)
);

CREATE TABLE ranking_counts (
  election_id text COLLATE "C" NOT NULL,
  region_id text COLLATE "C" NOT NULL,
  ranking text COLLATE "C" NOT NULL,
  ballots bigint NOT NULL CHECK (ballots > 0),
  PRIMARY KEY (election_id, region_id, ranking)
);

CREATE VIEW live_ranking_counts AS
  SELECT election_id, region_id, ranking, sum(ballots)::bigint AS ballots
    FROM (SELECT election_id, region_id, ranking, ballots FROM ranking_counts
          UNION ALL
          SELECT split_part(contest_key, ':', 2), split_part(contest_key, ':', 3), selection, 1
            FROM ballots_arriving WHERE starts_with(contest_key, 'election:')) AS both_parts
   GROUP BY election_id, region_id, ranking;

CREATE VIEW live_election_results AS
  SELECT election_id, region_id, candidate_id, sum(votes)::bigint AS votes
    FROM (SELECT election_id, region_id, candidate_id, votes FROM election_results
          UNION ALL
          SELECT split_part(contest_key, ':', 2), split_part(contest_key, ':', 3), split_part(selection, '>', 1), 1
            FROM ballots_arriving WHERE starts_with(contest_key, 'election:')) AS both_parts
   GROUP BY election_id, region_id, candidate_id;

-- Votes counted per contest, from the results: what the ledger needs, without reading a ballot.
CREATE VIEW contest_totals AS
  SELECT 'law:' || law_id AS contest_key, oui + non AS counted FROM vote_results
  UNION ALL
  SELECT 'election:' || election_id || ':' || region_id, sum(votes)::bigint
    FROM live_election_results GROUP BY election_id, region_id;
