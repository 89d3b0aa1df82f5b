import { useTranslation } from 'react-i18next';
import { graphql, lireFragment, type FragmentType } from '../../shared/api/generated/index.ts';
import { useFormat } from '../../shared/format/use-format.ts';
import styles from './tableau-de-bord.module.css';

const CHIFFRES = graphql(/* GraphQL */ `
  fragment Chiffres on TableauDeBord {
    id
    tendanceHebdomadaire {
      total
      nombreVentes
    }
  }
`);

/** The week in three figures. */
export function Chiffres({ tableau }: { tableau: FragmentType<typeof CHIFFRES> }) {
  const { t } = useTranslation();
  const { argent, nombre } = useFormat();
  const { tendanceHebdomadaire: jours } = lireFragment(CHIFFRES, tableau);
  const total = jours.reduce((somme, jour) => somme + jour.total, 0);
  const ventes = jours.reduce((somme, jour) => somme + jour.nombreVentes, 0);
  const moyen = ventes === 0 ? 0 : Math.round(total / ventes);
  const chiffres: [string, string][] = [
    [t('tableau.ventes7'), argent(total)],
    [t('tableau.nombre7'), nombre(ventes)],
    [t('tableau.panierMoyen'), argent(moyen)],
  ];
  return (
    <dl className={styles.chiffres}>
      {chiffres.map(([libelle, valeur]) => (
        <div key={libelle}>
          <dt>{libelle}</dt>
          <dd>{valeur}</dd>
        </div>
      ))}
    </dl>
  );
}
