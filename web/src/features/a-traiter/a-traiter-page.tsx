import { useQuery } from '@apollo/client/react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { graphql } from '../../shared/api/generated/gql.ts';
import { useMoi } from '../../shared/connexion/moi.ts';
import { Alerte } from '../../shared/ui/alerte.tsx';
import { Attente } from '../../shared/ui/attente.tsx';
import { Page } from '../../shared/ui/page.tsx';
import { PiedDeListe } from '../../shared/ui/pied-de-liste.tsx';
import tableau from '../../shared/ui/tableau.module.css';
import styles from './a-traiter.module.css';
import { Dossier } from './dossier.tsx';

const PAGE = graphql(/* GraphQL */ `
  query PageATraiter($magasinId: ID, $after: String) {
    dossiersATraiter(magasinId: $magasinId, first: 20, after: $after) {
      totalCount
      edges {
        cursor
        node {
          id
          ...Dossier
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`);

/** How often the list is read again: what the system finishes by itself leaves it. */
const LECTURE_MS = 10_000;

/** What the system could not finish alone, and what a person may do about each. */
export function ATraiterPage() {
  const { t } = useTranslation();
  const { magasin } = useMoi();
  const [fait, annoncer] = useState<string | null>(null);
  const { data, error, refetch, fetchMore } = useQuery(PAGE, {
    variables: { magasinId: magasin?.id ?? null },
    fetchPolicy: 'cache-and-network',
    nextFetchPolicy: 'cache-first',
    pollInterval: LECTURE_MS,
  });
  if (!data) return <Attente erreur={error} reessayer={() => void refetch()} />;
  const changer = (phrase: string | null) => {
    annoncer(phrase);
    void refetch();
  };
  const { edges, totalCount, pageInfo } = data.dossiersATraiter;
  return (
    <Page
      titre={t('dossiers.titre')}
      sousTitre={magasin ? `${magasin.nom}. ${t('dossiers.sousTitre')}` : t('dossiers.sousTitre')}
    >
      {fait && <Alerte ton="succes">{fait}</Alerte>}
      {edges.length === 0 ? (
        <div className={tableau.cadre}>
          <p className={tableau.vide}>{t('dossiers.aucun')}</p>
        </div>
      ) : (
        <ul className={styles.dossiers}>
          {edges.map(({ node }) => (
            <Dossier key={node.id} dossier={node} surChangement={changer} />
          ))}
        </ul>
      )}
      <PiedDeListe
        affiches={edges.length}
        total={totalCount}
        surSuite={
          pageInfo.hasNextPage
            ? () => void fetchMore({ variables: { after: pageInfo.endCursor } })
            : null
        }
      />
    </Page>
  );
}
