const VENTE = /* GraphQL */ `
  fragment VenteComplete on Vente {
    id
    numero
    statut
    dateHeure
    sousTotal
    tps
    tvq
    total
    arrondi
    monnaie
    magasin {
      id
    }
    sessionCaisse {
      id
    }
    lignes {
      produit {
        id
      }
      nomProduit
      quantite
      quantiteRetournee
      prixUnitaire
      sousTotal
    }
    paiements {
      mode
      montant
    }
    annulations {
      id
      total
    }
  }
`;

export const VENTE_PAR_ID = /* GraphQL */ `
  query ($id: ID!) {
    vente(id: $id) {
      ...VenteComplete
    }
  }
  ${VENTE}
`;

export const CHECKOUT = /* GraphQL */ `
  mutation Checkout($input: CheckoutInput!) {
    checkout(input: $input) {
      __typename
      ... on CheckoutReussi {
        rejoue
        vente {
          ...VenteComplete
        }
      }
      ... on Erreur {
        code
        message
      }
      ... on StockInsuffisant {
        ruptures {
          produit {
            id
          }
          demande
          disponible
        }
      }
      ... on VenteEnCours {
        reessayerDansMs
      }
      ... on PaiementInsuffisant {
        manque
      }
      ... on PaiementCarteExcessif {
        maximum
      }
      ... on SaisieInvalide {
        champs {
          champ
          message
        }
      }
    }
  }
  ${VENTE}
`;

export const ANNULER = /* GraphQL */ `
  mutation AnnulerVente($input: AnnulerVenteInput!) {
    annulerVente(input: $input) {
      __typename
      ... on AnnulationReussie {
        rejoue
        annulation {
          id
          motif
          dateHeure
          sousTotal
          tps
          tvq
          total
          arrondi
          lignes {
            produit {
              id
            }
            quantite
          }
          remboursements {
            mode
            montant
          }
        }
        vente {
          ...VenteComplete
        }
      }
      ... on Erreur {
        code
        message
      }
      ... on RetourExcessif {
        exces {
          produit {
            id
          }
          demande
          retournable
        }
      }
      ... on AnnulationEnCours {
        reessayerDansMs
      }
      ... on SaisieInvalide {
        champs {
          champ
        }
      }
    }
  }
  ${VENTE}
`;

export const ABANDONNER = /* GraphQL */ `
  mutation AbandonnerVente($input: AbandonnerVenteInput!) {
    abandonnerVente(input: $input) {
      __typename
      ... on AbandonReussi {
        vente {
          id
          statut
          total
          refus {
            code
            participant
          }
        }
      }
      ... on CheckoutReussi {
        rejoue
        vente {
          id
          numero
          statut
        }
      }
    }
  }
`;

export const DOSSIERS = /* GraphQL */ `
  query DossiersATraiter($magasinId: ID, $first: Int, $after: String) {
    dossiersATraiter(magasinId: $magasinId, first: $first, after: $after) {
      totalCount
      pageInfo {
        hasNextPage
        endCursor
      }
      nodes {
        id
        type
        participant
        essais
        place
        prochainEssai
        vente {
          id
          statut
        }
        annulation {
          id
          numero
        }
        historique {
          participant
          statut
          detail
        }
      }
    }
  }
`;
