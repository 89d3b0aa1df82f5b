import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useConnexion } from '../../shared/connexion/contexte.ts';
import { useFermerConnexion, useSeDeconnecter } from '../../shared/connexion/use-se-deconnecter.ts';
import { Attente } from '../../shared/ui/attente.tsx';
import { Bouton } from '../../shared/ui/bouton.tsx';
import { Dialogue } from '../../shared/ui/dialogue.tsx';
import { ComposerNip } from './composer-nip.tsx';
import styles from './equipe.module.css';
import { ListeEquipe } from './liste-equipe.tsx';
import { useCollegues } from './use-collegues.ts';

type Props = { magasinId: string; surFermeture: () => void };

/** Hands the till over by PIN: the cart in progress stays, and the next sale is the other's. */
export function ChangerEmploye({ magasinId, surFermeture }: Props) {
  const { t } = useTranslation();
  const connexion = useConnexion();
  const [choisi, choisir] = useState<string | null>(null);
  const seDeconnecter = useSeDeconnecter();
  const fermer = useFermerConnexion();
  const { collegues, erreur, relire } = useCollegues(magasinId);
  const employe = collegues?.find(({ id }) => id === choisi);
  if (employe) {
    return (
      <Dialogue titre={t('equipe.nipDe', { nom: employe.nom })} surFermeture={surFermeture}>
        <ComposerNip
          employe={employe}
          surPreuve={async (authentification) => {
            // The server leaves the first sign-in open; nobody has its tokens after this.
            await fermer();
            connexion.ouvrir(authentification);
          }}
          surRetour={() => choisir(null)}
        />
      </Dialogue>
    );
  }
  return (
    <Dialogue titre={t('equipe.titre')} surFermeture={surFermeture}>
      <div className={styles.choix}>
        {!collegues && <Attente erreur={erreur} reessayer={relire} />}
        {collegues?.length === 0 && <p>{t('equipe.personne')}</p>}
        {collegues && <ListeEquipe employes={collegues} surChoix={choisir} />}
        <Bouton ton="discret" onClick={() => void seDeconnecter()}>
          {t('equipe.autre')}
        </Bouton>
      </div>
    </Dialogue>
  );
}
