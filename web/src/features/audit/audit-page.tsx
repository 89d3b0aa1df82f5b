import { useQuery } from '@apollo/client/react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { graphql, lireFragment } from '../../shared/api/generated/index.ts';
import { Attente } from '../../shared/ui/attente.tsx';
import { Bouton } from '../../shared/ui/bouton.tsx';
import { Page } from '../../shared/ui/page.tsx';
import { PiedDeListe } from '../../shared/ui/pied-de-liste.tsx';
import tableau from '../../shared/ui/tableau.module.css';
import styles from './audit.module.css';
import { EntreeAudit } from './entree-audit.tsx';

const PAGE = graphql(/* GraphQL */ `
  query PageAudit(
    $dEmployes: Boolean!
    $duCatalogue: Boolean!
    $duStock: Boolean!
    $desVentes: Boolean!
    $after: String
  ) {
    magasins {
      id
      nom
    }
    employes(first: 100, inclureInactifs: true) {
      nodes {
        id
        nom
      }
    }
    audit {
      id
      employes(first: 20, after: $after) @include(if: $dEmployes) {
        ...JournalAudit
      }
      catalogue(first: 20, after: $after) @include(if: $duCatalogue) {
        ...JournalAudit
      }
      stock(first: 20, after: $after) @include(if: $duStock) {
        ...JournalAudit
      }
      ventes(first: 20, after: $after) @include(if: $desVentes) {
        ...JournalAudit
      }
    }
  }
`);

const JOURNAL = graphql(/* GraphQL */ `
  fragment JournalAudit on AuditConnection {
    totalCount
    edges {
      cursor
      node {
        id
        ...EntreeAudit
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
`);

const JOURNAUX = ['employes', 'catalogue', 'stock', 'ventes'] as const;
type Journal = (typeof JOURNAUX)[number];

const parId = (liste: readonly { id: string; nom: string }[]) =>
  new Map(liste.map(({ id, nom }) => [id, nom]));

/** Who did what, and when: the logs of the services, that nobody rewrites. */
export function AuditPage() {
  const { t } = useTranslation();
  const [parametres, changerParametres] = useSearchParams();
  const journal = JOURNAUX.find((nom) => nom === parametres.get('journal')) ?? 'employes';
  const voulu = (nom: Journal) => nom === journal;
  const { data, error, refetch, fetchMore } = useQuery(PAGE, {
    variables: {
      dEmployes: voulu('employes'),
      duCatalogue: voulu('catalogue'),
      duStock: voulu('stock'),
      desVentes: voulu('ventes'),
    },
    fetchPolicy: 'cache-and-network',
    nextFetchPolicy: 'cache-first',
  });
  const entrees = lireFragment(JOURNAL, data?.audit[journal]);
  const { hasNextPage = false, endCursor } = entrees?.pageInfo ?? {};
  const noms = parId(data?.employes.nodes ?? []);
  const magasins = parId(data?.magasins ?? []);

  return (
    <Page
      titre={t('audit.titre')}
      sousTitre={t('audit.sousTitre')}
      outils={
        <div role="group" aria-label={t('audit.journal')} className={styles.journaux}>
          {JOURNAUX.map((nom) => (
            <Bouton
              key={nom}
              ton={voulu(nom) ? 'plein' : 'contour'}
              aria-pressed={voulu(nom)}
              onClick={() => changerParametres({ journal: nom })}
            >
              {t(`audit.journaux.${nom}`)}
            </Bouton>
          ))}
        </div>
      }
    >
      {entrees ? (
        <>
          <div className={tableau.cadre}>
            <table className={tableau.tableau}>
              <thead>
                <tr>
                  <th scope="col">{t('audit.quoi')}</th>
                  <th scope="col">{t('audit.qui')}</th>
                  <th scope="col">{t('audit.quand')}</th>
                  <th scope="col">{t('audit.changements')}</th>
                </tr>
              </thead>
              <tbody>
                {entrees.edges.map(({ node }) => (
                  <EntreeAudit key={node.id} entree={node} noms={noms} magasins={magasins} />
                ))}
              </tbody>
            </table>
            {entrees.edges.length === 0 && <p className={tableau.vide}>{t('audit.aucune')}</p>}
          </div>
          <PiedDeListe
            affiches={entrees.edges.length}
            total={entrees.totalCount}
            surSuite={
              hasNextPage ? () => void fetchMore({ variables: { after: endCursor } }) : null
            }
          />
        </>
      ) : (
        <Attente erreur={error} reessayer={() => void refetch()} />
      )}
    </Page>
  );
}
