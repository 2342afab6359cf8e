import { defineConfig } from 'prisma/config';

// `prisma generate` never runs the schema engine, yet looks for it and would download it:
// naming any existing binary keeps generation working on a machine without internet.
if (process.argv.includes('generate')) {
  process.env['PRISMA_SCHEMA_ENGINE_BINARY'] ??= process.execPath;
}

const url = process.env['DATABASE_URL'];

export default defineConfig({
  schema: 'prisma/schema',
  migrations: { path: 'prisma/migrations' },
  ...(url === undefined ? {} : { datasource: { url } }),
});
