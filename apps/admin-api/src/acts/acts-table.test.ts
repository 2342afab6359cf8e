import { csvFile } from '@scrutin/exports';
import type { ShownAct } from './acts-table.ts';
import { actRow, ACTS_TABLE } from './acts-table.ts';

const act: ShownAct = {
  id: '1',
  at: '2026-10-01T12:00:00.000Z',
  official_id: null,
  actor: 'command line: root',
  action: 'region.create',
  subject: 'region:NORD',
  reason: null,
  approved_by: null,
  proposal_id: null,
  before: null,
  after: { id: 'NORD', name: { fr: 'L"Est', en: 'x\r\ny' } },
};

function csvOf(...acts: readonly ShownAct[]): string {
  return csvFile({ ...ACTS_TABLE, rows: acts.map(actRow) });
}

describe('the record of acts as CSV', () => {
  it('begins with a byte order mark and a header, and ends lines with CRLF (RFC 4180)', () => {
    expect(csvOf(act)).toBe(
      '\ufeffid,at,official_id,actor,action,subject,reason,approved_by,proposal_id,before,after\r\n' +
        '1,2026-10-01T12:00:00.000Z,,command line: root,region.create,region:NORD,,,,,' +
        '"{""id"":""NORD"",""name"":{""fr"":""L\\""Est"",""en"":""x\\r\\ny""}}"\r\n',
    );
  });

  it.each([
    ['=HYPERLINK("http://x")', `"'=HYPERLINK(""http://x"")"`],
    ['+1', "'+1"],
    ['\tx', `"'\tx"`],
    ['panne; =1+1', `"panne; '=1+1"`],
    ['\u001b[2J', String.raw`\u001b[2J`],
  ])('does not let %j become a formula or a control character', (reason, field) => {
    expect(csvOf({ ...act, reason })).toContain(`,${field},`);
  });
});
