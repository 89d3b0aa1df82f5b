import { FAULTS_VENTE } from './faults-vente.ts';
import { FAULTS_STOCK } from './faults-stock.ts';
import { FAULTS_AUDIT } from './faults-audit.ts';
import { FAULTS_MONEY } from './faults-money.ts';
import { FAULTS_OTHERS } from './faults-others.ts';

export const FAULTS = [
  ...[...FAULTS_VENTE, ...FAULTS_STOCK, ...FAULTS_OTHERS, ...FAULTS_AUDIT],
  ...FAULTS_MONEY,
];
