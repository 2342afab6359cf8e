-- What is voted on, by whom, and when.

CREATE TABLE laws (
  id text PRIMARY KEY CHECK (id ~ '^[A-Za-z0-9][A-Za-z0-9._-]{0,49}$'),
  title_fr text NOT NULL,
  title_en text NOT NULL,
  summary_fr text NOT NULL DEFAULT '',
  summary_en text NOT NULL DEFAULT '',
  opens_at timestamptz(3) NOT NULL,
  closes_at timestamptz(3) NOT NULL,
  status text NOT NULL DEFAULT 'draft'
    CHECK (status IN ('draft', 'scheduled', 'open', 'closed', 'certified')),
  results_visibility text NOT NULL DEFAULT 'live' CHECK (results_visibility IN ('live', 'after-closing')),
  quorum_votes bigint CHECK (quorum_votes >= 0),
  threshold_basis_points integer CHECK (threshold_basis_points BETWEEN 0 AND 10000),
  CHECK (opens_at < closes_at)
);

CREATE TABLE elections (
  id text PRIMARY KEY CHECK (id ~ '^[A-Za-z0-9][A-Za-z0-9._-]{0,49}$'),
  name_fr text NOT NULL,
  name_en text NOT NULL,
  type text NOT NULL CHECK (type IN ('provincial', 'municipal', 'federal', 'referendum')),
  opens_at timestamptz(3) NOT NULL,
  closes_at timestamptz(3) NOT NULL,
  status text NOT NULL DEFAULT 'draft'
    CHECK (status IN ('draft', 'scheduled', 'open', 'closed', 'certified')),
  results_visibility text NOT NULL DEFAULT 'live' CHECK (results_visibility IN ('live', 'after-closing')),
  CHECK (opens_at < closes_at)
);

CREATE TABLE regions (
  id text PRIMARY KEY CHECK (id ~ '^[A-Za-z0-9][A-Za-z0-9._-]{0,49}$'),
  name_fr text NOT NULL,
  name_en text NOT NULL
);

CREATE TABLE political_parties (
  code text PRIMARY KEY CHECK (code ~ '^[A-Za-z0-9][A-Za-z0-9._-]{0,49}$'),
  name_fr text NOT NULL,
  name_en text NOT NULL,
  color text NOT NULL CHECK (color ~ '^#[0-9A-Fa-f]{6}$')
);

CREATE TABLE election_regions (
  election_id text NOT NULL REFERENCES elections ON DELETE RESTRICT ON UPDATE RESTRICT,
  region_id text NOT NULL REFERENCES regions ON DELETE RESTRICT ON UPDATE RESTRICT,
  method text NOT NULL DEFAULT 'single_choice' CHECK (method IN ('single_choice', 'ranked_choice')),
  seats integer NOT NULL DEFAULT 1 CHECK (seats >= 1),
  max_ranks integer NOT NULL DEFAULT 1 CHECK (max_ranks >= 1),
  rule_set text NOT NULL DEFAULT 'plurality',
  PRIMARY KEY (election_id, region_id),
  CHECK (method = 'ranked_choice' OR max_ranks = 1)
);

CREATE TABLE candidates (
  election_id text NOT NULL REFERENCES elections ON DELETE RESTRICT ON UPDATE RESTRICT,
  region_id text NOT NULL,
  candidate_id text NOT NULL CHECK (candidate_id ~ '^[A-Za-z0-9][A-Za-z0-9._-]{0,49}$'),
  first_name text NOT NULL,
  last_name text NOT NULL,
  party_code text NOT NULL REFERENCES political_parties ON DELETE RESTRICT ON UPDATE RESTRICT,
  bio_fr text NOT NULL DEFAULT '',
  bio_en text NOT NULL DEFAULT '',
  promises_fr text NOT NULL DEFAULT '',
  promises_en text NOT NULL DEFAULT '',
  photo_url text,
  status text NOT NULL DEFAULT 'standing' CHECK (status IN ('standing', 'withdrawn')),
  position integer NOT NULL DEFAULT 0,
  PRIMARY KEY (election_id, region_id, candidate_id),
  FOREIGN KEY (election_id, region_id) REFERENCES election_regions ON DELETE RESTRICT ON UPDATE RESTRICT
);

-- The voter roll itself is in Redis; this says which rolls there are, so that a Redis that lost one is
-- not believed (P3), and how to find a credential in it.
CREATE TABLE rolls (
  roll_key text COLLATE "C" PRIMARY KEY,
  credentials bigint NOT NULL CHECK (credentials >= 0),
  buckets integer NOT NULL CHECK (buckets >= 1),
  scheme text NOT NULL CHECK (scheme IN ('hmac-sha256', 'sha256')),
  loaded_at timestamptz(3) NOT NULL DEFAULT now()
);

-- Whether a contest has closed, by the database's clock; null for a contest that is not there.
CREATE FUNCTION contest_closed(contest text) RETURNS boolean
LANGUAGE sql STABLE SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT CASE split_part(contest, ':', 1)
    WHEN 'law' THEN (SELECT closes_at <= now() FROM laws WHERE id = split_part(contest, ':', 2))
    WHEN 'election' THEN (SELECT closes_at <= now() FROM elections WHERE id = split_part(contest, ':', 2))
  END
$$;
