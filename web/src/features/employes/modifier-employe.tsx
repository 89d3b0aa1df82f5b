import { useState, type SubmitEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { graphql, lireFragment, type FragmentType } from '../../shared/api/generated/index.ts';
import type { Panne } from '../../shared/api/panne.ts';
import { Alerte } from '../../shared/ui/alerte.tsx';
import { Bouton } from '../../shared/ui/bouton.tsx';
import { Conflit } from '../../shared/ui/conflit.tsx';
import { Dialogue } from '../../shared/ui/dialogue.tsx';
import { PanneAlerte } from '../../shared/ui/panne-alerte.tsx';
import { ChampsEmploye, type Magasins } from './champs-employe.tsx';
import styles from './employes.module.css';
import { differences, ficheDe, type Fiche } from './fiche.ts';
import { useModifierEmploye } from './mutations.ts';
import { AUCUN_REFUS, lireRefus } from './refus.ts';
import { useTextesFiche } from './use-textes-fiche.ts';

export const A_MODIFIER = graphql(/* GraphQL */ `
  fragment EmployeAModifier on Employe {
    id
    nom
    role
    actif
    version
    magasin {
      id
      nom
    }
  }
`);

type Props = {
  employe: FragmentType<typeof A_MODIFIER>;
  magasins: Magasins;
  surEnregistre: (nom: string) => void;
  surAbandon: () => void;
};

/** Changes an employee, or lets them go, against the version that was read. */
export function ModifierEmploye({ employe, magasins, surEnregistre, surAbandon }: Props) {
  const { t } = useTranslation();
  const lu = lireFragment(A_MODIFIER, employe);
  const textes = useTextesFiche(magasins);
  const [fiche, remplir] = useState(() => ficheDe(lu));
  const [version, fixerVersion] = useState(lu.version);
  const [conflit, opposer] = useState<{ message: string; actuelle: Fiche; version: number } | null>(
    null,
  );
  const [refus, refuser] = useState(AUCUN_REFUS);
  const [panne, tomber] = useState<Panne | null>(null);
  const [enregistrer, enCours] = useModifierEmploye();

  const envoyer = async (surVersion: number) => {
    refuser(AUCUN_REFUS);
    tomber(null);
    opposer(null);
    const input = { id: lu.id, version: surVersion, ...fiche, nom: fiche.nom.trim() };
    const issue = await enregistrer({ input });
    if (issue.sorte === 'panne') return tomber(issue.panne);
    const { resultat } = issue;
    if (resultat.__typename === 'Employe') return surEnregistre(input.nom);
    if (resultat.__typename === 'EmployeModifie') {
      const actuel = lireFragment(A_MODIFIER, resultat.employe);
      return opposer({
        message: resultat.message,
        actuelle: ficheDe(actuel),
        version: actuel.version,
      });
    }
    refuser(lireRefus(resultat));
  };
  const soumettre = (evenement: SubmitEvent) => {
    evenement.preventDefault();
    void envoyer(version);
  };

  return (
    <Dialogue titre={t('employes.modifierTitre', { nom: lu.nom })} surFermeture={surAbandon}>
      <form onSubmit={soumettre} className={styles.formulaire} noValidate>
        <ChampsEmploye fiche={fiche} magasins={magasins} champs={refus.champs} remplir={remplir} />
        <label className={styles.actif}>
          <input
            type="checkbox"
            checked={fiche.actif}
            onChange={({ target }) => remplir({ ...fiche, actif: target.checked })}
          />
          <span>
            <strong>{t('employes.actif')}</strong>
            {t('employes.actifAide')}
          </span>
        </label>
        {refus.message && <Alerte>{refus.message}</Alerte>}
        {panne && <PanneAlerte panne={panne} reessayer={() => void envoyer(version)} />}
        {conflit ? (
          <Conflit
            message={conflit.message}
            differences={differences(fiche, conflit.actuelle).map((champ) => ({
              libelle: textes.libelle(champ),
              actuelle: textes.valeur(conflit.actuelle, champ),
              mienne: textes.valeur(fiche, champ),
            }))}
            surActuelle={() => {
              remplir(conflit.actuelle);
              fixerVersion(conflit.version);
              opposer(null);
            }}
            surMienne={() => {
              fixerVersion(conflit.version);
              void envoyer(conflit.version);
            }}
          />
        ) : (
          <div className={styles.actions}>
            <Bouton ton="discret" onClick={surAbandon}>
              {t('commun.annuler')}
            </Bouton>
            <Bouton ton="plein" type="submit" disabled={enCours}>
              {t('produits.enregistrer')}
            </Bouton>
          </div>
        )}
      </form>
    </Dialogue>
  );
}
