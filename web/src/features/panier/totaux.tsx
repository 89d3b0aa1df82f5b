import { useTranslation } from 'react-i18next';
import { graphql, lireFragment, type FragmentType } from '../../shared/api/generated/index.ts';
import { useFormat } from '../../shared/format/use-format.ts';
import styles from './panier.module.css';

const TOTAUX = graphql(/* GraphQL */ `
  fragment TotauxTicket on TotauxPanier {
    sousTotal
    tps
    tvq
    total
  }
`);

const ZERO = { sousTotal: 0, tps: 0, tvq: 0, total: 0 };

export function Totaux({ totaux }: { totaux: FragmentType<typeof TOTAUX> | null }) {
  const { t } = useTranslation();
  const { argent } = useFormat();
  const { sousTotal, tps, tvq, total } = totaux ? lireFragment(TOTAUX, totaux) : ZERO;
  return (
    <dl className={styles.totaux} aria-label={t('panier.totaux')}>
      <div>
        <dt>{t('taxes.sousTotal')}</dt>
        <dd>{argent(sousTotal)}</dd>
      </div>
      <div>
        <dt>{t('taxes.tps')}</dt>
        <dd>{argent(tps)}</dd>
      </div>
      <div>
        <dt>{t('taxes.tvq')}</dt>
        <dd>{argent(tvq)}</dd>
      </div>
      <div className={styles.total} aria-live="polite" aria-atomic="true">
        <dt>{t('taxes.total')}</dt>
        <dd>{argent(total)}</dd>
      </div>
    </dl>
  );
}
