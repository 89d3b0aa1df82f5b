#!/bin/bash
# Makes what is missing of the six databases and of their roles, and sets the passwords, at every start:
# each role can connect to one database and to no other; `verification` reads all six and writes nowhere.
# All but reporting's, whose rebuild changes its own tables, belong to another role: `stock_proprietaire` migrates, and
# `stock` works (droits.sql). Passwords are files: /run/secrets/stock_db_password, stock_owner_password, …
# Run before the migrations, which need the roles, and after them, when there are tables to narrow the rights of.
set -euo pipefail
export PGHOST=postgres PGUSER=postgres PGDATABASE=postgres
PGPASSWORD=$(< /run/secrets/postgres_password)
export PGPASSWORD

psql --no-psqlrc --quiet --set ON_ERROR_STOP=1 <<'SQL'
REVOKE CONNECT ON DATABASE postgres, template1 FROM PUBLIC;
SQL

role() {
  secret=$(< "/run/secrets/$2")
  [ -n "$secret" ] || { echo "bases: $2 is empty: no password for the role $1" >&2; exit 1; }
  ROLE=$1 SECRET=$secret psql --no-psqlrc --quiet --set ON_ERROR_STOP=1 <<'SQL'
\getenv role ROLE
\getenv secret SECRET
-- The password must not end in the server's log, whatever it logs.
SET log_min_duration_statement = -1;
SELECT format('CREATE ROLE %I', :'role') WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = :'role') \gexec
SELECT format('ALTER ROLE %I LOGIN PASSWORD %L', :'role', :'secret') \gexec
SQL
}

base() {
  BASE=$1 OWNER=$2 psql --no-psqlrc --quiet --set ON_ERROR_STOP=1 <<'SQL'
\getenv base BASE
\getenv owner OWNER
SELECT format('CREATE DATABASE %I OWNER %I', :'base', :'owner')
  WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = :'base') \gexec
SELECT format('REVOKE ALL ON DATABASE %I FROM PUBLIC', :'base') \gexec
SELECT format('GRANT CONNECT ON DATABASE %I TO verification', :'base') \gexec
SQL
}

role verification verification_db_password
psql --no-psqlrc --quiet --set ON_ERROR_STOP=1 <<'SQL'
GRANT pg_read_all_data TO verification;
ALTER ROLE verification SET default_transaction_read_only = on;
SQL
role reporting reporting_db_password
base reporting reporting
for nom in produit stock vente panier caisse; do
  role "$nom" "${nom}_db_password"
  role "${nom}_proprietaire" "${nom}_owner_password"
  base "$nom" "${nom}_proprietaire"
  PGDATABASE=$nom PGOPTIONS="-c droits.application=$nom -c droits.proprietaire=${nom}_proprietaire" \
    psql --no-psqlrc --quiet --set ON_ERROR_STOP=1 --file="$(dirname "$0")/droits.sql"
done
echo 'bases: produit, stock, vente, panier, caisse, reporting'
