-- A refund whose outcome the provider never tells ends on a person's word, who asked the provider: adr 0017.
CREATE TABLE remboursement_declare (
  annulation_id uuid NOT NULL REFERENCES annulation (id),
  -- Rank of the card in the sale.
  rang          integer NOT NULL,
  remboursee    boolean NOT NULL,
  motif         text NOT NULL CHECK (motif <> ''),
  acteur        jsonb NOT NULL,
  declare_le    timestamptz(3) NOT NULL DEFAULT now(),
  PRIMARY KEY (annulation_id, rang)
);

CREATE OR REPLACE FUNCTION annulation_json(p_annulation annulation) RETURNS jsonb LANGUAGE sql VOLATILE
  RETURN to_jsonb(p_annulation) || jsonb_build_object(
    'bail_restant_ms', lire_bail(p_annulation.bail_expire),
    'declares', CASE p_annulation.etat WHEN 'EN_COURS' THEN
      (SELECT jsonb_agg(jsonb_build_object('rang', rang, 'remboursee', remboursee))
       FROM remboursement_declare WHERE annulation_id = p_annulation.id) END);

-- The first word stands. A return in progress is due at once, and reads it; a refund to be made is settled by it, or may
-- be paid otherwise although the provider is silent. Settled at each call: the return may have been written in between.
CREATE FUNCTION declarer_remboursement(p_id uuid, p_rang integer, p_saisie jsonb, p_acteur jsonb) RETURNS boolean
LANGUAGE plpgsql AS $$
DECLARE
  v_remboursee boolean;
  v_nouvelle boolean;
  v_place integer;
BEGIN
  INSERT INTO remboursement_declare (annulation_id, rang, remboursee, motif, acteur)
  VALUES (p_id, p_rang, (p_saisie ->> 'remboursee')::boolean, p_saisie ->> 'motif', p_acteur)
  ON CONFLICT DO NOTHING;
  v_nouvelle := FOUND;
  SELECT remboursee INTO STRICT v_remboursee FROM remboursement_declare WHERE annulation_id = p_id AND rang = p_rang;

  UPDATE remboursement SET
    etat = CASE WHEN v_remboursee THEN 'FAIT' ELSE etat END,
    code_refus = CASE WHEN v_remboursee THEN NULL ELSE 'DECLARE_NON_REMBOURSE' END,
    paye_le = CASE WHEN v_remboursee THEN clock_timestamp() END
  WHERE annulation_id = p_id AND rang_origine = p_rang AND mode = 'CARTE' AND etat = 'A_FAIRE'
  RETURNING rang INTO v_place;
  IF v_remboursee THEN
    UPDATE dossier SET resolu_le = clock_timestamp()
    WHERE sorte = 'REMBOURSEMENT' AND id = p_id AND rang = v_place AND resolu_le IS NULL;
  END IF;
  UPDATE dossier SET prochain_essai = clock_timestamp() WHERE sorte = 'RETOUR' AND id = p_id AND resolu_le IS NULL;

  IF v_nouvelle THEN
    PERFORM inscrire_audit('REMBOURSEMENT_DECLARE', p_acteur, 'annulation ' || p_id, NULL,
      jsonb_build_object('rang', p_rang, 'remboursee', v_remboursee, 'motif', p_saisie ->> 'motif'));
  END IF;
  RETURN v_nouvelle;
END
$$;
