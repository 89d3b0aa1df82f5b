import { ApolloProvider } from '@apollo/client/react';
import { creerClient } from './apollo.ts';
import { Garde } from './garde.tsx';
import { Ecrans } from './routes.tsx';

const client = creerClient();

export function App() {
  return (
    <Garde>
      <ApolloProvider client={client}>
        <Ecrans />
      </ApolloProvider>
    </Garde>
  );
}
