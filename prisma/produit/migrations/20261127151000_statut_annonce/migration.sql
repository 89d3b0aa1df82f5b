-- A tax status is entered ahead of its day (adr 0020): carts keep the statuses, in force and to come, that a product had
-- when it was added, and cannot hear of one that takes effect at once. A product that nobody classified yet for a tax may
-- be given its whole past, in one statement. Who corrects a mistake says so, and knows that open carts keep what they
-- showed.
CREATE FUNCTION annoncer_statut() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  v_jour date := (now() AT TIME ZONE 'America/Toronto')::date;
  v_produit integer;
BEGIN
  IF current_setting('caisse.correction_statut', true) = 'oui' THEN
    RETURN NULL;
  END IF;
  IF TG_OP = 'UPDATE' THEN
    SELECT produit_id INTO v_produit FROM (TABLE avant EXCEPT TABLE apres) AS change WHERE effet_du <= v_jour LIMIT 1;
  END IF;
  IF v_produit IS NULL THEN
    SELECT a.produit_id INTO v_produit FROM apres AS a JOIN statut_fiscal AS s USING (produit_id, taxe)
    WHERE a.effet_du <= v_jour AND NOT EXISTS (
      SELECT FROM apres AS m WHERE (m.produit_id, m.taxe, m.effet_du) = (s.produit_id, s.taxe, s.effet_du))
    LIMIT 1;
  END IF;
  IF v_produit IS NOT NULL THEN
    RAISE EXCEPTION 'a tax status of product % must be entered ahead of its day', v_produit
      USING ERRCODE = 'check_violation',
            HINT = 'Give it an effect of tomorrow or later. To correct a mistake: SET LOCAL caisse.correction_statut = ''oui''.';
  END IF;
  RETURN NULL;
END
$$;

CREATE TRIGGER statut_annonce_ajout AFTER INSERT ON statut_fiscal REFERENCING NEW TABLE AS apres
  FOR EACH STATEMENT EXECUTE FUNCTION annoncer_statut();
CREATE TRIGGER statut_annonce_change AFTER UPDATE ON statut_fiscal REFERENCING OLD TABLE AS avant NEW TABLE AS apres
  FOR EACH STATEMENT EXECUTE FUNCTION annoncer_statut();
