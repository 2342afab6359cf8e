/** The status of a submission. One without a row in the table of settled submissions is undecided. $1 submission id */
export const SUBMISSION_STATUS = `
SELECT r.reason
  FROM settled_submissions AS s
  LEFT JOIN rejected_submissions AS r ON r.submission_id = s.submission_id
 WHERE s.submission_id = $1::uuid`;
