import { useState, type SubmitEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { messageDuChamp } from '../../shared/api/champs-refuses.ts';
import type { Panne } from '../../shared/api/panne.ts';
import { Alerte } from '../../shared/ui/alerte.tsx';
import { Bouton } from '../../shared/ui/bouton.tsx';
import { Champ } from '../../shared/ui/champ.tsx';
import { Dialogue } from '../../shared/ui/dialogue.tsx';
import { PanneAlerte } from '../../shared/ui/panne-alerte.tsx';
import { ChampsEmploye, type Magasins } from './champs-employe.tsx';
import styles from './employes.module.css';
import type { Fiche } from './fiche.ts';
import { useCreerEmploye } from './mutations.ts';
import { AUCUN_REFUS, lireRefus } from './refus.ts';

type Props = {
  magasins: Magasins;
  surCree: (nom: string) => void;
  surAbandon: () => void;
};

/** Enters an employee with a first password, that they are told and then change. */
export function CreerEmploye({ magasins, surCree, surAbandon }: Props) {
  const { t } = useTranslation();
  const [fiche, remplir] = useState<Fiche>({
    nom: '',
    role: 'CAISSIER',
    magasinId: magasins[0]?.id ?? null,
    actif: true,
  });
  const [identifiant, nommer] = useState('');
  const [motDePasse, taper] = useState('');
  const [refus, refuser] = useState(AUCUN_REFUS);
  const [panne, tomber] = useState<Panne | null>(null);
  const [creer, enCours] = useCreerEmploye();

  const envoyer = async () => {
    refuser(AUCUN_REFUS);
    tomber(null);
    const { role, magasinId } = fiche;
    const nom = fiche.nom.trim();
    const issue = await creer({ input: { identifiant, nom, role, magasinId, motDePasse } });
    if (issue.sorte === 'panne') return tomber(issue.panne);
    const { resultat } = issue;
    if (resultat.__typename === 'Employe') return surCree(nom);
    if (resultat.__typename === 'IdentifiantPris') {
      const champs = [{ champ: 'identifiant', message: resultat.message }];
      return refuser({ message: '', champs });
    }
    refuser(lireRefus(resultat));
  };
  const soumettre = (evenement: SubmitEvent) => {
    evenement.preventDefault();
    void envoyer();
  };

  return (
    <Dialogue titre={t('employes.creerTitre')} surFermeture={surAbandon}>
      <form onSubmit={soumettre} className={styles.formulaire} noValidate>
        <ChampsEmploye fiche={fiche} magasins={magasins} champs={refus.champs} remplir={remplir} />
        <Champ
          libelle={t('connexion.identifiant')}
          aide={t('employes.identifiantAide')}
          autoCapitalize="none"
          spellCheck={false}
          maxLength={40}
          value={identifiant}
          erreur={messageDuChamp(refus.champs, 'identifiant')}
          onChange={({ target }) => nommer(target.value.trim().toLowerCase())}
        />
        <Champ
          libelle={t('employes.premierMotDePasse')}
          aide={t('employes.motDePasseAide')}
          spellCheck={false}
          value={motDePasse}
          erreur={messageDuChamp(refus.champs, 'motDePasse')}
          onChange={({ target }) => taper(target.value)}
        />
        {refus.message && <Alerte>{refus.message}</Alerte>}
        {panne && <PanneAlerte panne={panne} />}
        <div className={styles.actions}>
          <Bouton ton="discret" onClick={surAbandon}>
            {t('commun.annuler')}
          </Bouton>
          <Bouton ton="plein" type="submit" disabled={enCours}>
            {t('employes.creer')}
          </Bouton>
        </div>
      </form>
    </Dialogue>
  );
}
