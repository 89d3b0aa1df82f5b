import { lignes, type Tableau, texte } from './panneaux.ts';

export const suivi: Tableau = {
  uid: 'suivi',
  titre: 'Suivre une vente',
  description:
    'L’identifiant d’une vente, d’un panier, d’une requête ou d’une trace : toutes les lignes des services qui l’ont vu.',
  variables: [texte('id', 'Identifiant')],
  panneaux: [lignes('Tout ce qui s’est dit', '{service=~".+"} |= "$id" | json', { hauteur: 20 })],
};
