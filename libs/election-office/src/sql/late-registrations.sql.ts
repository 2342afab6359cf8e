/**
 * What was added to the published roll $1: `counted` before this transaction, `alone` of it without the approval of a
 * second official, and `late` in total with this transaction. The edition is that of the roll that was published. No row
 * for a roll that was never published.
 */
export const LATE_REGISTRATIONS = `
SELECT edition, late AS counted, late - approved AS alone, registered_late(roll_key) AS late
  FROM published_rolls WHERE roll_key = $1 COLLATE "C"`;
