import { useQuery } from '@apollo/client/react';
import { graphql } from '../../shared/api/generated/gql.ts';

const TERMINAL = graphql(/* GraphQL */ `
  query TerminalPaiement {
    terminalPaiement {
      simule
    }
  }
`);

/** Whether a simulated terminal takes the cards. Asked alone: a till opens also while nobody answers this. */
export function useTerminalSimule(): boolean {
  return useQuery(TERMINAL).data?.terminalPaiement.simule ?? false;
}
