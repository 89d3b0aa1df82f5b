import { skipToken, useQuery } from '@apollo/client/react';
import { useTranslation } from 'react-i18next';
import { lireFragment } from '../shared/api/generated/fragment-masking.ts';
import { MOI, QUI } from '../shared/connexion/moi.ts';
import { useSeDeconnecter } from '../shared/connexion/use-se-deconnecter.ts';

type Props = { connecte: boolean; surEntrer: () => void };

/** Who asks, above the questions. */
export function BarreConnexion({ connecte, surEntrer }: Props) {
  const { t } = useTranslation();
  const seDeconnecter = useSeDeconnecter();
  const { data } = useQuery(QUI, connecte ? {} : skipToken);
  const moi = lireFragment(MOI, data?.moi);
  const nom = moi && `${moi.nom} · ${t(`role.${moi.role}`)}`;
  return (
    <header className="barre">
      <span>{connecte ? nom : t('graphiql.jetonDansLesEntetes')}</span>
      {moi && moi.role !== 'ADMIN' && <span>{t('graphiql.reserve')}</span>}
      <a href="/">{t('graphiql.application')}</a>
      {connecte ? (
        <button type="button" onClick={() => void seDeconnecter()}>
          {t('compte.sortir')}
        </button>
      ) : (
        <button type="button" onClick={surEntrer}>
          {t('connexion.entrer')}
        </button>
      )}
    </header>
  );
}
