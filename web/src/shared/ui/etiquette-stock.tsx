import { useTranslation } from 'react-i18next';
import { useFormat } from '../format/use-format.ts';
import styles from './etiquette-stock.module.css';

/** What can still be sold, coloured when it runs low (at or under `seuil`) or out. */
export function EtiquetteStock({
  disponible,
  seuil,
}: {
  disponible: number | null;
  seuil: number;
}) {
  const { t } = useTranslation();
  const { nombre } = useFormat();
  if (disponible === null) return <span className={styles.absent}>{t('stock.nonTenu')}</span>;
  const ton = disponible <= 0 ? 'rupture' : disponible <= seuil ? 'bas' : 'normal';
  const texte =
    ton === 'rupture'
      ? t('stock.rupture')
      : t('stock.enStock', { count: disponible, valeur: nombre(disponible) });
  return <span className={`${styles.etiquette} ${styles[ton]}`}>{texte}</span>;
}
