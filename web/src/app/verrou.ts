import { creerRegistre, oublierLesAnciens, stockageDesOnglets } from '../shared/verrou/registre.ts';
import { creerVerrou } from '../shared/verrou/verrou.ts';
import { connexion } from './connexion.ts';

const stockage = stockageDesOnglets();
if (stockage) oublierLesAnciens(stockage, Date.now());

/** The lock of this tab's screen, made once. */
export const verrou = creerVerrou({ registre: creerRegistre(stockage), maintenant: Date.now });

verrou.suivre(connexion.cle(), false);
// Before any component hears of the sign-in: it asks the lock whether it may draw.
connexion.abonner(() => verrou.suivre(connexion.cle(), true));
