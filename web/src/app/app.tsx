import { ApolloProvider } from '@apollo/client/react';
import { useState } from 'react';
import { ConnexionContexte, useCleConnexion } from '../shared/connexion/contexte.ts';
import { creerClient } from './apollo.ts';
import { connexion } from './connexion.ts';
import { Garde } from './garde.tsx';
import { Ecrans } from './routes.tsx';

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
  return (
    <Garde>
      <ConnexionContexte value={connexion}>
        <Graphe key={cle} />
      </ConnexionContexte>
    </Garde>
  );
}
