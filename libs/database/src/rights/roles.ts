/** The roles with which the services, the command line and auditors log in. */
export const SERVICE_ROLES = ['ingestion', 'worker', 'aggregator', 'operator', 'auditor', 'admin'] as const;

/**
 * The full names of all roles that the migrations need. Roles belong to the cluster, so no dump of a database has them.
 */
export const ROLES: readonly string[] = [...SERVICE_ROLES, 'discarder', 'mixer', 'settler'].map(
  (role) => `scrutin_${role}`,
);
