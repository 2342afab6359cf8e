import { REJECTION_REASONS } from '@scrutin/election';
import { LANGUAGES } from './language.ts';
import { PROBLEM_CATALOGUE } from './problem-catalogue.ts';
import type { ProblemType } from './problem-catalogue.ts';
import { problem, problemBody, problemTypeUri } from './problem.ts';
import { ACCEPTED_MESSAGE, explainSubmission } from './submission-texts.ts';

const TYPES = Object.keys(PROBLEM_CATALOGUE) as ProblemType[];

describe('the problem catalogue', () => {
  it.each(TYPES)('%s has its own title and detail in each language, and a valid body', (type) => {
    const [fr, en] = LANGUAGES.map((language) => problem(type, language));
    expect(problemBody.parse(fr)).toEqual(fr);
    expect(fr?.type).toBe(en?.type);
    expect(fr?.type).toBe(problemTypeUri(type));
    expect(fr?.title).not.toBe(en?.title);
    expect(fr?.detail).not.toBe(en?.detail);
    expect(fr?.status).toBeGreaterThanOrEqual(400);
  });

  it('has no two problems that read the same', () => {
    for (const language of LANGUAGES) {
      expect(new Set(TYPES.map((type) => problem(type, language).title)).size).toBe(TYPES.length);
      expect(new Set(TYPES.map((type) => problem(type, language).detail)).size).toBe(TYPES.length);
    }
  });

  it('says nothing of votes to who asks for something, and names all that may be unknown', () => {
    for (const language of LANGUAGES) {
      expect(problem('malformed-query', language).detail).not.toMatch(/vote/i);
    }
    expect(problem('unknown-contest', 'fr').detail).toMatch(/loi.*élection.*région/);
    expect(problem('unknown-contest', 'en').detail).toMatch(/law.*election.*region/);
  });

  it('carries the extra members it is given, and no others', () => {
    const errors = [{ field: 'nas', message: 'x' }];
    expect(problem('malformed', 'en', { errors })).toMatchObject({ status: 400, errors });
    expect(Object.keys(problem('closed', 'en'))).toEqual(['type', 'title', 'status', 'detail']);
  });
});

describe('the texts of a submission', () => {
  it('explain every rejection reason differently, in both languages', () => {
    const texts = LANGUAGES.flatMap((language) =>
      REJECTION_REASONS.map((reason) => explainSubmission({ state: 'rejected', reason }, language)),
    );
    expect(new Set(texts).size).toBe(REJECTION_REASONS.length * LANGUAGES.length);
  });

  it('never say that a vote is counted before it is', () => {
    expect(ACCEPTED_MESSAGE.en).not.toMatch(/counted/);
    expect(explainSubmission({ state: 'queued' }, 'en')).not.toMatch(/counted/);
    expect(explainSubmission({ state: 'counted' }, 'fr')).toMatch(/compté/);
  });
});
