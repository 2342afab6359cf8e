/** The roles of accounts. A table in the contracts of the admin API says what each role may do. */
export const OFFICIAL_ROLES = ['official', 'operator', 'auditor'] as const;
export type OfficialRole = (typeof OFFICIAL_ROLES)[number];
