import { runService } from '@scrutin/service-runtime';
import { compose } from './compose.ts';
import { adminConfig } from './config.ts';

await runService({ name: 'admin-api', config: adminConfig, compose });
