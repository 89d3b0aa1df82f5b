// What someone new to the graph should try first. These are not the application's documents: they
// are plain text, kept out of its generated types.
const annee = new Date().getFullYear();

export const ONGLETS = [
  {
    query: `# Qui pose ces questions, et ce que son rôle permet.
#
# Le jeton de la personne connectée (en haut de la page)
# part avec chaque demande. Un jeton obtenu ailleurs
# s'écrit dans l'onglet Headers, en bas :
# { "Authorization": "Bearer <jeton>" }
# Le schéma, à gauche, n'est montré qu'à l'administration.
query Moi {
  moi {
    nom
    role
    magasin {
      nom
    }
    droits
  }
}
`,
  },
  {
    query: `# Les magasins et leurs caisses.
query Magasins {
  magasins(type: MAGASIN) {
    id
    nom
    quartier
    caisses {
      id
      numero
      sessionOuverte {
        id
        ouverteLe
      }
    }
  }
}
`,
  },
  {
    query: `# Les produits trouvés, avec leur stock dans un magasin : deux services, une requête.
query Rechercher($magasinId: ID!, $recherche: String) {
  produits(recherche: $recherche, first: 10) {
    totalCount
    nodes {
      id
      nom
      prix
      codeBarres
      stock(magasinId: $magasinId) {
        disponible
      }
    }
  }
}
`,
    variables: JSON.stringify({ magasinId: '1', recherche: 'po' }, null, 2),
  },
  {
    query: `# Les dernières connexions et les derniers changements
# du catalogue : deux journaux d'audit, une requête.
query DerniersAudits {
  audit {
    employes(first: 5) {
      nodes {
        instant
        action
        cible
        employeId
        role
      }
    }
    catalogue(first: 5) {
      nodes {
        instant
        action
        cible
        avant
        apres
        empreinte
      }
    }
  }
}
`,
  },
  {
    query: `# Les ventes d'une période, par magasin, par produit et par jour. Les montants sont en cents.
query RapportVentes($filtre: FiltreRapport!) {
  rapportVentes(filtre: $filtre) {
    total
    tps
    tvq
    nombreVentes
    panierMoyen
    parMagasin {
      magasin {
        nom
      }
      total
    }
    parProduit(first: 5) {
      produit {
        nom
      }
      quantite
      total
    }
    parJour {
      jour
      total
    }
  }
}
`,
    variables: JSON.stringify({ filtre: { du: `${annee}-01-01`, au: `${annee}-12-31` } }, null, 2),
  },
];
