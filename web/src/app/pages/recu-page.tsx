import { useQuery } from '@apollo/client/react';
import { Printer } from 'lucide-react';
import { useEffect, useEffectEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate, useParams } from 'react-router';
import { graphql } from '../../shared/api/generated/gql.ts';
import { useFormat } from '../../shared/format/use-format.ts';
import { Recu } from '../../shared/recu/recu.tsx';
import { Attente } from '../../shared/ui/attente.tsx';
import { Bouton } from '../../shared/ui/bouton.tsx';
import { useCaisseOuverte, useCodesLus } from '../caisse-ouverte.tsx';
import styles from './recu-page.module.css';

const RECU = graphql(/* GraphQL */ `
  query RecuDeVente($id: ID!) {
    vente(id: $id) {
      id
      monnaie
      total
      paiements {
        mode
        montant
      }
      ...RecuVente
    }
  }
`);

/** The sale just made: the change to give first, then the receipt; Enter starts the next sale. */
export function RecuPage() {
  const { t } = useTranslation();
  const { argent } = useFormat();
  const { venteId = '' } = useParams();
  const { sessionId, gardee, panier } = useCaisseOuverte();
  const naviguer = useNavigate();
  const { data, error, refetch } = useQuery(RECU, { variables: { id: venteId } });

  const suivante = () => {
    void gardee.changer((avant) => ({ ...avant, recu: null }));
    void naviguer(`/caisse/${sessionId}`);
  };
  // The first product of the next customer.
  useCodesLus((terme) => {
    panier.balayages.recevoir({ terme, quantite: 1, exact: true });
    suivante();
  });
  const surTouche = useEffectEvent((evenement: KeyboardEvent) => {
    if (evenement.key !== 'Enter') return;
    // The key that paid may still be held: the change due stays until it is pressed anew.
    if (evenement.repeat) return evenement.preventDefault();
    if (evenement.defaultPrevented || document.activeElement instanceof HTMLButtonElement) return;
    suivante();
  });
  useEffect(() => {
    document.title = t('recu.onglet');
    const ecouter = (evenement: KeyboardEvent) => surTouche(evenement);
    window.addEventListener('keydown', ecouter);
    return () => window.removeEventListener('keydown', ecouter);
  }, [t]);

  if (!data) return <Attente erreur={error} reessayer={() => void refetch()} />;
  const { vente } = data;
  const comptant = vente?.paiements.some(({ mode }) => mode === 'COMPTANT');
  return (
    <div className={styles.page}>
      <div className={styles.suite}>
        <h1>{t(vente ? 'recu.termine' : 'recu.introuvable')}</h1>
        {vente && (
          <p className={styles.monnaie} role="status">
            <span>{comptant ? t('recu.monnaieARendre') : t('paiement.parCarte')}</span>
            <strong>{argent(comptant ? vente.monnaie : vente.total)}</strong>
          </p>
        )}
        <div className={styles.actions}>
          <Bouton ton="payer" taille="grande" autoFocus onClick={suivante}>
            {t('recu.suivante')} <kbd aria-hidden>{t('touche.entree')}</kbd>
          </Bouton>
          {vente && (
            <Bouton taille="grande" onClick={() => window.print()}>
              <Printer aria-hidden size={22} />
              {t('recu.imprimer')}
            </Bouton>
          )}
        </div>
      </div>
      {vente && <Recu vente={vente} />}
    </div>
  );
}
