-- The audit log: who did what, where and when, before and after. Each entry carries the digest of the one before
-- it, so that none can be changed, removed or put between others unseen (`npm run verifier` follows the chain).
-- The application can only add: by the function, which takes the owner's rights, and not by the table.
CREATE TABLE "audit" (
  "numero" BIGINT PRIMARY KEY,
  "instant" TIMESTAMPTZ(3) NOT NULL,
  "action" TEXT NOT NULL,
  "acteur" JSONB NOT NULL,
  "cible" TEXT NOT NULL,
  "avant" JSONB,
  "apres" JSONB,
  "precedente" BYTEA NOT NULL,
  "empreinte" BYTEA NOT NULL
);

-- The digest of an entry over all it says. A JSON array, so that no two entries read as the same text.
CREATE FUNCTION empreinte_audit(a audit) RETURNS bytea LANGUAGE sql STABLE AS $$
  SELECT sha256(a.precedente || convert_to(jsonb_build_array(
    a.numero, extract(epoch FROM a.instant), a.action, a.acteur, a.cible, a.avant, a.apres)::text, 'UTF8'))
$$;

-- Adds an entry, within the statement of the change that it tells of. Entries of one database follow each other:
-- who adds one waits for the one before to be committed, so that the function is called last and for one row.
CREATE FUNCTION inscrire_audit(
  p_action text, p_acteur jsonb, p_cible text, p_avant jsonb, p_apres jsonb
) RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  v_entree audit;
  v_derniere audit;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtext('audit'));
  SELECT * INTO v_derniere FROM audit ORDER BY numero DESC LIMIT 1;
  v_entree.numero := coalesce(v_derniere.numero, 0) + 1;
  v_entree.instant := date_trunc('milliseconds', clock_timestamp());
  v_entree.action := p_action;
  v_entree.acteur := p_acteur;
  v_entree.cible := p_cible;
  v_entree.avant := p_avant;
  v_entree.apres := p_apres;
  v_entree.precedente := coalesce(v_derniere.empreinte, '\x'::bytea);
  v_entree.empreinte := empreinte_audit(v_entree);
  INSERT INTO audit SELECT v_entree.*;
  RETURN v_entree.numero;
END
$$;

CREATE FUNCTION refuser_reecriture_audit() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the audit log is append-only';
END
$$;

CREATE TRIGGER audit_sans_reecriture BEFORE UPDATE OR DELETE OR TRUNCATE ON audit
  FOR EACH STATEMENT EXECUTE FUNCTION refuser_reecriture_audit();

-- Whoever was given rights on new tables by default keeps only the one to read.
DO $$
DECLARE
  v_role text;
BEGIN
  FOR v_role IN
    SELECT DISTINCT grantee FROM information_schema.role_table_grants
    WHERE table_schema = 'public' AND table_name = 'audit' AND grantee <> current_user
  LOOP
    EXECUTE format('REVOKE INSERT, UPDATE, DELETE, TRUNCATE, REFERENCES, TRIGGER ON audit FROM %I', v_role);
  END LOOP;
END
$$;
