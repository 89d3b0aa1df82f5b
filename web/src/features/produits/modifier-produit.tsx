import { useState, type SubmitEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { messageDuChamp } from '../../shared/api/champs-refuses.ts';
import { graphql, lireFragment, type FragmentType } from '../../shared/api/generated/index.ts';
import type { Panne } from '../../shared/api/panne.ts';
import { lireMontant } from '../../shared/format/argent.ts';
import { Alerte } from '../../shared/ui/alerte.tsx';
import { Bouton } from '../../shared/ui/bouton.tsx';
import { Champ, ChampTexte } from '../../shared/ui/champ.tsx';
import { Conflit } from '../../shared/ui/conflit.tsx';
import { Dialogue } from '../../shared/ui/dialogue.tsx';
import { PanneAlerte } from '../../shared/ui/panne-alerte.tsx';
import { differences, ficheDe, type Fiche } from './fiche.ts';
import styles from './produits.module.css';
import { useModifierProduit } from './use-modifier-produit.ts';

const A_MODIFIER = graphql(/* GraphQL */ `
  fragment ProduitAModifier on Produit {
    id
    nom
    prix
    description
    version
  }
`);

type Props = {
  produit: FragmentType<typeof A_MODIFIER>;
  surEnregistre: (nom: string) => void;
  surAbandon: () => void;
};

type Refus = { message: string; champs: { champ: string; message: string }[] };

/** Corrects a product, against the version that was read: someone else's work is never overwritten. */
export function ModifierProduit({ produit, surEnregistre, surAbandon }: Props) {
  const { t } = useTranslation();
  const lu = lireFragment(A_MODIFIER, produit);
  const [fiche, remplir] = useState(() => ficheDe(lu));
  const [version, fixerVersion] = useState(lu.version);
  const [conflit, opposer] = useState<{ message: string; actuelle: Fiche; version: number } | null>(
    null,
  );
  const [refus, refuser] = useState<Refus | null>(null);
  const [panne, tomber] = useState<Panne | null>(null);
  const [enregistrer, enCours] = useModifierProduit();

  const envoyer = async (surVersion: number) => {
    refuser(null);
    tomber(null);
    opposer(null);
    const prix = lireMontant(fiche.prix);
    if (prix === null) {
      const champs = [{ champ: 'prix', message: t('paiement.illisible') }];
      return refuser({ message: '', champs });
    }
    const { nom, description } = fiche;
    const input = { id: lu.id, version: surVersion, nom: nom.trim(), prix, description };
    const issue = await enregistrer({ input });
    if (issue.sorte === 'panne') return tomber(issue.panne);
    const { resultat } = issue;
    if (resultat.__typename === 'Produit') return surEnregistre(resultat.nom);
    if (resultat.__typename === 'ConflitVersion') {
      const { message, versionActuelle, produit: actuel } = resultat;
      return opposer({ message, actuelle: ficheDe(actuel), version: versionActuelle });
    }
    const champs = resultat.__typename === 'SaisieInvalide' ? resultat.champs : [];
    // A refusal that is said beside its field is not said a second time.
    refuser({ message: champs.length > 0 ? '' : resultat.message, champs });
  };
  const soumettre = (evenement: SubmitEvent) => {
    evenement.preventDefault();
    void envoyer(version);
  };
  const champ = (nom: keyof Fiche) => ({
    value: fiche[nom],
    erreur: messageDuChamp(refus?.champs ?? [], nom),
    onChange: (evenement: { target: { value: string } }) =>
      remplir({ ...fiche, [nom]: evenement.target.value }),
  });

  return (
    <Dialogue titre={t('produits.modifierTitre', { nom: lu.nom })} surFermeture={surAbandon}>
      <form onSubmit={soumettre} className={styles.formulaire} noValidate>
        <Champ libelle={t('produits.nom')} data-premier {...champ('nom')} />
        <Champ
          libelle={t('produits.prixDollars')}
          inputMode="decimal"
          aide={t('produits.prixAide')}
          {...champ('prix')}
        />
        <ChampTexte libelle={t('produits.description')} {...champ('description')} />
        {refus?.message && <Alerte>{refus.message}</Alerte>}
        {panne && <PanneAlerte panne={panne} reessayer={() => void envoyer(version)} />}
        {conflit && (
          <Conflit
            message={conflit.message}
            differences={differences(fiche, conflit.actuelle).map((nom) => ({
              libelle: t(`produits.${nom}`),
              actuelle: conflit.actuelle[nom],
              mienne: fiche[nom],
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
        )}
        {!conflit && (
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
