import { useQuery } from '@apollo/client/react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { graphql } from '../../shared/api/generated/gql.ts';
import { Alerte } from '../../shared/ui/alerte.tsx';
import { Attente } from '../../shared/ui/attente.tsx';
import { Champ } from '../../shared/ui/champ.tsx';
import { Page } from '../../shared/ui/page.tsx';
import { PiedDeListe } from '../../shared/ui/pied-de-liste.tsx';
import tableau from '../../shared/ui/tableau.module.css';
import { useRetarde } from '../../shared/ui/use-retarde.ts';
import { LigneProduit } from './ligne-produit.tsx';
import { ModifierProduit } from './modifier-produit.tsx';

const PAGE = graphql(/* GraphQL */ `
  query PageProduits($recherche: String, $after: String) {
    produits(recherche: $recherche, first: 20, after: $after, inclureInactifs: true) {
      totalCount
      edges {
        cursor
        node {
          id
          ...LigneProduit
          ...ProduitAModifier
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`);

/** The catalogue: find a product, correct it. */
export function ProduitsPage() {
  const { t } = useTranslation();
  const [saisie, saisir] = useState('');
  const recherche = useRetarde(saisie.trim(), 200);
  const [modifie, modifier] = useState<string | null>(null);
  const [enregistre, annoncer] = useState<string | null>(null);
  const { data, previousData, error, refetch, fetchMore } = useQuery(PAGE, {
    variables: { recherche: recherche || null },
    fetchPolicy: 'cache-and-network',
    nextFetchPolicy: 'cache-first',
  });
  const liste = (data ?? previousData)?.produits;
  const aModifier = liste?.edges.find(({ node }) => node.id === modifie)?.node;
  const { hasNextPage = false, endCursor } = data?.produits.pageInfo ?? {};

  return (
    <Page
      titre={t('produits.titre')}
      sousTitre={t('produits.sousTitre')}
      outils={
        <Champ
          libelle={t('produits.recherche')}
          type="search"
          placeholder={t('recherche.invite')}
          value={saisie}
          onChange={(evenement) => saisir(evenement.target.value)}
        />
      }
    >
      {enregistre && <Alerte ton="succes">{t('produits.enregistre', { nom: enregistre })}</Alerte>}
      {liste ? (
        <>
          <div className={tableau.cadre}>
            <table className={tableau.tableau}>
              <thead>
                <tr>
                  <th scope="col">{t('produits.produit')}</th>
                  <th scope="col">{t('produits.codeBarres')}</th>
                  <th scope="col">{t('produits.taxes')}</th>
                  <th scope="col" className={tableau.nombre}>
                    {t('produits.prix')}
                  </th>
                  <th scope="col">
                    <span className="hors-ecran">{t('produits.actions')}</span>
                  </th>
                </tr>
              </thead>
              <tbody>
                {liste.edges.map(({ node }) => (
                  <LigneProduit
                    key={node.id}
                    produit={node}
                    surModifier={() => {
                      annoncer(null);
                      modifier(node.id);
                    }}
                  />
                ))}
              </tbody>
            </table>
            {liste.edges.length === 0 && (
              <p className={tableau.vide}>{t('recherche.aucun', { terme: recherche })}</p>
            )}
          </div>
          <PiedDeListe
            affiches={liste.edges.length}
            total={liste.totalCount}
            surSuite={
              hasNextPage ? () => void fetchMore({ variables: { after: endCursor } }) : null
            }
          />
        </>
      ) : (
        <Attente erreur={error} reessayer={() => void refetch()} />
      )}
      {aModifier && (
        <ModifierProduit
          produit={aModifier}
          surEnregistre={(nom) => {
            modifier(null);
            annoncer(nom);
          }}
          surAbandon={() => modifier(null)}
        />
      )}
    </Page>
  );
}
