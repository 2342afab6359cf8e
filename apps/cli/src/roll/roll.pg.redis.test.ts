import { createHash } from 'node:crypto';
import { appendFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { createCredentialHash, pepperCheck } from '@scrutin/credentials';
import { electionRollKey, lawRollKey } from '@scrutin/election';
import { ConfigurationError, nodeDigest } from '@scrutin/service-runtime';
import { createTestDatabase } from '@scrutin/testkit/database';
import { hash, LAW, newSubmission, PEPPER, PROVINCIAL, useRollServers } from '../fixture/roll-servers.ts';
import { rollReports } from './status.ts';

const servers = useRollServers({
  createDatabase: () => createTestDatabase(process.env['DATABASE_URL']),
  redisUrl: process.env['REDIS_URL'],
});

describe('roll load', () => {
  it('puts the voters on the roll, registers the roll, and can be repeated', async () => {
    const set = await servers.generate(1_000);
    expect(await servers.load(set)).toMatchObject({
      roll: LAW,
      added: 1_000,
      alreadyThere: 0,
      credentials: 1_000,
    });
    expect(await servers.store.rolls()).toMatchObject([
      { rollKey: LAW, credentials: 1_000n, buckets: 256, scheme: 'hmac-sha256' },
    ]);
    const [[nas, code]] = (await servers.letters(set)) as [[string, string]];
    const claim = {
      roll: await servers.onRecord(LAW),
      credentialHash: hash(nas, code, 'L2025-001'),
      submissionId: newSubmission(),
    };
    expect(await servers.roll.claim([claim])).toEqual(['claimed']);
    const again = await servers.loadWith({ inDraft: 'add' }, path.join(set, 'roll'));
    expect(again).toMatchObject({ added: 0, alreadyThere: 1_000 });
    await servers.openContest();
    expect(await servers.load(path.join(set, 'roll', 'manifest.json'))).toMatchObject({ credentials: 1_000 });
    expect(await servers.roll.claim([claim])).toEqual(['mine']);
  });

  it('gives each voter of an election a region', async () => {
    const rollKey = PROVINCIAL;
    const set = await servers.generate(10, rollKey, ['SHERBROOKE']);
    await servers.load(set);
    const [[nas, code]] = (await servers.letters(set)) as [[string, string]];
    const claim = {
      roll: await servers.onRecord(rollKey),
      credentialHash: hash(nas, code, 'PROV-2025'),
      submissionId: newSubmission(),
    };
    expect(
      await servers.roll.claim([
        { ...claim, region: 'MONTREAL-NORD' },
        { ...claim, region: 'SHERBROOKE' },
      ]),
    ).toEqual(['wrong-region', 'claimed']);
  });

  it('puts the number of voters of each region on record', async () => {
    const set = await servers.generate(11, PROVINCIAL, ['SHERBROOKE', 'QUEBEC-NORD']);
    const report = await servers.load(set);
    expect(report.remarks).toEqual([]);
    const [registered] = await servers.store.rolls();
    expect([...(registered?.regions ?? [])]).toEqual([
      ['QUEBEC-NORD', 5n],
      ['SHERBROOKE', 6n],
    ]);
    expect(await rollReports(servers.store, servers.roll)).toMatchObject([
      { roll: PROVINCIAL, registered: 11, regions: { 'QUEBEC-NORD': 5, SHERBROOKE: 6 }, advice: undefined },
    ]);
  });

  it('loads nothing if a line has a region without a race, and names the regions that have one', async () => {
    const set = await servers.generate(11, PROVINCIAL, ['SHERBROOKE', 'MONTREAL-NORD']);
    await expect(servers.load(set)).rejects.toThrow(
      /roll-00001\.txt, line \d+, column 45: The election has no race in this region\..* are: QUEBEC-NORD, SHERBROOKE\. \(unknown-region\) Nothing was loaded\./,
    );
    expect(await servers.store.rolls()).toEqual([]);
  });

  it('refuses a roll of an unknown law or election before it reads the voters', async () => {
    for (const rollKey of [lawRollKey('NONE'), electionRollKey('NONE')]) {
      await expect(servers.load(await servers.generate(1, rollKey))).rejects.toThrow('create it first');
      expect(await servers.store.rolls()).toEqual([]);
    }
  });

  it('does not change the record if Redis has fewer voters than it was sent', async () => {
    await servers.load(await servers.generate(20));
    await servers.openContest();
    await servers.forget();
    await expect(servers.load(await servers.generate(10))).rejects.toThrow(
      'Redis has lost some of the 20 credentials',
    );
    expect(await servers.store.rolls()).toMatchObject([{ credentials: 20n }]);
  });

  it('replaces the roll of a draft, adds to it with --add, and only adds after the publication', async () => {
    await servers.load(await servers.generate(20));
    const added = await servers.loadWith({ inDraft: 'add' }, await servers.generate(10));
    expect(added).toMatchObject({ added: 10, credentials: 30 });
    const replaced = await servers.load(await servers.generate(7));
    expect(replaced).toMatchObject({ added: 7, credentials: 7 });
    expect(replaced.remarks.join()).toContain('which had 30 credentials');
    expect(await rollReports(servers.store, servers.roll)).toMatchObject([
      { registered: 7, advice: undefined },
    ]);
    await servers.openContest();
    const late = await servers.generate(3);
    await expect(servers.load(late)).rejects.toThrow(/late registration.*--reason/);
    expect(await servers.loadWith({ reason: 'Moved in' }, late)).toMatchObject({ credentials: 10 });
    expect(await rollReports(servers.store, servers.roll)).toMatchObject([
      { registered: 10, advice: undefined },
    ]);
  });

  it('refuses a set that was hashed with another pepper than that of the services', async () => {
    const set = await servers.generate(5);
    const other = pepperCheck(new Uint8Array(32).fill(8), nodeDigest);
    await expect(servers.loadWith({ pepperCheck: other }, set)).rejects.toThrow('another pepper');
    expect(await servers.store.rolls()).toEqual([]);
    const own = pepperCheck(PEPPER, nodeDigest);
    await servers.loadWith({ pepperCheck: own }, set);
    expect(await servers.onRecord(LAW)).toMatchObject({ pepperCheck: own });
  });

  it('loads nothing of a roll with a damaged file', async () => {
    const set = await servers.generate(1_000);
    await appendFile(path.join(set, 'roll', 'roll-00003.txt'), 'x\n');
    await expect(servers.load(set)).rejects.toThrow(
      'roll-00003.txt is not the file that the manifest describes',
    );
    await rm(path.join(set, 'roll', 'roll-00003.txt'));
    await expect(servers.load(set)).rejects.toThrow('roll-00003.txt cannot be read');
    expect(await servers.store.rolls()).toEqual([]);
  });

  it('says what is wrong with its arguments', async () => {
    await expect(servers.load(path.join(servers.folder, 'nothing'))).rejects.toThrow('does not exist');
    await expect(servers.load(servers.folder)).rejects.toThrow('holds no manifest.json');
    const text = path.join(servers.folder, 'roll.txt');
    await writeFile(text, '');
    await expect(servers.load(text)).rejects.toThrow('neither a roll folder');
    await writeFile(path.join(servers.folder, 'manifest.json'), '{}');
    await expect(servers.load(servers.folder)).rejects.toThrow('no manifest of a roll');
  });

  it('refuses a second scheme for a roll', async () => {
    const set = await servers.generate(10);
    await servers.office.recordRoll({ name: 'a test' }, LAW, {
      credentials: 1,
      buckets: 1,
      scheme: 'sha256',
    });
    await expect(servers.load(set)).rejects.toThrow(ConfigurationError);
    expect(await servers.store.rolls()).toMatchObject([{ credentials: 1n, scheme: 'sha256' }]);
  });
});

describe('roll load with files of the older system', () => {
  function legacy(nas: string, code: string, lawId = 'L2025-001'): Record<string, string> {
    const sum = createHash('sha256').update(`${nas}|${code}|${lawId}`).digest('hex');
    return { nas, code, law_id: lawId, hash: sum, vote: 'oui' };
  }
  async function write(name: string, content: unknown): Promise<string> {
    const file = path.join(servers.folder, name);
    await writeFile(file, JSON.stringify(content, undefined, 2));
    return file;
  }

  it('accepts several files, and reports how many of their codes nobody can type', async () => {
    await write('hashes_1.json', [legacy('100000001', 'ABC001'), legacy('100000002', 'ABC002')]);
    await write('hashes_2.json', [legacy('100000003', 'ABC100000')]);
    const report = await servers.load(servers.folder);
    expect(report).toMatchObject({ roll: LAW, scheme: 'sha256', added: 3 });
    expect(report.remarks.join('\n')).toContain('1 of them have a NAS or code that no voter can type');
    const plain = createCredentialHash({ scheme: 'sha256', digest: nodeDigest });
    const credentialHash = plain('100000002', 'ABC002', 'L2025-001');
    const claim = { roll: await servers.onRecord(LAW), credentialHash, submissionId: newSubmission() };
    expect(await servers.roll.claim([claim])).toEqual(['claimed']);
  });

  it('names the file and entry of an error, and never the credential (P6)', async () => {
    const wrong = await write('wrong.json', [
      legacy('100000001', 'ABC001'),
      { ...legacy('100000002', 'ABC002'), code: 'ABC003' },
    ]);
    const failure: unknown = await servers.load(wrong).catch((error: unknown) => error);
    expect(String(failure)).toContain('wrong.json, entry 2 is not usable');
    expect(String(failure)).not.toMatch(/100000002|ABC00/);
    expect(await servers.store.rolls()).toEqual([]);
  });

  it('accepts one law at a time, whole files, and at least one credential', async () => {
    const two = await write('two.json', [legacy('100000001', 'A00001'), legacy('100000001', 'A00001', 'L2')]);
    await expect(servers.load(two)).rejects.toThrow('load one law at a time');
    const torn = path.join(servers.folder, 'torn.json');
    await writeFile(torn, JSON.stringify([legacy('100000001', 'A00001')]).slice(0, -1));
    await expect(servers.load(torn)).rejects.toThrow('the file ends too early');
    await expect(servers.load(await write('empty.json', []))).rejects.toThrow('No credential');
  });
});
