import { useQuery } from '@apollo/client/react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { graphql } from '../../shared/api/generated/gql.ts';
import { useMoi } from '../../shared/connexion/moi.ts';
import { useSeDeconnecter } from '../../shared/connexion/use-se-deconnecter.ts';
import { initiales } from '../../shared/format/initiales.ts';
import { Attente } from '../../shared/ui/attente.tsx';
import { Bouton } from '../../shared/ui/bouton.tsx';
import { Dialogue } from '../../shared/ui/dialogue.tsx';
import { ComposerNip } from './composer-nip.tsx';
import styles from './equipe.module.css';

const EQUIPE = graphql(/* GraphQL */ `
  query Equipe($magasinId: ID!) {
    magasin(id: $magasinId) {
      id
      equipe {
        id
        nom
        identifiant
        role
        aUnNip
      }
    }
  }
`);

type Props = { magasinId: string; surFermeture: () => void };

/** Hands the till over by PIN: the cart in progress stays, and the next sale is the other's. */
export function ChangerEmploye({ magasinId, surFermeture }: Props) {
  const { t } = useTranslation();
  const moi = useMoi();
  const [choisi, choisir] = useState<string | null>(null);
  const seDeconnecter = useSeDeconnecter();
  const { data, error, refetch } = useQuery(EQUIPE, {
    variables: { magasinId },
    fetchPolicy: 'cache-and-network',
  });
  const equipe = data?.magasin?.equipe.filter(({ id, aUnNip }) => aUnNip && id !== moi.id);
  const employe = equipe?.find(({ id }) => id === choisi);
  if (employe) {
    return (
      <Dialogue titre={t('equipe.nipDe', { nom: employe.nom })} surFermeture={surFermeture}>
        <ComposerNip employe={employe} surRetour={() => choisir(null)} />
      </Dialogue>
    );
  }
  return (
    <Dialogue titre={t('equipe.titre')} surFermeture={surFermeture}>
      <div className={styles.choix}>
        {!equipe && <Attente erreur={error} reessayer={() => void refetch()} />}
        {equipe?.length === 0 && <p>{t('equipe.personne')}</p>}
        <ul className={styles.equipe}>
          {equipe?.map(({ id, nom, role }, rang) => (
            <li key={id}>
              <button
                type="button"
                autoFocus={rang === 0}
                data-premier={rang === 0 || undefined}
                className={styles.collegue}
                onClick={() => choisir(id)}
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
        <Bouton ton="discret" onClick={() => void seDeconnecter()}>
          {t('equipe.autre')}
        </Bouton>
      </div>
    </Dialogue>
  );
}
