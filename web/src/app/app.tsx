import { ApolloProvider } from '@apollo/client/react';
import { useEffect, useState } from 'react';
import { ConnexionContexte, useCleConnexion } from '../shared/connexion/contexte.ts';
import { VerrouContexte } from '../shared/verrou/contexte.ts';
import { veiller } from '../shared/verrou/veiller.ts';
import { creerClient } from './apollo.ts';
import { connexion } from './connexion.ts';
import { Garde } from './garde.tsx';
import { Ecrans } from './routes.tsx';
import { verrou } from './verrou.ts';

function Graphe() {
  const [client] = useState(() => creerClient(connexion));
  return (
    <ApolloProvider client={client}>
      <Ecrans />
    </ApolloProvider>
  );
}

export function App() {
  const cle = useCleConnexion(connexion);
  useEffect(() => veiller(verrou), []);
  return (
    <Garde>
      <ConnexionContexte value={connexion}>
        <VerrouContexte value={verrou}>
          <Graphe key={cle} />
        </VerrouContexte>
      </ConnexionContexte>
    </Garde>
  );
}
