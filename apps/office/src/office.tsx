import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useState } from 'react';

/** The application of officials, operators and auditors. */
export function Office(): ReactNode {
  const [queries] = useState(() => new QueryClient());
  return (
    <QueryClientProvider client={queries}>
      <main id="content" className="page" tabIndex={-1}>
        <h1>Scrutin</h1>
      </main>
    </QueryClientProvider>
  );
}
