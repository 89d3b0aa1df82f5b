import { skipToken, useQuery } from '@apollo/client/react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { graphql } from '../../shared/api/generated/gql.ts';
import { useDroit, useMoi } from '../../shared/connexion/moi.ts';
import { Attente } from '../../shared/ui/attente.tsx';
import { Choix } from '../../shared/ui/choix.tsx';
import { Page } from '../../shared/ui/page.tsx';
import { PiedDeListe } from '../../shared/ui/pied-de-liste.tsx';
import tableau from '../../shared/ui/tableau.module.css';
import { DetailVente } from './detail-vente.tsx';
import { LigneListeVente } from './ligne-liste-vente.tsx';
import { laisserRetour, venteARouvrir } from './retour-garde.ts';

const PAGE = graphql(/* GraphQL */ `
  query PageVentes($magasinId: ID, $after: String) {
    magasins(type: MAGASIN) {
      id
      nom
    }
    ventes(magasinId: $magasinId, first: 20, after: $after) {
      totalCount
      edges {
        cursor
        node {
          id
          ...LigneListeVente
          ...DetailVente
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`);

const UNE = graphql(/* GraphQL */ `
  query UneVente($id: ID!) {
    vente(id: $id) {
      id
      ...DetailVente
    }
  }
`);

/** The sales of a store, newest first: see a receipt again, take products back. */
export function VentesPage() {
  const { t } = useTranslation();
  const [parametres, changerParametres] = useSearchParams();
  const { magasin } = useMoi();
  const magasinId = magasin?.id ?? parametres.get('magasin') ?? '';
  // A return that another person has to make is there for who comes, and may.
  const peutAnnuler = useDroit('vente:annuler');
  const [ouverte, ouvrir] = useState(() => (peutAnnuler ? venteARouvrir() : null));
  const { data, previousData, error, refetch, fetchMore } = useQuery(PAGE, {
    variables: { magasinId: magasinId || null },
    fetchPolicy: 'cache-and-network',
    nextFetchPolicy: 'cache-first',
  });
  const page = data ?? previousData;
  const listee = page?.ventes.edges.find(({ node }) => node.id === ouverte)?.node;
  // The list of who takes a return over may begin with other sales.
  const ailleurs = page && !listee ? ouverte : null;
  const { data: seule } = useQuery(UNE, ailleurs ? { variables: { id: ailleurs } } : skipToken);
  if (!page) return <Attente erreur={error} reessayer={() => void refetch()} />;
  const { edges, totalCount } = page.ventes;
  const { hasNextPage = false, endCursor } = data?.ventes.pageInfo ?? {};
  const detail = listee ?? (ailleurs ? seule?.vente : null);
  const fermer = () => {
    laisserRetour();
    ouvrir(null);
  };

  return (
    <Page
      titre={t('ventes.titre')}
      sousTitre={magasin ? `${magasin.nom}. ${t('ventes.sousTitre')}` : t('ventes.sousTitre')}
      outils={
        !magasin && (
          <Choix
            libelle={t('accueil.magasin')}
            value={magasinId}
            onChange={({ target }) => changerParametres({ magasin: target.value })}
          >
            <option value="">{t('ventes.tous')}</option>
            {page.magasins.map(({ id, nom }) => (
              <option key={id} value={id}>
                {nom}
              </option>
            ))}
          </Choix>
        )
      }
    >
      <div className={tableau.cadre}>
        <table className={tableau.tableau}>
          <thead>
            <tr>
              <th scope="col">{t('ventes.recu')}</th>
              <th scope="col">{t('ventes.lieu')}</th>
              <th scope="col">{t('ventes.paiement')}</th>
              <th scope="col">{t('ventes.statut')}</th>
              <th scope="col" className={tableau.nombre}>
                {t('taxes.total')}
              </th>
              <th scope="col">
                <span className="hors-ecran">{t('produits.actions')}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {edges.map(({ node }) => (
              <LigneListeVente key={node.id} vente={node} surVoir={() => ouvrir(node.id)} />
            ))}
          </tbody>
        </table>
        {edges.length === 0 && <p className={tableau.vide}>{t('ventes.aucune')}</p>}
      </div>
      <PiedDeListe
        affiches={edges.length}
        total={totalCount}
        surSuite={hasNextPage ? () => void fetchMore({ variables: { after: endCursor } }) : null}
      />
      {detail && <DetailVente vente={detail} surFermeture={fermer} />}
    </Page>
  );
}
