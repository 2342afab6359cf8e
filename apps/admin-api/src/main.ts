import { runService } from '@scrutin/service-runtime/program';
import { compose } from './compose.ts';
import { adminConfig } from './config.ts';

await runService({ name: 'admin-api', config: adminConfig, compose });
