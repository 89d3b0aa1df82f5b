import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';

import { estGtin, normaliserCode } from './codes.ts';

describe('a code as it is compared', () => {
  test.each([
    ['UPC-A', '620000000011'],
    ['EAN-13', '0620000000011'],
    ['GTIN-14', '00620000000011'],
    ['EAN-13 of a scanner that names it', ']E00620000000011'],
    ['EAN-13 with the digits beside it', ']E3062000000001112'],
    ['ITF-14', ']I100620000000011'],
    ['GS1-128', ']C10100620000000011'],
    ['GS1-128 with a lot after it', ']C1010062000000001110AB-12'],
    ['GS1-128 with a date before it', ']C1172612310100620000000011'],
    ['GS1-128 with a lot before it', ']C110AB-12\u001d0100620000000011'],
    ['GS1 DataMatrix', ']d2010062000000001121SERIE\u001d17261231'],
    ['GS1 QR', ']Q30100620000000011'],
    ['GS1 DataBar', ']e00100620000000011'],
    ['the text under a GS1 bar code', '(01)00620000000011(17)261231'],
    ['full-width digits', '０６２００００００００１１'],
    ['spaces around it', ' 0620000000011\r\n'],
  ])('is the GTIN-14 of %s', (_forme, code) => {
    expect(normaliserCode(code)).toBe('00620000000011');
    expect(estGtin(code)).toBe(true);
  });

  test('of EAN-8 is padded too', () => {
    expect(normaliserCode('96385074')).toBe('00000096385074');
    expect(normaliserCode(']E496385074')).toBe('00000096385074');
  });

  test.each(['4011', '123456789', '12345678901', '123456789012345', 'ABC-12345678', 'pain', ''])(
    'that is no GTIN is left alone: %j',
    (code) => {
      expect(normaliserCode(code)).toBe(code);
      expect(estGtin(code)).toBe(false);
    },
  );

  test.each([
    [']C110AB-12', '10AB-12'],
    [']C1', ''],
    [']A0ABC', 'ABC'],
    [']C101123', '01123'],
  ])('without a GTIN under its symbology is what stands there: %j', (code, attendu) => {
    expect(normaliserCode(code)).toBe(attendu);
  });

  const chiffres = (longueur: number) =>
    fc.stringMatching(new RegExp(String.raw`^\d{${longueur}}$`));

  test('is the same for every way to write one GTIN, and stays the same', () => {
    const prefixes = ['', ']E0', ']I1', ']C101', ']d201', ']Q301', '(01)'];
    fc.assert(
      fc.property(chiffres(12), fc.constantFrom(...prefixes), (upc, prefixe) => {
        const gtin = `00${upc}`;
        const ecrit = prefixe.endsWith('01') || prefixe.endsWith(')') ? gtin : `0${upc}`;
        return (
          normaliserCode(upc) === gtin &&
          normaliserCode(prefixe + ecrit) === gtin &&
          normaliserCode(gtin) === gtin
        );
      }),
    );
  });

  test('never makes one of two products, and ends on any text', () => {
    fc.assert(
      fc.property(chiffres(13), chiffres(13), (a, b) => {
        return (normaliserCode(a) === normaliserCode(b)) === (a === b);
      }),
    );
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary' }),
        fc.constantFrom('', ']C1', ']d2'),
        (texte, aim) => {
          expect(typeof normaliserCode(aim + texte)).toBe('string');
        },
      ),
    );
  });
});
