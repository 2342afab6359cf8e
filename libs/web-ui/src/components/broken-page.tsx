import type { ReactNode } from 'react';
import { Notice } from './notice.tsx';

/** Says in both languages, as it may be the language that failed, that a page cannot be shown, and loads it again. */
export function BrokenPage(): ReactNode {
  const reload = (): void => {
    window.location.reload();
  };
  return (
    <>
      <div lang="fr">
        <Notice kind="error" title="Cette page ne peut pas être affichée" announced>
          <p>
            Ce n’est pas votre faute. Chargez-la de nouveau ; si cela se répète, signalez l’heure et l’adresse
            de la page.
          </p>
          <button type="button" className="button button-second" onClick={reload}>
            Charger de nouveau
          </button>
        </Notice>
      </div>
      <div lang="en">
        <Notice kind="error" title="This page cannot be shown" announced>
          <p>
            It is not your fault. Load it again; if it happens again, report the time and the address of the
            page.
          </p>
          <button type="button" className="button button-second" onClick={reload}>
            Load again
          </button>
        </Notice>
      </div>
    </>
  );
}
