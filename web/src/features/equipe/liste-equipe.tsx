import { useTranslation } from 'react-i18next';
import type { Role } from '../../shared/api/generated/graphql.ts';
import { initiales } from '../../shared/format/initiales.ts';
import styles from './equipe.module.css';

type Props = {
  employes: readonly { id: string; nom: string; role: Role }[];
  surChoix: (id: string) => void;
};

/** People to choose from; the first has the focus. */
export function ListeEquipe({ employes, surChoix }: Props) {
  const { t } = useTranslation();
  return (
    <ul className={styles.equipe}>
      {employes.map(({ id, nom, role }, rang) => (
        <li key={id}>
          <button
            type="button"
            autoFocus={rang === 0}
            data-premier={rang === 0 || undefined}
            className={styles.collegue}
            onClick={() => surChoix(id)}
          >
            <span aria-hidden className={styles.rond}>
              {initiales(nom)}
            </span>
            <span className={styles.qui}>
              <strong>{nom}</strong>
              <span>{t(`role.${role}`)}</span>
            </span>
          </button>
        </li>
      ))}
    </ul>
  );
}
