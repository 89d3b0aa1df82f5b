import { useQuery } from '@apollo/client/react';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { usePanier } from '../../features/panier/use-panier.ts';
import { graphql } from '../../shared/api/generated/gql.ts';
import { garderPoste } from '../../shared/stockage/poste.ts';
import { Alerte } from '../../shared/ui/alerte.tsx';
import { Attente } from '../../shared/ui/attente.tsx';
import { Caisse } from '../caisse.tsx';
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
      ...PanierCaisse
    }
  }
`);

export function CaissePage() {
  const { sessionId = '' } = useParams();
  // Another session is another till, with its own cart and its own pending sale.
  return <CaisseDeSession key={sessionId} sessionId={sessionId} />;
}

function CaisseDeSession({ sessionId }: { sessionId: string }) {
  const { t } = useTranslation();
  const actions = usePanier(sessionId);
  const { data, previousData, error, refetch } = useQuery(PAGE, {
    variables: { sessionId, panierId: actions.panierId },
    fetchPolicy: 'cache-and-network',
    nextFetchPolicy: 'cache-first',
  });

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
            <Link to="/?changer" onClick={() => garderPoste(null)}>
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
    <Caisse
      session={session}
      magasinId={session.caisse.magasin.id}
      panier={data?.panier ?? null}
      actions={actions}
      relire={() => void refetch()}
    />
  );
}
