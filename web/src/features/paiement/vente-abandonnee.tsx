import { Printer } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { VenteEnAttente } from '../../shared/caisse/etat-caisse.ts';
import { useFormat } from '../../shared/format/use-format.ts';
import { useTextesRecu } from '../../shared/recu/use-textes-recu.ts';
import { Alerte } from '../../shared/ui/alerte.tsx';
import { Bouton } from '../../shared/ui/bouton.tsx';
import { Dialogue } from '../../shared/ui/dialogue.tsx';
import styles from './paiement.module.css';

type Props = { vente: VenteEnAttente; surFermeture: () => void };

/** A sale that was given up: nothing is sold, and what the customer may still see of their card. */
export function VenteAbandonnee({ vente: { paiements, venteId }, surFermeture }: Props) {
  const { t } = useTranslation();
  const { argent } = useFormat();
  const avis = useTextesRecu();
  const cartes = paiements.filter(({ mode }) => mode === 'CARTE');
  const comptant = paiements.some(({ mode }) => mode === 'COMPTANT');
  return (
    <Dialogue titre={t('abandon.titre')} surFermeture={surFermeture}>
      <div className={styles.reprise}>
        <p>{t('abandon.explication')}</p>
        {comptant && <p>{t('abandon.comptant')}</p>}
        {cartes.length > 0 && (
          <Alerte ton="avis">
            {t('abandon.carte', { montants: cartes.map((c) => argent(c.montant)).join(', ') })}
          </Alerte>
        )}
        {cartes.length > 0 && (
          <article className={styles.avisImprime} lang="fr">
            <h3>{avis.t('abandon.titre')}</h3>
            <p>{avis.dateHeure(new Date().toISOString())}</p>
            <p>
              {avis.t('abandon.carte', {
                montants: cartes.map((c) => avis.argent(c.montant)).join(', '),
              })}
            </p>
            <p>{venteId}</p>
          </article>
        )}
        <div className={styles.choix}>
          <Bouton ton="plein" taille="grande" data-premier onClick={surFermeture}>
            {t('abandon.compris')}
          </Bouton>
          {cartes.length > 0 && (
            <Bouton taille="grande" onClick={() => window.print()}>
              <Printer aria-hidden size={20} />
              {t('abandon.imprimer')}
            </Bouton>
          )}
        </div>
      </div>
    </Dialogue>
  );
}
