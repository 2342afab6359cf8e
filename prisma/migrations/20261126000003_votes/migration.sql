-- Who voted, what was cast, and how many votes there are: three records that nothing stored may join (P6).

-- ---------------------------------------------------------------- who voted

-- One row for each submission that is settled, whatever became of it. Votes and rejections both insert here first, so
-- a redelivery adds nothing, even when it comes through the other queue (P2).
CREATE TABLE settled_submissions (
  submission_id uuid PRIMARY KEY
);

-- The settled submissions that were not counted. All others were.
CREATE TABLE rejected_submissions (
  submission_id uuid PRIMARY KEY,
  contest_key text COLLATE "C" NOT NULL,
  reason text NOT NULL CHECK (reason IN (
    'malformed', 'unknown-contest', 'not-open', 'closed', 'unknown-credential', 'wrong-region',
    'invalid-selection', 'unknown-candidate', 'withdrawn-candidate', 'repeated-candidate', 'too-many-ranks',
    'ranking-not-allowed', 'already-voted', 'rate-limited'))
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

-- P3: this index decides. A second ballot of the same credential cannot be stored.
CREATE UNIQUE INDEX vote_audit_counted ON vote_audit (roll_key, credential_hash) WHERE status = 'counted';
-- The first rejection of a credential for a reason is a row. Later ones are counted in duplicate_attempts.
CREATE UNIQUE INDEX vote_audit_rejected ON vote_audit (roll_key, credential_hash, reason)
  WHERE status = 'rejected';

-- Rejections by credential, for credentials that are on a roll. Somebody who guesses can invent any number of
-- credentials: those are counted together in one row for each roll and reason, with an empty hash.
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

-- ---------------------------------------------------------------- what was cast

-- A batch writes audit rows and ballots in one transaction (P4). PostgreSQL stamps each row with its transaction
-- (xmin) and stores rows in the order in which they came (ctid). At a quiet hour a batch holds a single vote, and the
-- stamp then joins the voter to the choice. Therefore a ballot arrives in this table, and mix_ballots() later moves it
-- among a thousand others to ballots_mixed: in another transaction, in another order and under another id.
CREATE TABLE ballots_arriving (
  id uuid NOT NULL DEFAULT gen_random_uuid(),
  contest_key text COLLATE "C" NOT NULL,
  selection text COLLATE "C" NOT NULL CHECK (length(selection) <= 2000),
  CHECK (NOT starts_with(contest_key, 'law:') OR selection IN ('oui', 'non'))
) WITH (
  -- Rows that were moved stay on the disk until they are vacuumed, so this happens soon and at full speed.
  autovacuum_vacuum_threshold = 500, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_cost_delay = 0
);

CREATE TABLE ballots_mixed (
  contest_key text COLLATE "C" NOT NULL,
  id uuid NOT NULL,
  selection text COLLATE "C" NOT NULL,
  PRIMARY KEY (contest_key, id)
);

-- Ten seconds are finer than the hour in vote_audit, so these rows are mixed as well: otherwise the stamp of a bucket
-- at a quiet hour would tell within ten seconds when a credential voted.
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

-- There is no choice in it, and all readers may see every bucket. The barrier keeps single rows of turnout_arriving
-- from functions that a reader brings along. Conditions on the contest and the time are leakproof and still reach the
-- tables.
CREATE VIEW turnout WITH (security_barrier = true) AS
  SELECT contest_key, bucket_start, sum(counted)::bigint AS counted
    FROM (SELECT contest_key, bucket_start, counted FROM turnout_buckets
          UNION ALL
          SELECT contest_key, bucket_start, counted FROM turnout_arriving) AS both_parts
   GROUP BY contest_key, bucket_start;

-- ---------------------------------------------------------------- how many

-- One row for each law, which every batch updates: its stamp tells which batch was the last one and nothing more.
CREATE TABLE vote_results (
  law_id text PRIMARY KEY REFERENCES laws ON DELETE RESTRICT ON UPDATE RESTRICT,
  oui bigint NOT NULL DEFAULT 0 CHECK (oui >= 0),
  non bigint NOT NULL DEFAULT 0 CHECK (non >= 0),
  updated_at timestamptz(3) NOT NULL DEFAULT now()
) WITH (fillfactor = 10);

-- A row for each candidate or ranking would carry the stamp of the last batch that chose it. For a rare choice that
-- is the batch of its voter. Therefore only mix_ballots() writes these two tables, and the live numbers are read
-- through views, which add the ballots that are still arriving.
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
