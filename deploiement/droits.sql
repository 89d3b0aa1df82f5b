-- The rights in a database that two roles share: the owner, which migrates it, and the application, which works in it
-- and can neither change its tables' shape nor write its audit log but by adding to it. Run in that database, by the
-- administrator, before the migrations and after them; `droits.proprietaire` and `droits.application` name the roles.
DO $$
DECLARE
  v_table text;
  v_proprietaire text := current_setting('droits.proprietaire');
  v_application text := current_setting('droits.application');
BEGIN
  -- Of a deployment where the application owned its database: all that it made, and the database itself.
  EXECUTE format('REASSIGN OWNED BY %I TO %I', v_application, v_proprietaire);
  EXECUTE format('ALTER DATABASE %I OWNER TO %I', current_database(), v_proprietaire);
  EXECUTE format('GRANT CONNECT, TEMPORARY ON DATABASE %I TO %I', current_database(), v_application);

  EXECUTE format('GRANT USAGE ON SCHEMA public TO %I', v_application);
  EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO %I', v_application);
  EXECUTE format('GRANT USAGE, SELECT, UPDATE ON ALL SEQUENCES IN SCHEMA public TO %I', v_application);
  EXECUTE format('GRANT EXECUTE ON ALL ROUTINES IN SCHEMA public TO %I', v_application);

  -- The same for what later migrations make; and what they make, nobody else may call.
  EXECUTE format('ALTER DEFAULT PRIVILEGES FOR ROLE %I GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO %I',
    v_proprietaire, v_application);
  EXECUTE format('ALTER DEFAULT PRIVILEGES FOR ROLE %I GRANT USAGE, SELECT, UPDATE ON SEQUENCES TO %I',
    v_proprietaire, v_application);
  EXECUTE format('ALTER DEFAULT PRIVILEGES FOR ROLE %I REVOKE EXECUTE ON ROUTINES FROM PUBLIC', v_proprietaire);
  EXECUTE format('ALTER DEFAULT PRIVILEGES FOR ROLE %I GRANT EXECUTE ON ROUTINES TO %I',
    v_proprietaire, v_application);

  -- The migration that makes the log takes these rights away at once; it may have run before there were two roles.
  IF to_regclass('public.audit') IS NOT NULL THEN
    EXECUTE format('REVOKE INSERT, UPDATE, DELETE, TRUNCATE, REFERENCES, TRIGGER ON public.audit FROM %I', v_application);
    REVOKE EXECUTE ON FUNCTION public.inscrire_audit FROM PUBLIC;
  END IF;
  -- What is written once and never again, whoever got hold of the application: the ledger of goods, the log of sales,
  -- what was paid, the prices of before.
  FOREACH v_table IN ARRAY ARRAY['mouvement', 'evenement', 'paiement', 'prix_historique'] LOOP
    IF to_regclass('public.' || v_table) IS NOT NULL THEN
      EXECUTE format('REVOKE UPDATE, DELETE, TRUNCATE ON public.%I FROM %I', v_table, v_application);
    END IF;
  END LOOP;
  -- Which migrations have run is for who runs them.
  IF to_regclass('public._prisma_migrations') IS NOT NULL THEN
    EXECUTE format('REVOKE ALL ON public._prisma_migrations FROM %I', v_application);
  END IF;
END
$$;
