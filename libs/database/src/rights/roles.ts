/** Roles that a service, the command line or an auditor logs in as. */
export const SERVICE_ROLES = ['ingestion', 'worker', 'aggregator', 'operator', 'auditor', 'admin'] as const;

/** Every role that the migrations need, by its full name. Roles belong to the cluster: no dump of a database has them. */
export const ROLES: readonly string[] = [...SERVICE_ROLES, 'mixer', 'settler'].map(
  (role) => `scrutin_${role}`,
);
