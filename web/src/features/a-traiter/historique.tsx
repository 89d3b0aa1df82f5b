import { useTranslation } from 'react-i18next';
import { graphql, lireFragment, type FragmentType } from '../../shared/api/generated/index.ts';
import { useFormat } from '../../shared/format/use-format.ts';
import styles from './a-traiter.module.css';

const HISTORIQUE = graphql(/* GraphQL */ `
  fragment Historique on Dossier {
    historique {
      instant
      participant
      statut
      detail
    }
  }
`);

/** What was tried on a case, oldest first. */
export function Historique({ dossier }: { dossier: FragmentType<typeof HISTORIQUE> }) {
  const { t, i18n } = useTranslation();
  const { dateHeure } = useFormat();
  const { historique } = lireFragment(HISTORIQUE, dossier);
  if (historique.length === 0) return null;
  // Most are the words of a provider or of a service, shown as they are.
  const dire = (detail: string) =>
    i18n.exists(`dossiers.detail.${detail}`) ? t(`dossiers.detail.${detail as 'RELANCE'}`) : detail;
  return (
    <details className={styles.historique}>
      <summary>{t('dossiers.historique')}</summary>
      <ol>
        {historique.map(({ instant, participant, statut, detail }, rang) => (
          <li key={rang}>
            <span>{dateHeure(instant)}</span>
            <span data-statut={statut}>{t(`dossiers.statut.${statut}`)}</span>
            <span>{[participant, dire(detail)].filter(Boolean).join(' · ')}</span>
          </li>
        ))}
      </ol>
    </details>
  );
}
