-- The roles of the services and the schemas they own. Run it once, as a superuser, in the database of Snapledger:
--
--   psql --dbname=snapledger --file=create-roles.sql
--
-- The roles have no password: give each one of its own (\password snapledger_command), or have pg_hba.conf let them in
-- in another way.

-- Decides: owns the event log and what it looks up while it decides.
create role snapledger_command login;
-- Shows: owns the views.
create role snapledger_query login;
-- The query-service's other connection: reads the event log, and writes nothing anywhere.
create role snapledger_event_reader login;
alter role snapledger_event_reader set default_transaction_read_only = on;

create schema event_log authorization snapledger_command;
create schema command authorization snapledger_command;
create schema view authorization snapledger_query;

grant usage on schema event_log to snapledger_event_reader;
grant select on all tables in schema event_log to snapledger_event_reader;
alter default privileges for role snapledger_command in schema event_log
    grant select on tables to snapledger_event_reader;

-- The first migration asks for its schema, whether it is there or not; views that are made again have one of their own.
do $$ begin
    execute format('grant create on database %I to snapledger_command, snapledger_query', current_database());
end $$;
