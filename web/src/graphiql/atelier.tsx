import { ApolloProvider } from '@apollo/client/react';
import { createGraphiQLFetcher } from '@graphiql/toolkit';
import { GraphiQL } from 'graphiql';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { creerClient } from '../app/apollo.ts';
import { connexion } from '../app/connexion.ts';
import { verrou } from '../app/verrou.ts';
import { FormulaireConnexion } from '../features/connexion/formulaire-connexion.tsx';
import { ConnexionContexte, useCleConnexion } from '../shared/connexion/contexte.ts';
import { Bouton } from '../shared/ui/bouton.tsx';
import { useEstFerme, VerrouContexte } from '../shared/verrou/contexte.ts';
import { veiller } from '../shared/verrou/veiller.ts';
import { BarreConnexion } from './barre-connexion.tsx';
import { ONGLETS } from './onglets.ts';

/** Sends the token of who is signed in, unless the headers of the tab bring another. */
const avecJeton: typeof fetch = async (adresse, options) => {
  const headers = new Headers(options?.headers);
  if (!headers.has('authorization')) {
    const jeton = await connexion.jetonValide();
    if (jeton) headers.set('authorization', `Bearer ${jeton}`);
  }
  return fetch(adresse, { ...options, headers });
};

const fetcher = createGraphiQLFetcher({ url: '/graphql', fetch: avecJeton });

/** GraphiQL, behind the same sign-in as the application; a token may also be pasted among its headers. */
export function Atelier() {
  const cle = useCleConnexion(connexion);
  const ferme = useEstFerme(verrou);
  useEffect(() => veiller(verrou), []);
  useEffect(() => {
    // The application has the way to unlock; here nothing is shown.
    if (ferme) location.replace('/');
  }, [ferme]);
  if (ferme) return null;
  return (
    <ConnexionContexte value={connexion}>
      <VerrouContexte value={verrou}>
        <AtelierDe key={cle} cle={cle} />
      </VerrouContexte>
    </ConnexionContexte>
  );
}

/** The schema is read again for each person: not everyone may read it. */
function AtelierDe({ cle }: { cle: string | null }) {
  const { t } = useTranslation();
  const [client] = useState(() => creerClient(connexion));
  const [sansConnexion, entrer] = useState(false);
  const ouvert = cle !== null || sansConnexion;
  return (
    <ApolloProvider client={client}>
      {ouvert ? (
        <div className="atelier">
          <BarreConnexion connecte={cle !== null} surEntrer={() => entrer(false)} />
          <GraphiQL
            fetcher={fetcher}
            defaultTabs={ONGLETS}
            isHeadersEditorEnabled
            shouldPersistHeaders={false}
          />
        </div>
      ) : (
        <main className="entree">
          <div>
            <h1>GraphiQL · Caisse</h1>
            <p>{t('graphiql.invite')}</p>
            <FormulaireConnexion surPreuve={(preuve) => connexion.ouvrir(preuve)} />
            <Bouton ton="discret" onClick={() => entrer(true)}>
              {t('graphiql.sansConnexion')}
            </Bouton>
          </div>
        </main>
      )}
    </ApolloProvider>
  );
}
