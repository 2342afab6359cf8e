import { XLSX } from './acts.ts';
import { adminRoutes, success } from './admin-route.ts';
import { rejectionAuditBody, submissionAuditBody, submissionAuditQuery } from './submission-audit.ts';

/** The routes with which auditors look at what became of submissions. */
export const AUDIT_ROUTES = adminRoutes({
  submissionAudit: {
    method: 'get',
    path: '/admin/v1/audit/submissions',
    tag: 'Audit',
    summary: 'What became of each submission, of contests that have closed',
    description:
      'The list has no credential, no choice and no time finer than an hour, and its order says nothing about the order of arrival (P6). As a file it is complete.',
    access: 'audit',
    query: submissionAuditQuery,
    answers: { 200: { ...success(submissionAuditBody), otherMedia: ['text/csv', XLSX] } },
    problems: ['invalid', 'state-forbids', 'overloaded'],
  },
  rejectionAudit: {
    method: 'get',
    path: '/admin/v1/audit/rejections',
    tag: 'Audit',
    summary: 'Rejected submissions by reason, and how often credentials tried in vain',
    access: 'audit',
    answers: { 200: success(rejectionAuditBody) },
    problems: [],
  },
});
