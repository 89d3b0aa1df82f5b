import { useTranslation } from 'react-i18next';
import { useFormat } from '../../shared/format/use-format.ts';
import styles from './paiement.module.css';
import type { Repartition } from './repartition.ts';

type Props = { total: number; repartition: Repartition; aDuComptant: boolean };

/** What is due, and what it leaves: change to give or an amount still missing. */
export function Resume({ total, repartition, aDuComptant }: Props) {
  const { t } = useTranslation();
  const { argent } = useFormat();
  const { du, arrondi, manque, monnaie, exces } = repartition;
  const [libelle, montant, ton] =
    exces > 0
      ? [t('paiement.exces'), exces, styles.manque]
      : manque > 0
        ? [t('paiement.manque'), manque, styles.manque]
        : aDuComptant
          ? [t('paiement.monnaie'), monnaie, styles.monnaie]
          : [t('paiement.parCarte'), du, styles.monnaie];
  return (
    <dl className={styles.resume} aria-label={t('paiement.resume')}>
      <div>
        <dt>{t('taxes.total')}</dt>
        <dd>{argent(total)}</dd>
      </div>
      {arrondi !== 0 && (
        <div>
          <dt>{t('taxes.arrondi')}</dt>
          <dd>{argent(arrondi)}</dd>
        </div>
      )}
      <div className={styles.du}>
        <dt>{t('paiement.du')}</dt>
        <dd>{argent(du)}</dd>
      </div>
      <div className={`${styles.rendre} ${ton}`} aria-live="polite" aria-atomic="true">
        <dt>{libelle}</dt>
        <dd>{argent(montant)}</dd>
      </div>
    </dl>
  );
}
