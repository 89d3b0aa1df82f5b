import { useQuery } from '@apollo/client/react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { graphql } from '../../shared/api/generated/gql.ts';
import type { Panne } from '../../shared/api/panne.ts';
import { useConnexion } from '../../shared/connexion/contexte.ts';
import { useFormat } from '../../shared/format/use-format.ts';
import { Attente } from '../../shared/ui/attente.tsx';
import { Bouton } from '../../shared/ui/bouton.tsx';
import { PanneAlerte } from '../../shared/ui/panne-alerte.tsx';
import styles from './compte.module.css';
import { useFermerUneConnexion } from './mutations.ts';

const MES_CONNEXIONS = graphql(/* GraphQL */ `
  query MesConnexions {
    mesConnexions {
      id
      courante
      moyen
      appareil
      adresse
      ouverteLe
      vueLe
    }
  }
`);

/** One's own sign-ins that are open, here and elsewhere, and the way to end them. */
export function Connexions() {
  const { t } = useTranslation();
  const { dateHeure } = useFormat();
  const connexion = useConnexion();
  const { data, error, refetch } = useQuery(MES_CONNEXIONS, { fetchPolicy: 'network-only' });
  const [fermer, enCours] = useFermerUneConnexion();
  const [panne, tomber] = useState<Panne | null>(null);
  if (!data) return <Attente erreur={error} reessayer={() => void refetch()} />;

  const finir = async (id: string, courante: boolean) => {
    tomber(null);
    const issue = await fermer({ input: { id } });
    if (issue.sorte === 'panne') return tomber(issue.panne);
    if (courante) return connexion.fermer();
    // Closed by now, by this or by itself.
    await refetch();
  };

  return (
    <div className={styles.formulaire}>
      <ul className={styles.connexions}>
        {data.mesConnexions.map(({ id, courante, moyen, appareil, adresse, ouverteLe, vueLe }) => (
          <li key={id}>
            <div>
              <strong>{appareil ?? t('compte.appareilInconnu')}</strong>{' '}
              {courante && <em>{t('compte.connexionCourante')}</em>}
              <span>
                {[moyen && t(`compte.moyen_${moyen}`), adresse].filter(Boolean).join(' · ')}
              </span>
              <span>{t('compte.connexionOuverte', { instant: dateHeure(ouverteLe) })}</span>
              <span>{t('compte.connexionVue', { instant: dateHeure(vueLe) })}</span>
            </div>
            <Bouton
              disabled={enCours}
              aria-label={t('compte.fermerConnexionDe', {
                appareil: appareil ?? t('compte.appareilInconnu'),
                ouverte: dateHeure(ouverteLe),
              })}
              onClick={() => void finir(id, courante)}
            >
              {t('compte.fermerConnexion')}
            </Bouton>
          </li>
        ))}
      </ul>
      {panne && <PanneAlerte panne={panne} />}
    </div>
  );
}
