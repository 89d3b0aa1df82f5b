import { useState, type SubmitEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { v7 as uuidv7 } from 'uuid';
import type { Panne } from '../../shared/api/panne.ts';
import { lireMontant } from '../../shared/format/argent.ts';
import { Alerte } from '../../shared/ui/alerte.tsx';
import { Bouton } from '../../shared/ui/bouton.tsx';
import { Champ } from '../../shared/ui/champ.tsx';
import { Dialogue } from '../../shared/ui/dialogue.tsx';
import { PanneAlerte } from '../../shared/ui/panne-alerte.tsx';
import styles from './session.module.css';
import { useOuvrirSession } from './use-ouvrir-session.ts';

type Props = {
  caisseId: string;
  titre: string;
  surOuverte: (sessionId: string) => void;
  surAbandon: () => void;
};

/** Opens a till with its float. The session's id is minted once, so that a retry opens the same one. */
export function OuvrirCaisse({ caisseId, titre, surOuverte, surAbandon }: Props) {
  const { t } = useTranslation();
  const [id] = useState(() => uuidv7());
  const [saisie, saisir] = useState('');
  const [erreur, signaler] = useState<string | null>(null);
  const [dejaOuverte, trouver] = useState<{ message: string; sessionId: string } | null>(null);
  const [panne, tomber] = useState<Panne | null>(null);
  const [ouvrir, enCours] = useOuvrirSession();

  const envoyer = async () => {
    const fondDeCaisse = lireMontant(saisie);
    if (fondDeCaisse === null) return signaler(t('ouverture.fondIllisible'));
    signaler(null);
    tomber(null);
    const issue = await ouvrir({ input: { id, caisseId, fondDeCaisse } });
    if (issue.sorte === 'panne') return tomber(issue.panne);
    const { resultat } = issue;
    if (resultat.__typename === 'SessionCaisse') return surOuverte(resultat.id);
    if (resultat.__typename === 'SessionDejaOuverte') {
      return trouver({ message: resultat.message, sessionId: resultat.session.id });
    }
    const champ = resultat.__typename === 'SaisieInvalide' ? resultat.champs[0] : undefined;
    signaler(champ?.message ?? resultat.message);
  };

  const soumettre = (evenement: SubmitEvent) => {
    evenement.preventDefault();
    void envoyer();
  };

  return (
    <Dialogue titre={titre} surFermeture={surAbandon}>
      <form onSubmit={soumettre} className={styles.formulaire}>
        <Champ
          libelle={t('ouverture.fond')}
          aide={t('ouverture.aide')}
          erreur={erreur}
          inputMode="decimal"
          placeholder="200,00"
          data-premier
          value={saisie}
          onChange={(evenement) => {
            signaler(null);
            saisir(evenement.target.value);
          }}
          className={styles.fond}
        />
        {panne && <PanneAlerte panne={panne} reessayer={() => void envoyer()} />}
        {dejaOuverte && (
          <Alerte
            ton="avis"
            action={
              <Bouton onClick={() => surOuverte(dejaOuverte.sessionId)}>
                {t('accueil.rejoindre')}
              </Bouton>
            }
          >
            {dejaOuverte.message}
          </Alerte>
        )}
        <div className={styles.actions}>
          <Bouton ton="discret" onClick={surAbandon}>
            {t('commun.annuler')}
          </Bouton>
          <Bouton ton="plein" taille="grande" type="submit" disabled={enCours}>
            {t('ouverture.ouvrir')}
          </Bouton>
        </div>
      </form>
    </Dialogue>
  );
}
