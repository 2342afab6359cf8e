import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import express from 'express';
import request from 'supertest';
import { ConfigurationError } from '@scrutin/service-runtime';
import { openSiteFiles } from './site-files.ts';

const SCRIPT = 'console.log("Scrutin");'.repeat(50);
const folder = mkdtempSync(path.join(tmpdir(), 'site-files-'));
const app = express();

beforeAll(() => {
  mkdirSync(path.join(folder, 'assets'));
  const manifest = {
    'src/browser/browser.tsx': { file: 'assets/browser-1a2b.js' },
    'src/styles/index.css': { file: 'assets/index-3c4d.css' },
  };
  writeFileSync(path.join(folder, 'manifest.json'), JSON.stringify(manifest));
  writeFileSync(path.join(folder, 'secret.txt'), 'not an asset');
  writeFileSync(path.join(folder, 'assets', 'index-3c4d.css'), 'p{}');
  const script = path.join(folder, 'assets', 'browser-1a2b.js');
  writeFileSync(script, SCRIPT);
  writeFileSync(`${script}.br`, brotliCompressSync(SCRIPT));
  writeFileSync(`${script}.gz`, gzipSync(SCRIPT));
  app.use(openSiteFiles(folder).serve);
  app.use((_request, response) => {
    response.status(404).send('somebody else');
  });
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

it('knows the addresses of the script and the style', () => {
  expect(openSiteFiles(folder)).toMatchObject({
    script: '/assets/browser-1a2b.js',
    style: '/assets/index-3c4d.css',
  });
});

it.each([
  ['br', 'br'],
  ['gzip', 'gzip'],
  ['identity', undefined],
])('sends a file to a browser that takes %s', async (accepted, encoding) => {
  const { status, headers, text } = await request(app)
    .get('/assets/browser-1a2b.js')
    .set('Accept-Encoding', accepted)
    .buffer(true);
  expect([status, headers['content-encoding'], text]).toEqual([200, encoding, SCRIPT]);
  expect(headers['cache-control']).toBe('public,max-age=31536000,immutable');
  expect(headers['content-type']).toMatch(/javascript/);
  expect(headers['vary']).toBe('Accept-Encoding');
});

it.each([
  '/secret.txt',
  '/manifest.json',
  '/assets/../manifest.json',
  '/assets/..%2fmanifest.json',
  '/assets/%2e%2e/secret.txt',
  '/assets/unknown.js',
  '/assets/',
  '/assets',
])('leaves %s to somebody else', async (address) => {
  const { status, text } = await request(app).get(address);
  expect([status, text]).toEqual([404, 'somebody else']);
});

it('refuses to open a folder that the build has not written, and says what to do', () => {
  expect(() => openSiteFiles(path.join(folder, 'absent'))).toThrow(ConfigurationError);
  expect(() => openSiteFiles(path.join(folder, 'absent'))).toThrow(/npm run build/);
  writeFileSync(path.join(folder, 'assets', 'manifest.json'), '{}');
  expect(() => openSiteFiles(path.join(folder, 'assets'))).toThrow(/does not name src\/browser/);
  rmSync(path.join(folder, 'assets', 'manifest.json'));
});
