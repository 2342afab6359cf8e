import express from 'express';
import { z } from 'zod';
import { loadConfig, setting } from '@scrutin/service-runtime';

/**
 * The server that the pipeline is compared with: Express as its first page shows it, without tuning. It reads the JSON
 * body and answers 202 with a body like that of the API. It checks nothing and stores nothing.
 */
const { PORT } = loadConfig(z.object({ PORT: setting.port(0) }));

const app = express();
app.use(express.json());
app.post('/api/v1/vote', (_request, response) => {
  response.status(202).json({
    request_id: '0b7c9d52-6f0e-8d3a-9c41-5f2a7be01c6d',
    status: 'accepted',
    message: 'Votre vote est reçu et mis en sûreté.',
  });
});
app.listen(PORT, '127.0.0.1');
