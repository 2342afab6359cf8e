import type { AppName } from './app-process.ts';

export type Environment = Readonly<Record<string, string>>;

/** The apps in the order in which a suite ends them: an app that sends messages before the app that receives them. */
export const APPS: readonly AppName[] = ['ingestion-api', 'admin-api', 'validation-worker', 'aggregator'];

/** How many processes of each app a suite has by default. */
export const USUAL_PROCESSES: Readonly<Record<AppName, number>> = {
  'ingestion-api': 1,
  'admin-api': 0,
  'validation-worker': 1,
  aggregator: 1,
};

export const ROLES: Readonly<Record<AppName, string>> = {
  'ingestion-api': 'scrutin_ingestion',
  'admin-api': 'scrutin_admin',
  'validation-worker': 'scrutin_worker',
  aggregator: 'scrutin_aggregator',
};

/** Small batches and short waits give many batches in a short test, so that a kill happens in the middle of one. */
export const SETTINGS: Readonly<Record<AppName, Environment>> = {
  'ingestion-api': {
    PORT: '0',
    ADDRESS_LIMIT: '1000000', // all voters of a suite have one address
    INTAKE_GROUP_MAX_VOTES: '20',
    CATALOGUE_REFRESH_MS: '100',
    RESULTS_CACHE_MS: '50',
    BACKLOG_POLL_MS: '50',
  },
  'admin-api': { PORT: '0', COOKIE_SECURE: 'false' },
  'validation-worker': {
    BATCH_MAX_VOTES: '20',
    PREFETCH_MESSAGES: '8',
    CATALOGUE_REFRESH_MS: '100',
    POSTPONE_MS: '200',
  },
  aggregator: { BATCH_MAX_VOTES: '25', BATCH_MAX_AGE_MS: '50', PREFETCH_MESSAGES: '8' },
};

/**
 * For an API whose limits a suite tests: a check that takes too long is skipped, so a busy machine would let votes pass
 * that are above a limit.
 */
export const PATIENT_ADMISSION: Environment = { PUBLISH_TIMEOUT_MS: '10000', ADMISSION_TIMEOUT_MS: '5000' };

/** The servers that each app uses besides PostgreSQL. */
export const TALKS_TO: Readonly<Record<AppName, readonly ('broker' | 'redis')[]>> = {
  'ingestion-api': ['broker', 'redis'],
  'admin-api': ['redis'],
  'validation-worker': ['broker', 'redis'],
  aggregator: ['broker'],
};
