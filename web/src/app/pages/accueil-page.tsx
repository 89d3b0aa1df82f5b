import { useQuery } from '@apollo/client/react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Navigate, useNavigate, useSearchParams } from 'react-router';
import { CaisseCarte } from '../../features/session/caisse-carte.tsx';
import { MagasinCarte } from '../../features/session/magasin-carte.tsx';
import { OuvrirCaisse } from '../../features/session/ouvrir-caisse.tsx';
import { graphql } from '../../shared/api/generated/gql.ts';
import { garderPoste, lirePoste, type Poste } from '../../shared/stockage/poste.ts';
import { Attente } from '../../shared/ui/attente.tsx';
import styles from './pages.module.css';

const ACCUEIL = graphql(/* GraphQL */ `
  query Accueil {
    magasins(type: MAGASIN) {
      id
      nom
      ...MagasinCarte
      caisses {
        id
        numero
        ...CaisseCarte
      }
    }
  }
`);

/** Choose a store, then a till; a till already chosen in this browser is taken up again. */
export function AccueilPage() {
  const { t } = useTranslation();
  const naviguer = useNavigate();
  const [parametres] = useSearchParams();
  const [poste] = useState(lirePoste);
  const [magasinId, choisirMagasin] = useState<string | null>(poste?.magasinId ?? null);
  const [aOuvrir, choisirCaisse] = useState<{ id: string; numero: number } | null>(null);
  const reprendre = poste && !parametres.has('changer');
  const { data, error, refetch } = useQuery(ACCUEIL, {
    fetchPolicy: 'cache-and-network',
    skip: Boolean(reprendre),
  });

  useEffect(() => {
    document.title = t('accueil.onglet');
  }, [t]);

  if (reprendre) return <Navigate to={`/caisse/${poste.sessionId}`} replace />;
  if (!data) return <Attente erreur={error} reessayer={() => void refetch()} />;

  const magasin = data.magasins.find(({ id }) => id === magasinId);
  const rejoindre = (sessionId: string, caisseNumero: number) => {
    if (!magasin) return;
    const choisi: Poste = {
      sessionId,
      caisseNumero,
      magasinId: magasin.id,
      magasinNom: magasin.nom,
    };
    garderPoste(choisi);
    void naviguer(`/caisse/${sessionId}`);
  };

  return (
    <div className={styles.accueil}>
      <header>
        <h1>{t('accueil.titre')}</h1>
        <p>{t('accueil.sousTitre')}</p>
      </header>
      <section aria-labelledby="titre-magasins">
        <h2 id="titre-magasins">{t('accueil.magasin')}</h2>
        <ul className={styles.magasins}>
          {data.magasins.map((candidat) => (
            <li key={candidat.id}>
              <MagasinCarte
                magasin={candidat}
                choisi={candidat.id === magasinId}
                surChoix={() => choisirMagasin(candidat.id)}
              />
            </li>
          ))}
        </ul>
      </section>
      {magasin && (
        <section aria-labelledby="titre-caisses">
          <h2 id="titre-caisses">{t('accueil.caissesDe', { magasin: magasin.nom })}</h2>
          <ul className={styles.caisses}>
            {magasin.caisses.map((caisse) => (
              <li key={caisse.id}>
                <CaisseCarte
                  caisse={caisse}
                  surRejoindre={(sessionId) => rejoindre(sessionId, caisse.numero)}
                  surOuvrir={() => choisirCaisse({ id: caisse.id, numero: caisse.numero })}
                />
              </li>
            ))}
          </ul>
        </section>
      )}
      {magasin && aOuvrir && (
        <OuvrirCaisse
          caisseId={aOuvrir.id}
          titre={t('ouverture.titre', { numero: aOuvrir.numero, magasin: magasin.nom })}
          surOuverte={(sessionId) => rejoindre(sessionId, aOuvrir.numero)}
          surAbandon={() => choisirCaisse(null)}
        />
      )}
    </div>
  );
}
