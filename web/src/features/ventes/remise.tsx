import { useEffect, useId, useRef } from 'react';
import { HandCoins } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../shared/format/use-format.ts';
import { Bouton } from '../../shared/ui/bouton.tsx';
import styles from './remise.module.css';

export type Rendu = {
  mode: 'COMPTANT' | 'CARTE';
  montant: number;
  /** What a card refuses is not handed over: a person will choose how. */
  statut: 'FAIT' | 'A_FAIRE' | 'CONVERTI';
};

/** What to hand back to the customer: it has the focus, is read out, and stays until somebody says that it is done. */
export function Remise({ rendus, surRemis }: { rendus: readonly Rendu[]; surRemis: () => void }) {
  const { t } = useTranslation();
  const { argent } = useFormat();
  const titreId = useId();
  const ref = useRef<HTMLDivElement>(null);
  useEffect(() => ref.current?.focus(), []);
  return (
    <div ref={ref} role="group" tabIndex={-1} aria-labelledby={titreId} className={styles.remise}>
      <HandCoins aria-hidden size={28} />
      <div id={titreId} role="status">
        <h3>{t('ventes.aRemettre')}</h3>
        <ul>
          {rendus.map(({ mode, montant, statut }, rang) =>
            statut === 'A_FAIRE' ? (
              <li key={rang} className={styles.refus}>
                {t('ventes.carteRefuse', { montant: argent(montant) })}
              </li>
            ) : (
              <li key={rang}>
                <span>{t(`mode.${mode}`)}</span> <strong>{argent(montant)}</strong>
              </li>
            ),
          )}
        </ul>
      </div>
      <Bouton ton="payer" taille="grande" onClick={surRemis}>
        {t('ventes.remisFait')}
      </Bouton>
    </div>
  );
}
