import { QueryClientProvider } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useMemo, useState } from 'react';
import { useLocation } from 'wouter';
import { BrokenPage, ErrorBoundary } from '@scrutin/web-ui';
import { ClientContext } from './api/client-context.tsx';
import type { Sender } from './api/office-client.ts';
import { createOfficeClient } from './api/office-client.ts';
import { createQueryClient } from './api/query-client.ts';
import { LanguageProvider, useLanguage } from './language.tsx';
import { OfficePages } from './office-pages.tsx';
import { SessionGate } from './session/session-gate.tsx';
import { OfficeFrame } from './shell/office-frame.tsx';

/** The application of officials, operators and auditors. */
export function Office(): ReactNode {
  return (
    <ErrorBoundary
      fallback={
        <main className="page page-narrow">
          <Broken />
        </main>
      }
    >
      <LanguageProvider>
        <WithClient />
      </LanguageProvider>
    </ErrorBoundary>
  );
}

function WithClient(): ReactNode {
  const { language } = useLanguage();
  const [queries] = useState(createQueryClient);
  const [sender] = useState<Sender>(() => ({
    language,
    csrfToken: undefined,
    answeredAtMs: Date.now(),
    onSessionEnd: undefined,
  }));
  sender.language = language;
  const client = useMemo(() => createOfficeClient(sender, (url, init) => fetch(url, init)), [sender]);
  return (
    <QueryClientProvider client={queries}>
      <ClientContext value={client}>
        <SessionGate sender={sender}>
          <OfficeFrame>
            <UnbrokenPages />
          </OfficeFrame>
        </SessionGate>
      </ClientContext>
    </QueryClientProvider>
  );
}

/** A page that fails leaves the navigation, which leads to the other pages. */
function UnbrokenPages(): ReactNode {
  const [location] = useLocation();
  return (
    <ErrorBoundary key={location} fallback={<Broken />}>
      <OfficePages />
    </ErrorBoundary>
  );
}

function Broken(): ReactNode {
  return (
    <>
      <h1>Scrutin</h1>
      <BrokenPage />
    </>
  );
}
