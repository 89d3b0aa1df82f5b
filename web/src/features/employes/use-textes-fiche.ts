import { useTranslation } from 'react-i18next';
import type { Magasins } from './champs-employe.tsx';
import type { CHAMPS, Fiche } from './fiche.ts';

type Champ = (typeof CHAMPS)[number];

/** The fields of an employee and their values, as they are read on screen. */
export function useTextesFiche(magasins: Magasins) {
  const { t } = useTranslation();
  const libelle = (champ: Champ) =>
    champ === 'magasinId' ? t('accueil.magasin') : t(`employes.${champ}`);
  const valeur = (fiche: Fiche, champ: Champ) => {
    if (champ === 'nom') return fiche.nom;
    if (champ === 'role') return t(`role.${fiche.role}`);
    if (champ === 'actif') return t(fiche.actif ? 'commun.oui' : 'commun.non');
    return magasins.find(({ id }) => id === fiche.magasinId)?.nom ?? t('compte.touteLaChaine');
  };
  return { libelle, valeur };
}
