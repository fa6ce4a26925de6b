#!/bin/sh
# Gives each role of create-roles.sql the password that the environment has for it. The PostgreSQL image runs this once, on an
# empty volume.
set -e
psql --set=ON_ERROR_STOP=1 --no-psqlrc --quiet --username="$POSTGRES_USER" --dbname="$POSTGRES_DB" <<'SQL'
\getenv command COMMAND_PASSWORD
\getenv query QUERY_PASSWORD
\getenv reader READER_PASSWORD
alter role snapledger_command password :'command';
alter role snapledger_query password :'query';
alter role snapledger_event_reader password :'reader';
SQL
