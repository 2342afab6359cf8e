/** What each setting of a service does, in a sentence or two. A test holds the names against the schemas of the services. */
export const SETTING_SENTENCES: Readonly<Record<string, string>> = {
  ADDRESS_LIMIT:
    'How many submissions one address may send in a window. 30 is right for households, 300 for an office. A simulation needs more.',
  ADDRESS_WINDOW_MS: 'The window in which the submissions of an address are counted.',
  ADMISSION_TIMEOUT_MS:
    'How long votes wait for Redis to check their limits before they pass without this check. At most half of `PUBLISH_TIMEOUT_MS`.',
  AMQP_MANAGEMENT_URL:
    'The address of RabbitMQ’s management API with the virtual host, `http://user:password@host:15672/vhost`, for a user with the tag `monitoring`.',
  AMQP_URL:
    'The address of RabbitMQ 3.10 or newer, with user, password and virtual host. Use `amqps://` over a network.',
  BACKLOG_MAX_MESSAGES:
    'How many messages may wait for validation before the API answers 503. It accepts votes again below three quarters of this.',
  BACKLOG_POLL_MS: 'How often the API checks how many messages wait for validation.',
  BATCHES_IN_FLIGHT: 'How many batches the service handles at the same time.',
  BATCH_BEHIND_MAX_VOTES: 'While all transactions are busy, a batch grows up to this number of votes.',
  BATCH_MAX_AGE_MS: 'A batch closes when its oldest vote is this old.',
  BATCH_MAX_IDLE_MS: 'A batch closes when no further vote has arrived for this time.',
  BATCH_MAX_VOTES: 'A batch closes when it has this many votes.',
  CATALOGUE_REFRESH_MS:
    'How old what the process knows of the contests may be. Acts of officials take effect after five seconds, so this is at most 2000.',
  CLAIM_DOUBT_MS:
    'How long PostgreSQL may lack the vote of a claimed credential. After that the vote is taken for lost, and the next vote of this credential can be counted.',
  CLOCK_OFFSET_MAX_MS:
    'How far the clock of the process may differ from that of the database. Beyond this limit the process is not ready and accepts nothing.',
  COOKIE_SECURE: 'Whether browsers send the cookie of the session over TLS only; `false` is for loopback.',
  CORS_ORIGINS: 'The origins whose pages may call the API.',
  COUNT_TIMEOUT_MS: 'How long a count may take. After that it is stopped and answered 503.',
  CREDENTIAL_PEPPER:
    'The key of the hashes of credentials: at least 64 hexadecimal digits, the same as when the rolls were made. Keep it out of the database.',
  DATABASE_POOL_MAX:
    'The most connections to PostgreSQL in the main pool. The ingestion API opens up to 3 more for voting alone, the admin API one more for each load or count and for certificates.',
  DATABASE_URL: 'The address of PostgreSQL 15 or newer, with the login of the service.',
  DRAIN_DELAY_MS:
    'How long the service goes on answering after SIGTERM, while it reports that it is not ready. Set it longer than load balancers take to notice.',
  GUESS_LIMIT:
    'How many different codes one address may try for a NAS in a window, in each process. Each further code has to wait, for 1, 2, 4 … s.',
  GUESS_LONGEST_WAIT_MS: 'The longest wait before the next code of a NAS may be tried.',
  GUESS_NAS_LIMIT:
    'How many guesses for a NAS may fail in a window, over all addresses and replicas, before every attempt for this NAS has to wait.',
  GUESS_WINDOW_MS: 'The window in which guesses are counted, the same in the API and the worker.',
  HOST: 'The address on which the API listens. Use `0.0.0.0` in a container.',
  HTTP_MAX_CONNECTIONS:
    'The most connections at the same time; 0 means as many as the limit of open files allows, at most 20,000. When the number is nearly reached, the API closes the connections that were idle longest.',
  INTAKE_GROUPS_IN_FLIGHT:
    'How many groups of votes one process may be sending to RabbitMQ at the same time.',
  INTAKE_GROUP_MAX_VOTES: 'How many votes may share a message.',
  INTAKE_WAITING_MAX_VOTES: 'How many votes may wait for their answer in one process before it answers 503.',
  KEEP_ALIVE_TIMEOUT_MS:
    'How long an idle connection of a client stays open. Set it longer than the load balancer keeps its connections.',
  LOGINS_AT_ONCE: 'How many passwords are checked at the same time.',
  LOGINS_WAITING_MAX: 'How many logins may wait for the check of their password.',
  LOGIN_FAILURES_MAX: 'How many logins from one address may fail in a window, over all replicas.',
  LOGIN_WINDOW_MS: 'The window in which failed logins are counted.',
  LOG_LEVEL: 'The least important lines that are logged.',
  MESSAGE_KEYS:
    'The keys that seal messages, as `name:64 hexadecimal digits`, separated by commas. The first key seals messages, and every key opens them.',
  METRICS_HOST:
    'The address on which the service serves health and metrics. Use `0.0.0.0` only inside a private network, and let only Prometheus reach it.',
  METRICS_PORT: 'The port on which the service serves health and metrics; 0 means any free port.',
  MIX_EVERY_MS: 'How often new ballots are mixed.',
  MIX_MIN_BALLOTS:
    'The smallest number of ballots that is mixed (P6). While voting is open, it is at least 1,000.',
  PORT: 'The port on which the API listens; 0 means any free port.',
  POSTPONE_MS: 'How long a postponed vote waits before a worker tries it again.',
  PREFETCH_MESSAGES: 'How many unacknowledged messages RabbitMQ may give to the process at the same time.',
  PRINT_FALLBACK_FONT:
    'A font for characters that the usual fonts of declarations and printed results lack, such as Chinese names: a file, or `FILE#NAME` for one font of a collection. The command line reads it too. The image has none: build it with `--build-arg FONT_PACKAGES=fonts-noto-cjk` (about 90 MB more) and set `/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc#NotoSansCJKsc-Regular`.',
  PUBLISH_TIMEOUT_MS:
    'How long RabbitMQ may take to confirm. In the API the time begins when a vote arrives, and afterwards the answer is 503. A worker publishes again.',
  QUEUE_POLICIES_CHECK_MS: 'How often the policies on the queues are checked.',
  REDIS_URL:
    'The address of Redis 7 or newer (`rediss://` for TLS), or of a cluster: `redis+cluster://user:password@host1:6379,host2:6379`, `rediss+cluster://`.',
  REQUEST_TIMEOUT_MS: 'How long a request, such as a roll, may take to arrive.',
  RESULTS_CACHE_MS:
    'How old published results may be, so that many readers cause only one query in this time.',
  RESULTS_ISSUER:
    'The office in whose name results are exported, in reports that have a place for it (NIST SP 1500-100). The command line reads it too.',
  RESULTS_ISSUER_ABBREVIATION: 'The abbreviation of `RESULTS_ISSUER`. The command line reads it too.',
  ROLL_MAX_BYTES:
    'The largest roll that may be uploaded. It stays in the temporary folder until it is loaded.',
  SECOND_FACTOR_KEYS:
    'The keys that seal the secrets of second factors, as `name:64 hexadecimal digits`, separated by commas. The first key seals secrets, and every key opens them. Without a key nobody can enrol a second factor, and accounts that have one cannot log in.',
  SECOND_FACTOR_ROLES:
    'The roles whose accounts must have a second factor, for example `official,operator`. It needs `SECOND_FACTOR_KEYS`.',
  SERVED_ROUTES:
    '`ballots` serves only the routes for voting, and `results` serves all others, so that each can have its own number of processes.',
  SESSION_MAX_AGE_MS: 'How long a session may last. A session that is not used ends after 30 minutes.',
  SHUTDOWN_TIMEOUT_MS:
    'How long an orderly stop may take, including `DRAIN_DELAY_MS`, before the process exits anyway. Set it below the time after which the orchestrator kills the process.',
  TIME_ZONE:
    'The IANA time zone of contests that are created without one, for example `America/Toronto`. It is stored with each contest.',
  TRUSTED_PROXIES:
    'The addresses or subnets whose X-Forwarded-For is believed. Behind a proxy that is not named here, all voters share the limit of its address.',
};
