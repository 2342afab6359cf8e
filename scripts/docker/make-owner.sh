#!/bin/sh
# Run once by the postgres image when it makes the cluster: the database and the owner of its schema, who may create
# the roles of the services and nothing else. The superuser keeps no password: it logs in on the container's socket only.
set -eu
rights='CREATEROLE'
# Test suites make databases of their own.
if [ "${SCRUTIN_PROFILE:-dev}" = test ]; then rights='CREATEROLE CREATEDB'; fi
psql --quiet --set=ON_ERROR_STOP=1 --username=postgres --dbname=postgres --set=password="$POSTGRES_PASSWORD" <<SQL
CREATE ROLE scrutin_owner LOGIN $rights PASSWORD :'password';
CREATE DATABASE scrutin OWNER scrutin_owner;
ALTER ROLE postgres PASSWORD NULL;
SQL
# The exporter reads the figures of all sessions, and no table.
if [ -n "${POSTGRES_EXPORTER_PASSWORD:-}" ]; then
  psql --quiet --set=ON_ERROR_STOP=1 --username=postgres --dbname=postgres --set=password="$POSTGRES_EXPORTER_PASSWORD" <<SQL
CREATE ROLE postgres_exporter LOGIN PASSWORD :'password' IN ROLE pg_monitor;
SQL
fi
