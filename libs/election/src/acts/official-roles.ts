/** What an account may do: rights are a table of the admin API. */
export const OFFICIAL_ROLES = ['official', 'operator', 'auditor'] as const;
export type OfficialRole = (typeof OFFICIAL_ROLES)[number];
