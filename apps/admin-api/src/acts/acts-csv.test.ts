import type { ActBody } from '@scrutin/contracts';
import { actsCsv } from './acts-csv.ts';

const act: ActBody = {
  id: '1',
  at: '2026-10-01T12:00:00.000Z',
  official_id: null,
  actor: 'command line: root',
  action: 'region.create',
  subject: 'region:NORD',
  reason: null,
  before: null,
  after: { id: 'NORD', name: { fr: 'L"Est', en: 'x\r\ny' } },
};

describe('the record of acts as CSV', () => {
  it('quotes every field, doubles quotes, ends lines with CRLF (RFC 4180)', () => {
    expect(actsCsv([act])).toBe(
      '"id","at","official_id","actor","action","subject","reason","before","after"\r\n' +
        '"1","2026-10-01T12:00:00.000Z","","command line: root","region.create","region:NORD","","",' +
        '"{""id"":""NORD"",""name"":{""fr"":""L\\""Est"",""en"":""x\\r\\ny""}}"\r\n',
    );
  });

  it.each(['=HYPERLINK("http://x")', '+1', '-1', '@SUM(A1)', '\tx', '\rx', '\nx'])(
    'makes no formula of %j',
    (reason) => {
      expect(actsCsv([{ ...act, reason }])).toContain(`"'${reason.replaceAll('"', '""')}"`);
    },
  );
});
