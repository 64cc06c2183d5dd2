#!/bin/sh
# tiers.db.load: runs load.sql once in the database, as a user that may make tables there and nothing else.
# What has been run is noted in the database itself, in the same transaction.
set -eu

here=$(dirname "$0")
PGHOST=$(cat "$here/host")
export PGHOST PGPORT=5432 PGDATABASE=dashboard PGSSLMODE="${PGSSLMODE:-require}" PGCONNECT_TIMEOUT=10
readonly DIGEST=db1d40eed7f5d63f0a60be418bba3d824d9739bde81632ee7f6c71f88e26c342

owner() {
  PGUSER=dashboard PGPASSWORD=$(cat "${OWNER:-/run/secrets/load-owner}") \
    psql --no-psqlrc --quiet --tuples-only --no-align --set=ON_ERROR_STOP=1 "$@"
}

# A database that has just been made takes a while to answer.
left=30
until owner --command='SELECT 1' >/dev/null; do
  left=$((left - 1))
  if [ "$left" -eq 0 ]; then exit 1; fi
  sleep 10
done

owner <<'SQL'
SET client_min_messages = warning;
CREATE SCHEMA IF NOT EXISTS blueprint;
CREATE TABLE IF NOT EXISTS blueprint.loads (
  sha256 text PRIMARY KEY,
  at timestamptz NOT NULL DEFAULT now()
);
SQL
if [ -n "$(owner --command="SELECT 1 FROM blueprint.loads WHERE sha256 = '$DIGEST'")" ]; then
  echo 'loaded before'
  exit 0
fi

# The services' user may use what the other one makes. Its rights and its password are for this run.
forget() {
  owner <<'SQL'
ALTER ROLE blueprint_load NOLOGIN PASSWORD NULL;
REVOKE ALL ON SCHEMA public FROM blueprint_load;
GRANT USAGE ON SCHEMA public TO blueprint_load;
REVOKE ALL ON blueprint.loads FROM blueprint_load;
SQL
}
owner <<'SQL'
DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = 'blueprint_load') THEN
    CREATE ROLE blueprint_load NOLOGIN NOCREATEDB NOCREATEROLE CONNECTION LIMIT 1;
    GRANT blueprint_load TO CURRENT_USER;
  END IF;
END
$$;
GRANT USAGE, CREATE ON SCHEMA public TO blueprint_load;
GRANT USAGE ON SCHEMA blueprint TO blueprint_load;
GRANT INSERT ON blueprint.loads TO blueprint_load;
SQL
trap forget EXIT

# psql hashes the password before it sends it: the server logs statements that define something.
password=$(head -c 32 /dev/urandom | base64 | tr -d '+/=\n')
printf '%s\n%s\n' "$password" "$password" | owner --command='\password blueprint_load' 2>/dev/null
owner --command='ALTER ROLE blueprint_load LOGIN'

PGUSER=blueprint_load PGPASSWORD=$password psql --no-psqlrc --quiet --set=ON_ERROR_STOP=1 \
  --single-transaction --file="$here/load.sql" \
  --command="INSERT INTO blueprint.loads (sha256) VALUES ('$DIGEST')"
echo 'loaded'
