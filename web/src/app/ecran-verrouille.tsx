import { Lock } from 'lucide-react';
import { useEffect, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FormulaireConnexion } from '../features/connexion/formulaire-connexion.tsx';
import { ComposerNip } from '../features/equipe/composer-nip.tsx';
import { ListeEquipe } from '../features/equipe/liste-equipe.tsx';
import { useCollegues } from '../features/equipe/use-collegues.ts';
import { useConnexion } from '../shared/connexion/contexte.ts';
import type { Authentification } from '../shared/connexion/jetons.ts';
import { useDroit, useMoi } from '../shared/connexion/moi.ts';
import { useFermerConnexion, useSeDeconnecter } from '../shared/connexion/use-se-deconnecter.ts';
import { posteDe } from '../shared/stockage/poste.ts';
import { Attente } from '../shared/ui/attente.tsx';
import { Bouton } from '../shared/ui/bouton.tsx';
import { useVerrou } from '../shared/verrou/contexte.ts';
import { ChoixLangue } from './choix-langue.tsx';
import styles from './ecran-verrouille.module.css';
import { Horloge } from './horloge.tsx';

/**
 * All there is to see of a screen that nobody keeps: whose it is, and how to prove who one is. It takes the place
 * of the pages, whose keys and contents are gone with them.
 */
export function EcranVerrouille() {
  const { t } = useTranslation();
  const titreId = useId();
  const moi = useMoi();
  const poste = posteDe(moi.magasin?.id);
  useEffect(() => {
    document.title = `${t('verrou.titre')} · Caisse`;
  }, [t]);
  const lieu = poste
    ? t('verrou.caisse', { numero: poste.caisseNumero, magasin: poste.magasinNom })
    : (moi.magasin?.nom ?? t('compte.touteLaChaine'));

  return (
    <main className={styles.fond}>
      <Horloge />
      {/* A dialog, so that its title is read out when the focus comes in. */}
      <section role="dialog" aria-modal="true" aria-labelledby={titreId} className={styles.carte}>
        <header className={styles.tete}>
          <Lock aria-hidden size={28} />
          <div id={titreId}>
            <h1>{t('verrou.titre')}</h1>
            <p>
              {lieu} · {t('verrou.session', { nom: moi.nom })}
            </p>
          </div>
        </header>
        <Deverrouiller />
      </section>
      <div className={styles.langue}>
        <ChoixLangue />
      </div>
    </main>
  );
}

/** One's own PIN or password opens the screen as it was left; a colleague's PIN takes it over. */
function Deverrouiller() {
  const { t } = useTranslation();
  const moi = useMoi();
  const verrou = useVerrou();
  const connexion = useConnexion();
  const fermer = useFermerConnexion();
  const seDeconnecter = useSeDeconnecter();
  const magasinId = useDroit('caisse:tenir') ? moi.magasin?.id : undefined;
  const { collegues, erreur, relire } = useCollegues(magasinId);
  const [choisi, choisir] = useState<string | null>(magasinId === undefined ? moi.id : null);
  const employe = choisi === moi.id ? moi : collegues?.find(({ id }) => id === choisi);

  const rouvrir = async (authentification: Authentification) => {
    // The server leaves the first sign-in open; nobody has its tokens after this.
    const soiMeme = connexion.cle() === authentification.cle;
    await fermer({ sansTemoin: soiMeme });
    if (soiMeme) connexion.remplacer(authentification);
    else connexion.ouvrir(authentification);
    verrou.deverrouiller();
  };
  const retour = () => choisir(null);
  // One's own sign-in goes on in the tabs that share it.
  const cle = employe?.id === moi.id ? connexion.cle() : null;

  if (employe?.aUnNip && magasinId !== undefined) {
    return (
      <>
        <p className={styles.nip}>{t('equipe.nipDe', { nom: employe.nom })}</p>
        <ComposerNip employe={employe} cle={cle} surPreuve={rouvrir} surRetour={retour} />
      </>
    );
  }
  return (
    <div className={styles.choix}>
      {employe ? (
        <FormulaireConnexion identifiant={employe.identifiant} cle={cle} surPreuve={rouvrir} />
      ) : (
        <>
          <p>{t('verrou.qui')}</p>
          <ListeEquipe employes={[moi, ...(collegues ?? [])]} surChoix={choisir} />
          {!collegues && <Attente erreur={erreur} reessayer={relire} />}
        </>
      )}
      {employe && magasinId !== undefined && (
        <Bouton ton="discret" onClick={retour}>
          {t('equipe.retour')}
        </Bouton>
      )}
      {(!employe || magasinId === undefined) && (
        <Bouton ton="discret" onClick={() => void seDeconnecter()}>
          {t('verrou.autre')}
        </Bouton>
      )}
    </div>
  );
}
