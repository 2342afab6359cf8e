-- Contests: what is voted on, who stands for election, and which voter rolls are on record.

CREATE TABLE laws (
  id text PRIMARY KEY CHECK (id ~ '^[A-Za-z0-9][A-Za-z0-9._-]{0,49}$'),
  title_fr text NOT NULL,
  title_en text NOT NULL,
  summary_fr text NOT NULL DEFAULT '',
  summary_en text NOT NULL DEFAULT '',
  opens_at timestamptz(3) NOT NULL,
  closes_at timestamptz(3) NOT NULL,
  -- What officials decide. A contest opens and closes by its window, which is compared with the time at which a vote
  -- was accepted (P9), so "open" and "closed" are not stored.
  status text NOT NULL DEFAULT 'draft' CHECK (status IN ('draft', 'scheduled', 'certified')),
  -- Results are withheld until the closing unless an official decides otherwise: the live results of a small contest
  -- can tell how somebody voted.
  results_visibility text NOT NULL DEFAULT 'after-closing' CHECK (results_visibility IN ('live', 'after-closing')),
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
  status text NOT NULL DEFAULT 'draft' CHECK (status IN ('draft', 'scheduled', 'certified')),
  results_visibility text NOT NULL DEFAULT 'after-closing' CHECK (results_visibility IN ('live', 'after-closing')),
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

-- A race: an election in one region.
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
  position integer NOT NULL DEFAULT 0,
  -- Ballots accepted before this time stay as they were cast; later ones that name the candidate are refused.
  withdrawn_at timestamptz(3),
  PRIMARY KEY (election_id, region_id, candidate_id),
  FOREIGN KEY (election_id, region_id) REFERENCES election_regions ON DELETE RESTRICT ON UPDATE RESTRICT
);

-- The voter roll itself is in Redis. This record says which rolls there are, so that nobody believes a Redis that has
-- lost one (P3), and what it takes to find a credential in it.
CREATE TABLE rolls (
  roll_key text COLLATE "C" PRIMARY KEY,
  credentials bigint NOT NULL CHECK (credentials >= 0),
  buckets integer NOT NULL CHECK (buckets >= 1),
  scheme text NOT NULL CHECK (scheme IN ('hmac-sha256', 'sha256')),
  loaded_at timestamptz(3) NOT NULL DEFAULT now(),
  -- A roll that replaces the roll of a draft is another edition, under other keys in Redis.
  edition text COLLATE "C" NOT NULL DEFAULT '' CHECK (edition ~ '^[a-z0-9]{0,16}$'),
  -- Another one each time the roll grows. The marker of a bucket in Redis names the generation once the bucket holds
  -- all of its credentials. Empty for a roll that was put on record without one.
  generation text COLLATE "C" NOT NULL DEFAULT '' CHECK (generation ~ '^[a-z0-9]{0,16}$'),
  -- SHA-256 of all entries, to tell the same voters from others. Empty where it is not known.
  digest text COLLATE "C" NOT NULL DEFAULT '' CHECK (digest ~ '^([0-9a-f]{64})?$'),
  -- Lets a process find out that its pepper is not the one with which the credentials were hashed. Empty where it is
  -- not known.
  pepper_check text COLLATE "C" NOT NULL DEFAULT '' CHECK (pepper_check ~ '^([0-9a-f]{16})?$')
);

-- How many credentials of an election's roll vote in each region: the base of turnout by region.
CREATE TABLE roll_regions (
  roll_key text COLLATE "C" NOT NULL REFERENCES rolls ON DELETE CASCADE ON UPDATE RESTRICT,
  region_id text NOT NULL,
  credentials bigint NOT NULL CHECK (credentials > 0),
  PRIMARY KEY (roll_key, region_id)
);

-- Whether a contest has closed, by the clock of the database; null for a contest that does not exist.
CREATE FUNCTION contest_closed(contest text) RETURNS boolean
LANGUAGE sql STABLE SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT CASE split_part(contest, ':', 1)
    WHEN 'law' THEN (SELECT closes_at <= now() FROM laws WHERE id = split_part(contest, ':', 2))
    WHEN 'election' THEN (SELECT closes_at <= now() FROM elections WHERE id = split_part(contest, ':', 2))
  END
$$;

-- Whether there is a law or an election with the name in this contest key, whatever its status.
CREATE FUNCTION contest_exists(contest text) RETURNS boolean
LANGUAGE sql STABLE SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT CASE split_part(contest, ':', 1)
    WHEN 'law' THEN EXISTS (SELECT FROM laws WHERE id = split_part(contest, ':', 2))
    WHEN 'election' THEN EXISTS (SELECT FROM elections WHERE id = split_part(contest, ':', 2))
    ELSE false
  END
$$;

-- Whether the session belongs to the owner of the database, to a member of the owner's role, or to a superuser. It
-- asks for the session's user, because the current user is another one inside of a SECURITY DEFINER function.
CREATE FUNCTION session_is_owner() RETURNS boolean
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT pg_has_role(session_user, c.relowner, 'MEMBER') FROM pg_class AS c WHERE c.oid = 'public.laws'::regclass
$$;
