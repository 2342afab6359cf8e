/** How many credentials of the roll $1 were made void without the approval of a second official. */
export const VOIDED_ALONE = `
SELECT coalesce(sum(credentials - approved), 0)::bigint AS alone FROM void_totals WHERE roll_key = $1`;
