import { useQuery } from '@apollo/client/react';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, Navigate } from 'react-router';
import { VentesConclues } from '../../features/ventes/ventes-conclues.tsx';
import { graphql } from '../../shared/api/generated/gql.ts';
import { garderPoste } from '../../shared/stockage/poste.ts';
import { Alerte } from '../../shared/ui/alerte.tsx';
import { Attente } from '../../shared/ui/attente.tsx';
import { Caisse } from '../caisse.tsx';
import { useCaisseOuverte } from '../caisse-ouverte.tsx';
import styles from './pages.module.css';

const PAGE = graphql(/* GraphQL */ `
  query PageCaisse($sessionId: ID!, $panierId: ID!) {
    sessionCaisse(id: $sessionId) {
      id
      fermeeLe
      ...BandeauSession
      caisse {
        id
        numero
        magasin {
          id
          nom
        }
      }
    }
    panier(id: $panierId) {
      id
      statut
      ...PanierCaisse
    }
  }
`);

/** The till, unless the receipt of its last sale has not been passed yet. */
export function CaissePage() {
  const { sessionId, gardee } = useCaisseOuverte();
  const { recu, vente } = gardee.etat;
  if (recu !== null && vente === null) {
    return <Navigate to={`/caisse/${sessionId}/recu/${recu}`} replace />;
  }
  return <CaisseDeSession />;
}

function CaisseDeSession() {
  const { t } = useTranslation();
  const { sessionId, gardee, panier: actions } = useCaisseOuverte();
  const { data, previousData, error, refetch } = useQuery(PAGE, {
    variables: { sessionId, panierId: actions.panierId },
    fetchPolicy: 'cache-and-network',
    nextFetchPolicy: 'cache-first',
  });
  const vendu = data?.panier?.statut === 'ENCAISSE' && gardee.etat.vente === null;
  const { recommencer } = actions;
  // Sold from elsewhere, or before this browser forgot it: a sold cart is offered to nobody.
  useEffect(() => {
    if (vendu) recommencer();
  }, [vendu, recommencer]);

  const session = (data ?? previousData)?.sessionCaisse;
  if (session === undefined) {
    return <Attente erreur={error} reessayer={() => void refetch()} />;
  }
  if (session === null || session.fermeeLe) {
    return (
      <div className={styles.message}>
        <Alerte
          ton="avis"
          action={
            <Link to="/?changer" onClick={() => void garderPoste(null)}>
              {t('caisse.choisir')}
            </Link>
          }
        >
          {t('caisse.sessionFermee')}
        </Alerte>
      </div>
    );
  }
  return (
    <>
      <VentesConclues magasinId={session.caisse.magasin.id} caisseId={session.caisse.id} />
      <Caisse
        session={session}
        magasinId={session.caisse.magasin.id}
        panier={vendu ? null : (data?.panier ?? null)}
        relire={() => void refetch()}
      />
    </>
  );
}
