import {
  ChartColumn,
  Inbox,
  PackageSearch,
  ReceiptText,
  ScanBarcode,
  ScrollText,
  Truck,
  Users,
} from 'lucide-react';
import type { Droit } from '../shared/connexion/moi.ts';

/** The pages, in the order of the menu, and the right that opens them; null is for every employee. */
export const MENU = [
  { vers: '/', cle: 'caisse', droit: 'caisse:tenir', Icone: ScanBarcode },
  { vers: '/admin/ventes', cle: 'ventes', droit: null, Icone: ReceiptText },
  { vers: '/admin/produits', cle: 'produits', droit: 'catalogue:gerer', Icone: PackageSearch },
  {
    vers: '/admin/approvisionnement',
    cle: 'approvisionnement',
    droit: 'stock:gerer',
    Icone: Truck,
  },
  {
    vers: '/admin/tableau-de-bord',
    cle: 'tableauDeBord',
    droit: 'rapport:lire',
    Icone: ChartColumn,
  },
  { vers: '/admin/employes', cle: 'employes', droit: 'employe:gerer', Icone: Users },
  { vers: '/admin/a-traiter', cle: 'aTraiter', droit: 'dossier:traiter', Icone: Inbox },
  { vers: '/admin/audit', cle: 'audit', droit: 'audit:lire', Icone: ScrollText },
] as const satisfies readonly { vers: string; cle: string; droit: Droit | null; Icone: unknown }[];

/** What a day begins with, by what one may do; a page that every employee has comes last. */
const ACCUEILS = [
  ['rapport:lire', '/admin/tableau-de-bord'],
  ['stock:gerer', '/admin/approvisionnement'],
] as const satisfies readonly (readonly [Droit, string])[];

/** Where somebody who keeps no till begins. */
export function accueilDe(droits: readonly string[]): string {
  return ACCUEILS.find(([droit]) => droits.includes(droit))?.[1] ?? '/admin/ventes';
}
