import { graphql, lireFragment, type FragmentType } from '../api/generated/index.ts';
import styles from './recu.module.css';
import { useTextesRecu } from './use-textes-recu.ts';

const TOTAUX = graphql(/* GraphQL */ `
  fragment TotauxRecu on Vente {
    id
    sousTotal
    tps
    tvq
    total
    arrondi
    monnaie
    paiements {
      mode
      montant
      simule
    }
  }
`);

export function TotauxRecu({ vente }: { vente: FragmentType<typeof TOTAUX> }) {
  const { t, argent } = useTextesRecu();
  const { sousTotal, tps, tvq, total, arrondi, monnaie, paiements } = lireFragment(TOTAUX, vente);
  const comptant = paiements.some(({ mode }) => mode === 'COMPTANT');
  const montants: [string, number, string?][] = [
    [t('taxes.sousTotal'), sousTotal],
    [t('taxes.tps'), tps],
    [t('taxes.tvq'), tvq],
    [t('taxes.total'), total, styles.total],
  ];
  if (arrondi !== 0) montants.push([t('taxes.arrondi'), arrondi]);
  for (const { mode, montant } of paiements) montants.push([t(`mode.${mode}`), montant]);
  if (comptant) montants.push([t('recu.monnaie'), monnaie, styles.rendu]);
  return (
    <>
      <dl className={styles.totaux} aria-label={t('panier.totaux')}>
        {montants.map(([libelle, montant, classe], rang) => (
          <div key={`${libelle}-${rang}`} className={classe}>
            <dt>{libelle}</dt>
            <dd>{argent(montant)}</dd>
          </div>
        ))}
      </dl>
      {paiements.some(({ simule }) => simule) && (
        <p className={styles.simule}>{t('simule.recu')}</p>
      )}
    </>
  );
}
