import { useQuery } from '@apollo/client/react';
import { UserPlus } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { graphql } from '../../shared/api/generated/gql.ts';
import { Alerte } from '../../shared/ui/alerte.tsx';
import { Attente } from '../../shared/ui/attente.tsx';
import { Bouton } from '../../shared/ui/bouton.tsx';
import { Champ } from '../../shared/ui/champ.tsx';
import { Page } from '../../shared/ui/page.tsx';
import { PiedDeListe } from '../../shared/ui/pied-de-liste.tsx';
import tableau from '../../shared/ui/tableau.module.css';
import { useRetarde } from '../../shared/ui/use-retarde.ts';
import { CreerEmploye } from './creer-employe.tsx';
import styles from './employes.module.css';
import { LigneEmploye } from './ligne-employe.tsx';
import { ModifierEmploye } from './modifier-employe.tsx';
import { Reinitialiser } from './reinitialiser.tsx';

const PAGE = graphql(/* GraphQL */ `
  query PageEmployes($recherche: String, $inactifs: Boolean!, $after: String) {
    magasins(type: MAGASIN) {
      id
      nom
    }
    employes(recherche: $recherche, inclureInactifs: $inactifs, first: 20, after: $after) {
      totalCount
      edges {
        cursor
        node {
          id
          nom
          ...LigneEmploye
          ...EmployeAModifier
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`);

type Travail = { quoi: 'creer' } | { quoi: 'modifier' | 'reinitialiser'; id: string };

/** Who works here: find, enter, change, let go, give a new password. */
export function EmployesPage() {
  const { t } = useTranslation();
  const [saisie, saisir] = useState('');
  const recherche = useRetarde(saisie.trim(), 200);
  const [inactifs, inclure] = useState(false);
  const [travail, commencer] = useState<Travail | null>(null);
  const [annonce, annoncer] = useState<string | null>(null);
  const { data, previousData, error, refetch, fetchMore } = useQuery(PAGE, {
    variables: { recherche: recherche || null, inactifs },
    fetchPolicy: 'cache-and-network',
    nextFetchPolicy: 'cache-first',
  });
  const page = data ?? previousData;
  const edges = page?.employes.edges ?? [];
  const { hasNextPage = false, endCursor } = data?.employes.pageInfo ?? {};
  const choisi =
    travail && travail.quoi !== 'creer' && edges.find(({ node }) => node.id === travail.id)?.node;
  const abandonner = () => commencer(null);
  const finir = (phrase: string) => {
    commencer(null);
    annoncer(phrase);
    void refetch();
  };
  const entreprendre = (suivant: Travail) => {
    annoncer(null);
    commencer(suivant);
  };

  return (
    <Page
      titre={t('employes.titre')}
      sousTitre={t('employes.sousTitre')}
      outils={
        <>
          <label className={styles.inactifs}>
            <input
              type="checkbox"
              checked={inactifs}
              onChange={({ target }) => inclure(target.checked)}
            />
            {t('employes.inactifs')}
          </label>
          <Champ
            libelle={t('employes.recherche')}
            type="search"
            value={saisie}
            onChange={({ target }) => saisir(target.value)}
          />
          <Bouton ton="plein" onClick={() => entreprendre({ quoi: 'creer' })}>
            <UserPlus aria-hidden size={20} />
            {t('employes.creer')}
          </Bouton>
        </>
      }
    >
      {annonce && <Alerte ton="succes">{annonce}</Alerte>}
      {page ? (
        <>
          <div className={tableau.cadre}>
            <table className={tableau.tableau}>
              <thead>
                <tr>
                  <th scope="col">{t('employes.nom')}</th>
                  <th scope="col">{t('employes.role')}</th>
                  <th scope="col">{t('employes.derniereConnexion')}</th>
                  <th scope="col">
                    <span className="hors-ecran">{t('produits.actions')}</span>
                  </th>
                </tr>
              </thead>
              <tbody>
                {edges.map(({ node }) => (
                  <LigneEmploye
                    key={node.id}
                    employe={node}
                    surModifier={() => entreprendre({ quoi: 'modifier', id: node.id })}
                    surReinitialiser={() => entreprendre({ quoi: 'reinitialiser', id: node.id })}
                  />
                ))}
              </tbody>
            </table>
            {edges.length === 0 && <p className={tableau.vide}>{t('employes.aucun')}</p>}
          </div>
          <PiedDeListe
            affiches={edges.length}
            total={page.employes.totalCount}
            surSuite={
              hasNextPage ? () => void fetchMore({ variables: { after: endCursor } }) : null
            }
          />
          {travail?.quoi === 'creer' && (
            <CreerEmploye
              magasins={page.magasins}
              surCree={(nom) => finir(t('employes.cree', { nom }))}
              surAbandon={abandonner}
            />
          )}
          {choisi && travail.quoi === 'modifier' && (
            <ModifierEmploye
              employe={choisi}
              magasins={page.magasins}
              surEnregistre={(nom) => finir(t('produits.enregistre', { nom }))}
              surAbandon={abandonner}
            />
          )}
          {choisi && travail.quoi === 'reinitialiser' && (
            <Reinitialiser
              employe={choisi}
              surFait={() => finir(t('employes.reinitialise', { nom: choisi.nom }))}
              surAbandon={abandonner}
            />
          )}
        </>
      ) : (
        <Attente erreur={error} reessayer={() => void refetch()} />
      )}
    </Page>
  );
}
