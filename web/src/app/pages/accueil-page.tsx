import { skipToken, useQuery } from '@apollo/client/react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Navigate, useNavigate, useSearchParams } from 'react-router';
import { CaisseCarte } from '../../features/session/caisse-carte.tsx';
import { OuvrirCaisse } from '../../features/session/ouvrir-caisse.tsx';
import { graphql } from '../../shared/api/generated/gql.ts';
import { useMoi } from '../../shared/connexion/moi.ts';
import { adresseInsecable } from '../../shared/format/adresse.ts';
import { garderPoste, posteDe } from '../../shared/stockage/poste.ts';
import { Attente } from '../../shared/ui/attente.tsx';
import { accueilDe } from '../menu.ts';
import styles from './pages.module.css';

const ACCUEIL = graphql(/* GraphQL */ `
  query Accueil($magasinId: ID!) {
    magasin(id: $magasinId) {
      id
      nom
      quartier
      adresse
      caisses {
        id
        numero
        ...CaisseCarte
      }
    }
  }
`);

/** Where one begins: a till of one's store, or for who keeps no till the first page of their own. */
export function AccueilPage() {
  const { droits, magasin } = useMoi();
  if (!magasin || !droits.includes('caisse:tenir')) {
    return <Navigate to={accueilDe(droits)} replace />;
  }
  return <ChoixDeCaisse magasinId={magasin.id} />;
}

/** A till already chosen in this browser is taken up again. */
function ChoixDeCaisse({ magasinId }: { magasinId: string }) {
  const { t } = useTranslation();
  const naviguer = useNavigate();
  const { nom } = useMoi();
  const [parametres] = useSearchParams();
  const [poste] = useState(() => posteDe(magasinId));
  const [aOuvrir, choisirCaisse] = useState<{ id: string; numero: number } | null>(null);
  const reprendre = poste && !parametres.has('changer');
  const { data, error, refetch } = useQuery(
    ACCUEIL,
    reprendre ? skipToken : { variables: { magasinId }, fetchPolicy: 'cache-and-network' },
  );

  useEffect(() => {
    document.title = t('accueil.onglet');
  }, [t]);

  if (reprendre) return <Navigate to={`/caisse/${poste.sessionId}`} replace />;
  const magasin = data?.magasin;
  if (!magasin) return <Attente erreur={error} reessayer={() => void refetch()} />;

  const rejoindre = (sessionId: string, caisseNumero: number) => {
    void garderPoste({ sessionId, caisseNumero, magasinId: magasin.id, magasinNom: magasin.nom });
    void naviguer(`/caisse/${sessionId}`);
  };

  return (
    <div className={styles.accueil}>
      <header>
        <h1>{t('accueil.titre', { nom })}</h1>
        <p>{t('accueil.sousTitre')}</p>
      </header>
      <section aria-labelledby="titre-caisses">
        <h2 id="titre-caisses">{t('accueil.caissesDe', { magasin: magasin.nom })}</h2>
        <p className={styles.lieu}>
          {magasin.quartier} · {adresseInsecable(magasin.adresse)}
        </p>
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
      {aOuvrir && (
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
