/** Cumulative: a report that comes late, or twice, never takes the count back. $1 intake id · $2 received */
export const REPORT_INTAKE = `
INSERT INTO intake AS i (intake_id, received) VALUES ($1::uuid, $2::bigint)
ON CONFLICT (intake_id) DO UPDATE
  SET received = greatest(i.received, excluded.received), reported_at = now()`;
