import { useCallback, useRef, useState } from 'react';
import { v7 as uuidv7 } from 'uuid';
import { graphql } from '../../shared/api/generated/gql.ts';
import type { AnnulerUneVenteMutation } from '../../shared/api/generated/graphql.ts';
import { useEnvoi, type Issue } from '../../shared/api/use-envoi.ts';
import { estConclu } from './retour.ts';

const ANNULER = graphql(/* GraphQL */ `
  mutation AnnulerUneVente($input: AnnulerVenteInput!) {
    annulerVente(input: $input) {
      __typename
      ... on AnnulationReussie {
        rejoue
        annulation {
          id
          total
          remboursements {
            mode
            montant
            statut
          }
        }
        vente {
          id
          ...LigneListeVente
          ...DetailVente
        }
      }
      ... on RetourExcessif {
        exces {
          produit {
            id
          }
          retournable
        }
      }
      ... on AnnulationEnCours {
        reessayerDansMs
      }
      ... on SaisieInvalide {
        champs {
          champ
          message
        }
      }
      ... on Erreur {
        code
        message
      }
    }
  }
`);

const choisir = (data: AnnulerUneVenteMutation) => data.annulerVente;
type Resultat = AnnulerUneVenteMutation['annulerVente'];
type Demande = {
  venteId: string;
  motif: string;
  lignes: { produitId: string; quantite: number }[];
};

const TENTATIVES = 10;
const patienter = (ms: number) => new Promise((suite) => setTimeout(suite, ms));

/**
 * Takes products back; its id is kept until a terminal answer, so that nothing is refunded twice.
 *
 * @param repris the id of a return that somebody else began
 */
export function useAnnulerVente(repris: string | null) {
  const [annuler] = useEnvoi(ANNULER, choisir);
  const [enCours, marquer] = useState(false);
  const annulationId = useRef(repris);

  const envoyer = useCallback(
    async (demande: Demande): Promise<Issue<Resultat>> => {
      annulationId.current ??= uuidv7();
      const input = { annulationId: annulationId.current, ...demande };
      marquer(true);
      try {
        let issue = await annuler({ input });
        for (let reste = TENTATIVES; reste > 0; reste -= 1) {
          if (issue.sorte === 'panne') return issue;
          if (issue.resultat.__typename !== 'AnnulationEnCours') break;
          await patienter(issue.resultat.reessayerDansMs);
          issue = await annuler({ input });
        }
        if (issue.sorte === 'reponse' && estConclu(issue.resultat)) annulationId.current = null;
        return issue;
      } finally {
        marquer(false);
      }
    },
    [annuler],
  );
  /** The id of the return that has no last word yet, null when there is none. */
  const cle = useCallback(() => annulationId.current, []);
  return { envoyer, enCours, cle };
}
